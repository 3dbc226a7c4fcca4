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

  /**
   * Whether a row is meant, as an SQL expression that takes {@link #parameters}. What is absent is
   * what the column has itself.
   */
  public static final String MATCHES =
      """
      (find_in_set(mail_state, ?) > 0
        and coalesce(failure_reason, '') = coalesce(?, failure_reason, '')
        and template = coalesce(?, template)
        and domain = coalesce(?, domain)
        and email_key like ? and email_key like ?
        and registered_at >= ? and registered_at < ?
        and coalesce(failed_at, timestamp'1970-01-01 00:00:00') >= ?
        and coalesce(failed_at, timestamp'1970-01-01 00:00:00') < ?)
      """;

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

  /** Appends what {@link #MATCHES} takes. */
  public Tuple parameters(Tuple parameters) {
    return parameters
        .addString(among.stream().map(Enum::name).collect(Collectors.joining(",")))
        .addValue(reason.orElse(null))
        .addValue(template.orElse(null))
        .addValue(domain.orElse(null))
        .addString(likeBeginning())
        .addString(part.map(MailFilter::literal).map(text -> "%" + text + "%").orElse("%"))
        .addLocalDateTime(registered.from())
        .addLocalDateTime(registered.to())
        .addLocalDateTime(failed.from())
        .addLocalDateTime(failed.to());
  }

  /** A pattern for LIKE. */
  String likeBeginning() {
    return beginning.map(MailFilter::literal).orElse("") + "%";
  }

  private static String literal(String text) {
    return text.replaceAll("([\\\\%_])", "\\\\$1");
  }
}
