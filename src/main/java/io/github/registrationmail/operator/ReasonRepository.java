package io.github.registrationmail.operator;

import io.github.registrationmail.database.Reads;
import io.github.registrationmail.database.ResultRows;
import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.search.MailFilter;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Groups the mails that have failed by their reasons, the largest groups first, 100 at most. */
@Singleton
class ReasonRepository {

  /** Of mails in any state; one entry of the index is read for each. */
  private static final String REASONS =
      """
      select distinct failure_reason from registration force index (registration_reason)
      where failure_reason is not null
      """;

  /** Of some reasons, from the index alone, and in its order: nothing is sorted. */
  private static final String OF_REASONS =
      """
      select failure_reason, sum(mails) as mails, min(first_at) as first_at,
        max(last_at) as last_at, max(sample) as sample,
        max(concat(lpad(mails, 12, '0'), domain)) as most
      from (
        select failure_reason, domain, count(*) as mails, min(failed_at) as first_at,
          max(failed_at) as last_at, max(id) as sample
        from registration force index (registration_cause)
        where failed_state = ? and failure_reason in (%s)
        group by failure_reason, failed_state, domain) as by_domain
      group by failure_reason
      """;

  /** Of the newest mails of a state. */
  private static final String OF_FILTER =
      """
      select failure_reason, sum(mails) as mails, min(first_at) as first_at,
        max(last_at) as last_at, max(sample) as sample,
        max(concat(lpad(mails, 12, '0'), domain)) as most
      from (
        select failure_reason, domain, count(*) as mails, min(failed_at) as first_at,
          max(failed_at) as last_at, max(id) as sample
        from (
          select id, mail_state, failure_reason, template, domain, email_key, registered_at,
            failed_at
          from registration force index (registration_state)
          where mail_state = ? order by id desc limit 10000) as newest
        where failure_reason is not null and %s
        group by failure_reason, domain) as by_domain
      group by failure_reason
      order by mails desc, failure_reason
      limit 100
      """;

  private static final Comparator<FailureGroup> LARGEST_FIRST =
      Comparator.comparingLong(FailureGroup::mails).reversed().thenComparing(FailureGroup::reason);

  private static final int DIGITS = 12;
  private static final int MOST_GROUPS = 100;

  /** Reasons in one statement, so that none takes long however many mails have failed. */
  private static final int AT_ONCE = 10;

  private static final int MOST_STATEMENTS = 50;

  private final Reads reads;

  ReasonRepository(Reads reads) {
    this.reads = reads;
  }

  /** Counts all of them, some reasons at a time. */
  Uni<List<FailureGroup>> groups(MailState state) {
    return reads
        .execute(REASONS)
        .map(rows -> ResultRows.all(rows, row -> row.getString("failure_reason")))
        .chain(reasons -> groups(state, reasons));
  }

  private Uni<List<FailureGroup>> groups(MailState state, List<String> reasons) {
    int atOnce = Math.max(AT_ONCE, reasons.size() / MOST_STATEMENTS + 1);
    return Multi.createFrom()
        .iterable(reasons)
        .group()
        .intoLists()
        .of(atOnce)
        .onItem()
        .transformToUniAndConcatenate(some -> ofReasons(state, some))
        .collect()
        .in(ArrayList<FailureGroup>::new, List::addAll)
        .map(ReasonRepository::largest);
  }

  private Uni<List<FailureGroup>> ofReasons(MailState state, List<String> reasons) {
    String places = String.join(", ", Collections.nCopies(reasons.size(), "?"));
    Tuple parameters = Tuple.of(state.name());
    reasons.forEach(parameters::addString);
    return reads
        .execute(OF_REASONS.formatted(places), parameters)
        .map(rows -> ResultRows.all(rows, ReasonRepository::group));
  }

  private static List<FailureGroup> largest(List<FailureGroup> groups) {
    return groups.stream().sorted(LARGEST_FIRST).limit(MOST_GROUPS).toList();
  }

  /** Reads their rows, and so only those of the newest 10,000 mails in that state. */
  Uni<List<FailureGroup>> groups(MailState state, MailFilter filter) {
    return reads
        .execute(
            OF_FILTER.formatted(filter.conditions()), filter.parameters(Tuple.of(state.name())))
        .map(rows -> ResultRows.all(rows, ReasonRepository::group));
  }

  private static FailureGroup group(Row row) {
    String most = row.getString("most");
    return new FailureGroup(
        row.getString("failure_reason"),
        row.getLong("mails"),
        ResultRows.instant(row, "first_at").orElseThrow(),
        ResultRows.instant(row, "last_at").orElseThrow(),
        row.getLong("sample"),
        most.substring(DIGITS),
        Long.parseLong(most.substring(0, DIGITS)),
        Optional.empty());
  }
}
