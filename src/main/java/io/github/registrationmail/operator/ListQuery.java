package io.github.registrationmail.operator;

import io.github.registrationmail.problem.FieldError;
import io.github.registrationmail.problem.Problem;
import io.github.registrationmail.problem.ProblemException;
import io.github.registrationmail.search.FilterParameters;
import io.github.registrationmail.search.MailFilter;
import io.github.registrationmail.security.SignedIn;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which page of the list is wanted; a blank parameter is as good as none.
 *
 * @param after only what follows this registration in the list
 * @param limit rows of the page, 1 to 200
 */
public record ListQuery(MailFilter filter, OptionalLong after, int limit) {

  static final int DEFAULT_LIMIT = 50;

  private static final int LONGEST_LIMIT = 200;

  /** Fails with a problem that names each wrong parameter. */
  public static ListQuery of(
      FilterParameters wanted, @Nullable String after, @Nullable String limit) {
    List<FieldError> errors = new ArrayList<>();
    MailFilter filter = wanted.filter(errors);
    OptionalLong last = id("after", after, errors);
    int rows = limit(limit, errors);
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.invalid(errors));
    }
    return new ListQuery(filter, last, rows);
  }

  /** A page of a list that has no filter; fails in the same way. */
  public static ListQuery unfiltered(@Nullable String after, @Nullable String limit) {
    return of(new FilterParameters(), after, limit);
  }

  /** Newest first, by id: only what is before this one; all of them from the beginning on. */
  public long before() {
    return after.orElse(Long.MAX_VALUE);
  }

  /** The same; fails with 403 if that is not shown to whoever asks. */
  public ListQuery of(SignedIn caller) {
    return new ListQuery(filter.of(caller), after, limit);
  }

  static OptionalLong id(String name, @Nullable String value, List<FieldError> errors) {
    FieldError error = new FieldError(name, "must be an id, a positive number");
    return parse(value, ListQuery::id, errors, error)
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  static int limit(@Nullable String value, List<FieldError> errors) {
    FieldError error = new FieldError("limit", "must be 1 to 200");
    return parse(value, ListQuery::limit, errors, error).orElse(DEFAULT_LIMIT);
  }

  static <T> Optional<T> parse(
      @Nullable String value,
      Function<String, T> parser,
      List<FieldError> errors,
      FieldError error) {
    if (value == null || value.isBlank()) {
      return Optional.empty();
    }
    try {
      return Optional.of(parser.apply(value.strip()));
    } catch (IllegalArgumentException e) {
      errors.add(error);
      return Optional.empty();
    }
  }

  private static long id(String value) {
    long id = Long.parseLong(value);
    require(id > 0);
    return id;
  }

  private static int limit(String value) {
    int limit = Integer.parseInt(value);
    require(limit >= 1 && limit <= LONGEST_LIMIT);
    return limit;
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException();
    }
  }
}
