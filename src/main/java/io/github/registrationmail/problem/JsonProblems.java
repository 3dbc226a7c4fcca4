package io.github.registrationmail.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;

/** What Jackson refused, in words for the caller: the field, or the place where it is no JSON. */
final class JsonProblems {

  private JsonProblems() {}

  static Problem of(JsonProcessingException failure) {
    if (failure instanceof JsonMappingException mapping
        && failure.getCause() instanceof JsonProcessingException syntax
        && mapping.getPath().isEmpty()) {
      return of(syntax);
    }
    if (failure instanceof UnrecognizedPropertyException unknown) {
      return field(unknown, "is not known; known are " + known(unknown));
    }
    if (failure instanceof StreamConstraintsException) {
      return malformed("The JSON is nested too deeply, or has a name or number that is too long.");
    }
    if (failure instanceof MismatchedInputException mismatch && !mismatch.getPath().isEmpty()) {
      return field(mismatch, "must be a " + expected(mismatch));
    }
    if (failure instanceof MismatchedInputException) {
      return malformed("The body must be one JSON object.");
    }
    return malformed("The body is not JSON" + place(failure) + ".");
  }

  private static Problem field(MismatchedInputException failure, String message) {
    String path =
        failure.getPath().stream()
            .map(step -> step.getFieldName() == null ? "[]" : step.getFieldName())
            .collect(Collectors.joining("."));
    return Problem.invalid(List.of(new FieldError(shortened(path), message)));
  }

  private static String shortened(String name) {
    return name.length() <= 64 ? name : name.substring(0, 64) + "…";
  }

  private static String known(UnrecognizedPropertyException failure) {
    return failure.getKnownPropertyIds().stream()
        .map(Object::toString)
        .sorted()
        .collect(Collectors.joining(", "));
  }

  private static String expected(MismatchedInputException failure) {
    Class<?> type =
        failure instanceof InvalidFormatException format
            ? format.getTargetType()
            : failure.getTargetType();
    return type == null ? "value of another type" : type.getSimpleName().toLowerCase();
  }

  private static String place(JsonProcessingException failure) {
    return failure.getLocation() == null
        ? ""
        : " (line %d, column %d)"
            .formatted(failure.getLocation().getLineNr(), failure.getLocation().getColumnNr());
  }

  private static Problem malformed(String detail) {
    return Problem.of(Response.Status.BAD_REQUEST, detail);
  }
}
