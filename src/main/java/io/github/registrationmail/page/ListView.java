package io.github.registrationmail.page;

import io.github.registrationmail.dispatch.MailState;
import io.github.registrationmail.operator.ListQuery;
import io.github.registrationmail.operator.RegistrationPage;
import io.github.registrationmail.security.SignedIn;
import io.quarkus.qute.TemplateData;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * One page of the list as the page shows it.
 *
 * @param filter each parameter as it was written; empty if it was not
 * @param query the query string that asks for it again, or empty
 * @param newest the same from the first page on
 * @param isRetriable whether those that are searched for may be retried together
 * @param isCancellable whether they may be cancelled, as far as they are not sent
 * @param isResendable whether they may be sent once more, as far as they were to be sent
 * @param isErasable whether they may be erased, as far as they are not being sent
 * @param older the same for the page that follows; empty on the last one
 */
@TemplateData
record ListView(
    List<MailView> mails,
    FilterView filter,
    String query,
    String newest,
    String older,
    boolean isFirst,
    boolean isRetriable,
    boolean isCancellable,
    boolean isResendable,
    boolean isErasable) {

  static ListView of(ListQuery query, RegistrationPage page, SignedIn caller) {
    String after = query.after().isPresent() ? "" + query.after().getAsLong() : "";
    Map<String, String> given = query.filter().given();
    return new ListView(
        page.registrations().stream().map(row -> MailView.of(caller, row)).toList(),
        FilterView.of(given),
        query(given, "after", after),
        query(given, "after", ""),
        page.next().map(next -> query(given, "after", "" + next)).orElse(""),
        query.after().isEmpty(),
        query.filter().state().filter(MailState::isRetriable).isPresent(),
        isAny(query, MailState::isCancellable),
        isAny(query, MailState::isResendable),
        isAny(query, MailState::isErasable));
  }

  /** Whether something is searched for, and some of it may be in a state that is one of these. */
  private static boolean isAny(ListQuery query, Predicate<MailState> states) {
    return !query.filter().given().isEmpty()
        && query.filter().state().map(states::test).orElse(true);
  }

  /** The query string that asks for another state, with the same search. */
  static String ofState(ListQuery query, Optional<MailState> state) {
    return query(query.filter().given(), "state", state.map(Enum::name).orElse(""));
  }

  /** Whether the list leaves registrations out. */
  public boolean isFiltered() {
    return !newest.isEmpty();
  }

  /** The query string with one parameter more, or another one; without it if it is empty. */
  static String query(Map<String, String> given, String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(given);
    all.put(name, value);
    return all.entrySet().stream()
        .filter(one -> !one.getValue().isEmpty())
        .map(one -> one.getKey() + "=" + encoded(one.getValue()))
        .reduce((one, other) -> one + "&" + other)
        .map(parts -> "?" + parts)
        .orElse("");
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
