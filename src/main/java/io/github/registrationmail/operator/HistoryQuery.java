package io.github.registrationmail.operator;

import io.github.registrationmail.problem.FieldError;
import io.github.registrationmail.problem.Problem;
import io.github.registrationmail.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Which page of what operators have done is wanted; a blank parameter is as good as none.
 *
 * @param registration only what was done to this one
 * @param who only what this operator has done
 * @param after only what follows this action in the list, which is older
 * @param limit rows of the page, 1 to 200
 */
public record HistoryQuery(
    OptionalLong registration, Optional<String> who, OptionalLong after, int limit) {

  private static final int LONGEST_NAME = 100;

  /** Fails with a problem that names each wrong parameter. */
  public static HistoryQuery of(
      @Nullable String registration,
      @Nullable String who,
      @Nullable String after,
      @Nullable String limit) {
    List<FieldError> errors = new ArrayList<>();
    OptionalLong about = ListQuery.id("registration", registration, errors);
    Optional<String> name =
        ListQuery.parse(
            who, HistoryQuery::name, errors, new FieldError("who", "has 100 characters at most"));
    OptionalLong last = ListQuery.id("after", after, errors);
    int rows = ListQuery.limit(limit, errors);
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.invalid(errors));
    }
    return new HistoryQuery(about, name, last, rows);
  }

  private static String name(String who) {
    if (who.length() > LONGEST_NAME) {
      throw new IllegalArgumentException();
    }
    return who;
  }
}
