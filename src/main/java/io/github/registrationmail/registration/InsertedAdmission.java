package io.github.registrationmail.registration;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.registrationmail.mail.Admission;
import io.github.registrationmail.problem.FieldError;
import io.github.registrationmail.problem.Problem;
import io.github.registrationmail.problem.ProblemException;
import io.github.registrationmail.template.Data;
import jakarta.inject.Singleton;
import jakarta.validation.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Asks of a row that an application has inserted what {@code POST /registrations} asks. */
@Singleton
class InsertedAdmission implements Admission {

  private final Validator validator;
  private final Acceptance acceptance;

  InsertedAdmission(Validator validator, Acceptance acceptance) {
    this.validator = validator;
    this.acceptance = acceptance;
  }

  @Override
  public Optional<String> fault(Inserted row) {
    List<FieldError> errors = errors(row);
    return errors.isEmpty()
        ? Optional.empty()
        : Optional.of(
            errors.stream()
                .map(error -> error.field() + " " + error.message())
                .collect(Collectors.joining("; ")));
  }

  private List<FieldError> errors(Inserted row) {
    try {
      NewRegistration wanted = wanted(row);
      List<FieldError> errors = Stream.concat(blanks(row), invalid(wanted)).toList();
      if (errors.isEmpty()) {
        var unused = acceptance.accept(wanted);
      }
      return errors;
    } catch (ProblemException refused) {
      return refused.problem().errors();
    }
  }

  private static NewRegistration wanted(Inserted row) {
    @Nullable String locale = row.locale().isEmpty() ? null : row.locale();
    return new NewRegistration(
        row.email(),
        row.name(),
        locale,
        row.template(),
        row.data().map(InsertedAdmission::data).orElse(null));
  }

  private static Map<String, Object> data(String json) {
    try {
      return Data.parse(json);
    } catch (JsonProcessingException e) {
      throw invalidData("must be one JSON object");
    } catch (IllegalArgumentException e) {
      throw invalidData(String.valueOf(e.getMessage()));
    }
  }

  private static ProblemException invalidData(String message) {
    return new ProblemException(Problem.invalid(List.of(new FieldError("data", message))));
  }

  /** They would make two addresses of one. */
  private static Stream<FieldError> blanks(Inserted row) {
    return row.email().equals(Spaces.cut(row.email()))
        ? Stream.empty()
        : Stream.of(new FieldError("email", "must have no blanks around it"));
  }

  private Stream<FieldError> invalid(NewRegistration wanted) {
    return validator.validate(wanted).stream()
        .map(fault -> new FieldError(fault.getPropertyPath().toString(), fault.getMessage()))
        .sorted(Comparator.comparing(FieldError::field).thenComparing(FieldError::message));
  }
}
