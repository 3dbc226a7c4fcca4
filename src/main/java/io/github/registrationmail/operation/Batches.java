package io.github.registrationmail.operation;

import io.github.registrationmail.operator.MailChanges;
import io.github.registrationmail.operator.OperatorConfig;
import io.github.registrationmail.search.Found;
import io.github.registrationmail.search.MailIds;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * One batch of an operation: looks for the next mails, then in one transaction locks those that
 * still fit, changes them and writes down how far it is. It sees to it that a pause or a stop holds
 * from the next batch on.
 */
@Singleton
class Batches {

  private static final Logger LOG = Logger.getLogger(Batches.class);

  private final WorkRepository repository;
  private final MailIds ids;
  private final MailChanges changes;
  private final OperatorConfig config;
  private final MeterRegistry meters;

  Batches(
      WorkRepository repository,
      MailIds ids,
      MailChanges changes,
      OperatorConfig config,
      MeterRegistry meters) {
    this.repository = repository;
    this.ids = ids;
    this.changes = changes;
    this.config = config;
    this.meters = meters;
  }

  /** Does the next one, if the operation is still this replica's to work on. */
  Uni<Void> next(long id, long holder) {
    return repository
        .work(id, holder)
        .chain(
            found ->
                found.map(work -> next(work, holder)).orElseGet(() -> Uni.createFrom().voidItem()));
  }

  private Uni<Void> next(Work work, long holder) {
    return ids.goOn(work.filter(), work.position(), config.retryBatch())
        .chain(found -> change(work, holder, found));
  }

  /** Changes what was found, unless another batch was quicker. */
  Uni<Void> change(Work work, long holder, Found found) {
    List<Long> meant = found.ids().stream().filter(id -> id <= work.newest()).sorted().toList();
    return repository
        .inTurn(work, holder, connection -> change(connection, work, holder, meant, found))
        .invoke(done -> done.ifPresent(changed -> count(work, meant, changed, found)))
        .replaceWithVoid();
  }

  private Uni<List<Long>> change(
      SqlConnection connection, Work work, long holder, List<Long> meant, Found found) {
    return change(connection, work, meant)
        .call(
            changed ->
                WorkRepository.advance(connection, work, meant.size(), changed.size(), found.end()))
        .call(
            changed ->
                found.end().isPresent()
                    ? Uni.createFrom().voidItem()
                    : WorkRepository.end(connection, work, holder));
  }

  private Uni<List<Long>> change(SqlConnection connection, Work work, List<Long> meant) {
    return meant.isEmpty()
        ? Uni.createFrom().item(meant)
        : WorkRepository.lock(connection, work.filter(), meant)
            .call(
                fitting ->
                    fitting.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : apply(connection, work.kind(), fitting));
  }

  private Uni<Void> apply(SqlConnection connection, OperationKind kind, List<Long> ids) {
    return switch (kind) {
      case RETRY -> changes.retry(connection, ids);
      case CANCEL -> changes.cancel(connection, ids);
      case RESEND -> changes.resend(connection, ids);
      case ERASE -> changes.erase(connection, ids);
    };
  }

  private void count(Work work, List<Long> meant, List<Long> changed, Found found) {
    meters
        .counter(
            "registration.operations.mails", "kind", work.kind().name().toLowerCase(Locale.ROOT))
        .increment(changed.size());
    LOG.infof(
        "operation %d: %s %d of %d mails%s",
        work.id(),
        work.kind(),
        changed.size(),
        meant.size(),
        found.end().isPresent() ? "" : ", which were the last");
  }
}
