package io.github.registrationmail.page;

import io.github.registrationmail.operator.FailureGroup;
import io.quarkus.qute.TemplateData;
import java.util.Map;

/**
 * Failures of one reason as the page shows them.
 *
 * @param query the query string that asks for these mails
 */
@TemplateData
record ReasonView(
    String reason, String mails, String firstAt, String lastAt, String domain, String query) {

  static ReasonView of(FailureGroup group) {
    return new ReasonView(
        group.reason(),
        Quantity.count(group.mails()),
        group.firstAt().toString(),
        group.lastAt().toString(),
        group.domain(),
        ListView.query(Map.of("state", "FAILED"), "reason", group.reason()));
  }
}
