package io.github.registrationmail.mail;

import io.github.registrationmail.database.BatchConfig;
import io.github.registrationmail.database.BatchOrAlone;
import io.github.registrationmail.database.Database;
import io.github.registrationmail.database.JsonRows;
import io.github.registrationmail.dispatch.Transition;
import io.github.registrationmail.pause.SendingPause;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.Collections;
import java.util.List;

/**
 * What is delivered while sending is paused waits in MySQL instead of the broker, which would take
 * a message back that nobody acknowledges for long. When sending goes on, the sweep publishes it.
 */
@Singleton
class SetAside {

  private static final String SET_ASIDE =
      """
      update json_table(?, '$[*]' columns (
        id bigint unsigned path '$.id',
        attempt int path '$.attempt')) as delivered
      straight_join registration force index (primary)
        on registration.id = delivered.id and registration.attempt = delivered.attempt
      set mail_state = 'PENDING', sweep_at = utc_timestamp(3)
      where mail_state %s
        and due_at <= utc_timestamp(3) + interval ? microsecond
      """
          .formatted(Transition.SET_ASIDE.condition());

  private record Delivered(long userId, int attempt) {
    JsonObject json() {
      return new JsonObject().put("id", userId).put("attempt", attempt);
    }
  }

  private final Database database;
  private final SendingPause pause;
  private final BatchOrAlone<Delivered, Boolean> delivered;

  SetAside(Database database, SendingPause pause, BatchConfig batch) {
    this.database = database;
    this.pause = pause;
    this.delivered = new BatchOrAlone<>(batch, this::setAside);
  }

  /** Whether a message that is delivered now is not to be claimed. */
  boolean isWanted() {
    return pause.isOn();
  }

  /** The mail is PENDING and the sweep's, with the same attempt, unless it has moved on. */
  Uni<Void> setAside(long userId, int attempt) {
    return delivered.submit(new Delivered(userId, attempt)).replaceWithVoid();
  }

  private Uni<List<Boolean>> setAside(List<Delivered> mails) {
    String json = JsonRows.of(mails, Delivered::userId, Delivered::json);
    return database
        .execute(SET_ASIDE, Tuple.of(json, ClaimRepository.EARLY_MICROS))
        .replaceWith(Collections.nCopies(mails.size(), true));
  }
}
