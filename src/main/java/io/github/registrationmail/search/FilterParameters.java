package io.github.registrationmail.search;

import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.problem.FieldError;
import io.github.registrationmail.problem.Problem;
import io.github.registrationmail.problem.ProblemException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of a filter, the same for every call; a blank one is as good as none, or is
 * refused before it comes here.
 */
public final class FilterParameters {

  /** All of them. */
  public static final List<String> NAMES =
      List.of(
          "state",
          "email",
          "reason",
          "template",
          "domain",
          "registeredFrom",
          "registeredTo",
          "failedFrom",
          "failedTo");

  private static final int LONGEST = 254;
  private static final String TIME =
      "must be a day or a time, as 2026-01-31 or 2026-01-31T12:00:00Z";
  private static final String STATES =
      Arrays.stream(MailState.values()).map(Enum::name).collect(Collectors.joining(", "));

  /** Name of a state. */
  @Parameter(
      description = "Only mails in this state.",
      schema =
          @Schema(
              type = SchemaType.STRING,
              enumeration = {
                "PENDING",
                "QUEUED",
                "SENDING",
                "RETRYING",
                "SENT",
                "FAILED",
                "CANCELLED"
              }))
  @RestQuery
  public @Nullable String state;

  /** In any case. */
  @Parameter(
      description = "Only addresses that begin so, in any case; after an asterisk, that have it.",
      example = "ada@")
  @RestQuery
  public @Nullable String email;

  /** As the list of reasons has it. */
  @Parameter(
      description =
          "Only mails whose last attempt failed for this reason of /registrations/reasons.",
      example = "550 5.1.1 no such user")
  @RestQuery
  public @Nullable String reason;

  /** Name of a template. */
  @Parameter(description = "Only mails of this template.", example = "welcome")
  @RestQuery
  public @Nullable String template;

  /** In any case. */
  @Parameter(description = "Only addresses of this domain.", example = "example.org")
  @RestQuery
  public @Nullable String domain;

  /** A day or an instant. */
  @Parameter(description = "Only who registered then or later; a day (UTC) or a time.")
  @RestQuery
  public @Nullable String registeredFrom;

  /** A day or an instant. */
  @Parameter(description = "Only who registered before, or on that day.")
  @RestQuery
  public @Nullable String registeredTo;

  /** A day or an instant. */
  @Parameter(description = "Only mails whose last attempt failed then or later.")
  @RestQuery
  public @Nullable String failedFrom;

  /** A day or an instant. */
  @Parameter(description = "Only mails whose last attempt failed before, or on that day.")
  @RestQuery
  public @Nullable String failedTo;

  /** The names of a call that has others as well. */
  public static String[] namesAnd(String... others) {
    return Stream.concat(NAMES.stream(), Stream.of(others)).toArray(String[]::new);
  }

  /** The filter of a query string that {@link MailFilter#query} has written. */
  public static MailFilter filter(String query) {
    FilterParameters parameters = new FilterParameters();
    for (String part : query.split("&")) {
      int equals = part.indexOf('=');
      if (equals > 0) {
        String value = URLDecoder.decode(part.substring(equals + 1), StandardCharsets.UTF_8);
        parameters.set(part.substring(0, equals), value);
      }
    }
    return parameters.filter();
  }

  private void set(String name, String value) {
    switch (name) {
      case "state" -> state = value;
      case "email" -> email = value;
      case "reason" -> reason = value;
      case "template" -> template = value;
      case "domain" -> domain = value;
      case "registeredFrom" -> registeredFrom = value;
      case "registeredTo" -> registeredTo = value;
      case "failedFrom" -> failedFrom = value;
      case "failedTo" -> failedTo = value;
      default -> throw new IllegalArgumentException(name);
    }
  }

  /** Fails with a problem that names each wrong parameter. */
  public MailFilter filter() {
    List<FieldError> errors = new ArrayList<>();
    MailFilter filter = filter(errors);
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.invalid(errors));
    }
    return filter;
  }

  /** The filter, of use only if there are no errors of the parameters. */
  public MailFilter filter(List<FieldError> errors) {
    Map<String, String> given = given();
    Reader read = new Reader(given, errors);
    Optional<MailState> wanted = read.one("state", MailState::valueOf, "must be one of " + STATES);
    Optional<String> address = read.text("email").map(FilterParameters::address);
    if (address.filter("*"::equals).isPresent()) {
      errors.add(new FieldError("email", "must have something after the asterisk"));
    }
    return new MailFilter(
        given,
        wanted,
        wanted.map(Set::of).orElseGet(() -> EnumSet.allOf(MailState.class)),
        read.text("reason"),
        read.text("template"),
        read.text("domain").map(text -> text.toLowerCase(Locale.ROOT)),
        address.filter(text -> !text.startsWith("*")),
        address.filter(text -> text.startsWith("*")).map(text -> text.substring(1)),
        read.period("registered"),
        read.period("failed"));
  }

  /** In a query a plus sign stands for a space, which no address has. */
  private static String address(String text) {
    return text.replace(' ', '+').toLowerCase(Locale.ROOT);
  }

  private Map<String, String> given() {
    Map<String, String> given = new LinkedHashMap<>();
    put(given, "state", state);
    put(given, "email", email);
    put(given, "reason", reason);
    put(given, "template", template);
    put(given, "domain", domain);
    put(given, "registeredFrom", registeredFrom);
    put(given, "registeredTo", registeredTo);
    put(given, "failedFrom", failedFrom);
    put(given, "failedTo", failedTo);
    return given;
  }

  private static void put(Map<String, String> given, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      given.put(name, value.strip());
    }
  }

  private record Reader(Map<String, String> given, List<FieldError> errors) {

    Optional<String> text(String name) {
      return one(name, Reader::shortEnough, "has 254 characters at most");
    }

    Period period(String name) {
      return new Period(
          one(name + "From", Period::from, TIME).orElse(Period.BEGINNING),
          one(name + "To", Period::to, TIME).orElse(Period.END));
    }

    <T> Optional<T> one(String name, Function<String, T> parser, String message) {
      try {
        return Optional.ofNullable(given.get(name)).map(parser);
      } catch (IllegalArgumentException e) {
        errors.add(new FieldError(name, message));
        return Optional.empty();
      }
    }

    private static String shortEnough(String text) {
      if (text.length() > LONGEST) {
        throw new IllegalArgumentException();
      }
      return text;
    }
  }
}
