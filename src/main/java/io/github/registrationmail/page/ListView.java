package io.github.registrationmail.page;

import io.github.registrationmail.operator.ListQuery;
import io.github.registrationmail.operator.RegistrationPage;
import io.quarkus.qute.TemplateData;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One page of the list as the page shows it.
 *
 * @param query the query string that asks for it again, or empty
 * @param newest the same from the first page on
 * @param older the same for the page that follows; empty on the last one
 */
@TemplateData
record ListView(
    List<MailView> mails,
    String state,
    String email,
    String query,
    String newest,
    String older,
    boolean isFirst) {

  static ListView of(ListQuery query, RegistrationPage page) {
    String after = query.after().isPresent() ? "" + query.after().getAsLong() : "";
    return new ListView(
        page.registrations().stream().map(MailView::of).toList(),
        query.state().map(Enum::name).orElse(""),
        query.emailPrefix().orElse(""),
        query(query, after),
        query(query, ""),
        page.next().map(next -> query(query, "" + next)).orElse(""),
        query.after().isEmpty());
  }

  private static String query(ListQuery query, String after) {
    List<String> parts = new ArrayList<>();
    query.state().ifPresent(state -> parts.add("state=" + state));
    query.emailPrefix().ifPresent(email -> parts.add("email=" + encoded(email)));
    if (!after.isEmpty()) {
      parts.add("after=" + after);
    }
    return parts.isEmpty() ? "" : "?" + String.join("&", parts);
  }

  private static String encoded(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
