package io.github.registrationmail.operator;

import io.github.registrationmail.search.Found;
import io.github.registrationmail.search.MailIds;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

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
        .map(found -> shown(found, query.limit()))
        .chain(
            found ->
                repository
                    .list(found.ids())
                    .map(rows -> new RegistrationPage(rows, next(found.next()))));
  }

  private static Found shown(Found found, int limit) {
    if (found.ids().size() <= limit) {
      return found;
    }
    List<Long> shown = found.ids().subList(0, limit);
    return new Found(shown, OptionalLong.of(shown.get(limit - 1)));
  }

  private static Optional<Long> next(OptionalLong next) {
    return next.isPresent() ? Optional.of(next.getAsLong()) : Optional.empty();
  }
}
