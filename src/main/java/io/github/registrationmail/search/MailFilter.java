package io.github.registrationmail.search;

import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.security.SignedIn;
import io.vertx.mutiny.sqlclient.Tuple;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which registrations are meant; what is absent leaves none out.
 *
 * @param given each parameter as it was written, in the order of {@link FilterParameters#NAMES}
 * @param among the states that a mail may be in; all of them if none is asked for
 * @param reason why the last attempt failed, in the words that such failures have in common
 * @param beginning of the address, in lower case
 * @param part anywhere in the address, in lower case
 */
public record MailFilter(
    Map<String, String> given,
    Optional<MailState> state,
    Set<MailState> among,
    Optional<String> reason,
    Optional<String> template,
    Optional<String> domain,
    Optional<String> beginning,
    Optional<String> part,
    Period registered,
    Period failed) {

  /** What is left of an address in a query string. */
  public static final String HIDDEN_ADDRESS = "email=***";

  public MailFilter {
    given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
    among = Set.copyOf(among);
  }

  /** Leaves none out. */
  public static MailFilter none() {
    return new FilterParameters().filter();
  }

  /** The same; fails with 403 if it looks for an address, which is hidden from whoever asks. */
  public MailFilter of(SignedIn caller) {
    if (given.containsKey("email")) {
      caller.mustSeePeople("There is no search by address");
    }
    return this;
  }

  /** As the query string of these parameters, in which an address is hidden. */
  public String withoutAddress() {
    return withoutAddress(query());
  }

  /** The same of such a query string. */
  public static String withoutAddress(String query) {
    return query.replaceAll("email=[^&]*", HIDDEN_ADDRESS);
  }

  private static String encoded(Map.Entry<String, String> parameter) {
    return URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8);
  }

  /** Whether nothing but the state, if that, is asked for. */
  public boolean isOfStateOnly() {
    return given.keySet().stream().allMatch("state"::equals);
  }

  /** Leaves out what is in none of these states as well. */
  public MailFilter among(Set<MailState> states) {
    Set<MailState> left = EnumSet.noneOf(MailState.class);
    states.stream().filter(among::contains).forEach(left::add);
    return new MailFilter(
        given, state, left, reason, template, domain, beginning, part, registered, failed);
  }

  /** As the query string that {@link FilterParameters#filter(String)} reads; empty for none. */
  public String query() {
    return given.entrySet().stream()
        .map(one -> one.getKey() + "=" + encoded(one))
        .collect(Collectors.joining("&"));
  }

  /**
   * Whether a row is meant, as an SQL expression of its columns that takes {@link #parameters};
   * what is absent is not looked at.
   */
  public String conditions() {
    return Stream.concat(Stream.of("true"), asked().map(Condition::sql))
        .collect(Collectors.joining(" and "));
  }

  /** Appends what {@link #conditions} take. */
  public Tuple parameters(Tuple parameters) {
    asked().map(Condition::parameter).forEach(parameters::addValue);
    return parameters;
  }

  private Stream<Condition> asked() {
    return Stream.of(
            Optional.of(among)
                .filter(states -> states.size() < MailState.values().length)
                .map(states -> new Condition("find_in_set(mail_state, ?) > 0", joined(states))),
            reason.map(text -> new Condition("coalesce(failure_reason, '') = ?", text)),
            template.map(name -> new Condition("template = ?", name)),
            domain.map(name -> new Condition("domain = ?", name)),
            beginning.map(text -> new Condition("email_key like ?", likeBeginning())),
            part.map(text -> new Condition("email_key like ?", "%" + literal(text) + "%")),
            registered.first().map(time -> new Condition("registered_at >= ?", time)),
            registered.end().map(time -> new Condition("registered_at < ?", time)),
            failed.first().map(time -> new Condition("coalesce(failed_at >= ?, false)", time)),
            failed.end().map(time -> new Condition("coalesce(failed_at < ?, false)", time)))
        .flatMap(Optional::stream);
  }

  private static String joined(Set<MailState> states) {
    return states.stream().map(Enum::name).collect(Collectors.joining(","));
  }

  /** A pattern for LIKE. */
  String likeBeginning() {
    return beginning.map(MailFilter::literal).orElse("") + "%";
  }

  private static String literal(String text) {
    return text.replaceAll("([\\\\%_])", "\\\\$1");
  }

  /**
   * One thing that is asked of a row.
   *
   * @param sql an expression that is never NULL, with one parameter
   */
  private record Condition(String sql, Object parameter) {}
}
