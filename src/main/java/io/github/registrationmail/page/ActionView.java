package io.github.registrationmail.page;

import io.github.registrationmail.audit.PastAction;
import io.github.registrationmail.search.MailFilter;
import io.quarkus.qute.TemplateData;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * What an operator has done as the page shows it; what is absent is an empty text.
 *
 * @param registration 0 if it was about none, or about many
 * @param filter which were meant, to be read
 * @param query the query string that asks for them; empty if an address in it is hidden
 */
@TemplateData
record ActionView(
    String at,
    String who,
    String action,
    long registration,
    String filter,
    String query,
    String affected) {

  static ActionView of(PastAction past) {
    String filter = past.filter().orElse("");
    return new ActionView(
        past.at().toString(),
        past.who(),
        past.action(),
        past.registration().orElse(0L),
        URLDecoder.decode(filter, StandardCharsets.UTF_8),
        filter.isEmpty() || filter.contains(MailFilter.HIDDEN_ADDRESS) ? "" : "?" + filter,
        Quantity.count(past.affected()));
  }
}
