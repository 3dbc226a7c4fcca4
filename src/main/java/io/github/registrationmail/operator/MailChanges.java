package io.github.registrationmail.operator;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * What operators do to a mail, done to many in a transaction that has locked their rows, each in a
 * state that allows it. The ids are ascending.
 */
@Singleton
public class MailChanges {

  private final ActionRepository actions;
  private final ResendRepository resends;
  private final ErasureRepository erasures;

  MailChanges(ActionRepository actions, ResendRepository resends, ErasureRepository erasures) {
    this.actions = actions;
    this.resends = resends;
    this.erasures = erasures;
  }

  /** Makes them due, as if nothing had failed yet, for the sweep to publish. */
  public Uni<Void> retry(SqlConnection connection, List<Long> ids) {
    return actions.requeueAll(connection, ids);
  }

  /** No further attempt is made. */
  public Uni<Void> cancel(SqlConnection connection, List<Long> ids) {
    return actions.cancelAll(connection, ids);
  }

  /** Makes another sending of each due, for the sweep to publish. */
  public Uni<Void> resend(SqlConnection connection, List<Long> ids) {
    return resends.resendAll(connection, ids);
  }

  /** Deletes them from every table. */
  public Uni<Void> erase(SqlConnection connection, List<Long> ids) {
    return erasures.eraseAll(connection, ids);
  }
}
