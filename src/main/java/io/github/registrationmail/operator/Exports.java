package io.github.registrationmail.operator;

import io.github.registrationmail.audit.ActionKind;
import io.github.registrationmail.audit.Audit;
import io.github.registrationmail.audit.NewAction;
import io.github.registrationmail.registration.Failure;
import io.github.registrationmail.registration.FailurePage;
import io.github.registrationmail.registration.RegistrationDetail;
import io.github.registrationmail.registration.Registrations;
import io.github.registrationmail.search.Found;
import io.github.registrationmail.search.MailFilter;
import io.github.registrationmail.search.MailIds;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

/** Gives away what is stored, and keeps to whom: of one person all, of many a table. */
@Singleton
class Exports {

  private static final int PAGE = 200;

  private final Registrations registrations;
  private final ExportRepository repository;
  private final MailIds ids;
  private final CsvTable csv;
  private final Audit audit;

  Exports(
      Registrations registrations,
      ExportRepository repository,
      MailIds ids,
      CsvTable csv,
      Audit audit) {
    this.registrations = registrations;
    this.repository = repository;
    this.ids = ids;
    this.csv = csv;
    this.audit = audit;
  }

  /** All that is stored of a person; fails with 404 if there is no such registration. */
  Uni<PersonRecord> person(long id, String who) {
    return registrations
        .find(id)
        .map(found -> found.orElseThrow(() -> Registrations.unknown(id)))
        .call(() -> audit.record(NewAction.of(who, ActionKind.EXPORT, id)))
        .chain(
            detail ->
                Uni.combine()
                    .all()
                    .unis(given(id), failures(detail))
                    .with((given, failures) -> record(detail, given, failures)));
  }

  private Uni<ExportRepository.Given> given(long id) {
    return repository.given(id).map(found -> found.orElseThrow(() -> Registrations.unknown(id)));
  }

  /**
   * The registrations that the filter means as CSV, the names of the columns first: some at a time,
   * the next ones when the reader has taken these.
   */
  Multi<String> table(MailFilter filter, String who) {
    NewAction export = NewAction.of(who, ActionKind.EXPORT_ALL, filter.withoutAddress(), 0);
    return audit.record(export).onItem().transformToMulti(kept -> table(filter));
  }

  private Multi<String> table(MailFilter filter) {
    AtomicReference<Found> last = new AtomicReference<>();
    return Multi.createBy()
        .repeating()
        .uni(() -> next(filter, last))
        .whilst(part -> last.get().end().isPresent());
  }

  private Uni<String> next(MailFilter filter, AtomicReference<Found> last) {
    Optional<Found> before = Optional.ofNullable(last.get());
    return ids.goOn(filter, before.flatMap(Found::end), PAGE)
        .invoke(last::set)
        .chain(found -> repository.rows(found.ids()))
        .map(rows -> before.isPresent() ? csv.lines(rows) : withNames(rows));
  }

  private String withNames(List<List<String>> rows) {
    List<List<String>> all = new ArrayList<>();
    all.add(ExportRepository.COLUMNS);
    all.addAll(rows);
    return csv.lines(all);
  }

  private static PersonRecord record(
      RegistrationDetail detail, ExportRepository.Given given, List<Failure> failures) {
    return new PersonRecord(
        Instant.now(),
        detail.registration(),
        given.template(),
        given.data(),
        given.idempotencyKey(),
        failures,
        detail.resends());
  }

  /** Those that are known, and those before them, page by page. */
  private Uni<List<Failure>> failures(RegistrationDetail detail) {
    List<Failure> newest = detail.failures();
    return detail.olderFailures() == 0
        ? Uni.createFrom().item(newest)
        : older(detail.registration().id(), newest.get(newest.size() - 1).id())
            .map(older -> Stream.concat(newest.stream(), older.stream()).toList());
  }

  private Uni<List<Failure>> older(long id, long before) {
    AtomicReference<Optional<Long>> next = new AtomicReference<>(Optional.of(before));
    return Multi.createBy()
        .repeating()
        .uni(() -> registrations.failures(id, next.get().orElseThrow(), PAGE))
        .whilst(page -> next.updateAndGet(any -> page.next()).isPresent())
        .onItem()
        .transformToIterable(FailurePage::failures)
        .collect()
        .asList();
  }
}
