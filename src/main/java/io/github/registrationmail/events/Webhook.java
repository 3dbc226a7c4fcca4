package io.github.registrationmail.events;

import io.github.registrationmail.database.Reads;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowIterator;
import io.vertx.mutiny.sqlclient.RowSet;
import jakarta.inject.Singleton;
import java.util.Objects;

/** How the webhook is doing, whichever replica posts; asks nobody while it is off. */
@Singleton
public class Webhook {

  private static final String REFUSED =
      """
      select last_error from due_event
      where sink = 'webhook' and tried > 0
      order by id
      limit 1
      """;

  private final Reads reads;
  private final Sinks sinks;

  Webhook(Reads reads, Sinks sinks) {
    this.reads = reads;
    this.sinks = sinks;
  }

  /** Why the oldest event that was posted in vain was not taken; empty when all is well. */
  public Uni<String> trouble() {
    return sinks.isOn(Sink.WEBHOOK)
        ? reads.execute(REFUSED).map(Webhook::reason)
        : Uni.createFrom().item("");
  }

  private static String reason(RowSet<Row> rows) {
    RowIterator<Row> refused = rows.iterator();
    return refused.hasNext() ? Objects.toString(refused.next().getString(0), "") : "";
  }
}
