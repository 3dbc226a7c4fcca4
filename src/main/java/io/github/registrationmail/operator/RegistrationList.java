package io.github.registrationmail.operator;

import io.github.registrationmail.search.Found;
import io.github.registrationmail.search.MailIds;
import io.github.registrationmail.search.Position;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The list of all registrations, page by page. */
@Singleton
public class RegistrationList {

  private final MailIds ids;
  private final ListRepository repository;

  RegistrationList(MailIds ids, ListRepository repository) {
    this.ids = ids;
    this.repository = repository;
  }

  /** The page that is asked for, in the order of {@link MailIds}. */
  public Uni<RegistrationPage> page(ListQuery query) {
    // one more than wanted tells whether there is a next page
    return ids.find(query.filter(), query.after(), query.limit() + 1)
        .chain(
            found ->
                repository
                    .list(shown(found, query.limit()))
                    .map(rows -> new RegistrationPage(rows, next(found, query.limit()))));
  }

  private static List<Long> shown(Found found, int limit) {
    return found.ids().subList(0, Math.min(limit, found.ids().size()));
  }

  private static Optional<Long> next(Found found, int limit) {
    return found.ids().size() > limit
        ? Optional.of(found.ids().get(limit - 1))
        : found.end().map(Position::id);
  }
}
