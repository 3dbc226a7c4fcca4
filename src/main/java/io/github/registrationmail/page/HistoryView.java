package io.github.registrationmail.page;

import io.github.registrationmail.audit.ActionPage;
import io.github.registrationmail.operator.HistoryQuery;
import io.quarkus.qute.TemplateData;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What operators have done, newest first.
 *
 * @param newest the query string of the first page
 * @param older the same of the page that follows; empty on the last one
 */
@TemplateData
record HistoryView(List<ActionView> actions, String newest, String older, boolean isFirst) {

  static HistoryView of(HistoryQuery query, ActionPage page) {
    Map<String, String> given = new LinkedHashMap<>();
    query.registration().ifPresent(id -> given.put("registration", "" + id));
    query.who().ifPresent(who -> given.put("who", who));
    return new HistoryView(
        page.actions().stream().map(ActionView::of).toList(),
        ListView.query(given, "after", ""),
        page.next().map(next -> ListView.query(given, "after", "" + next)).orElse(""),
        query.after().isEmpty());
  }
}
