package io.github.registrationmail.page;

import io.github.registrationmail.dispatch.MailState;
import io.quarkus.qute.TemplateData;
import io.quarkus.qute.i18n.Localized;
import io.quarkus.qute.i18n.MessageBundles;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/**
 * The words of a list's rows that depend on the mail. Each message is put together once for the
 * list: for each of its rows that took half of the time of the whole page.
 */
@TemplateData
final class RowWords {

  /** Stands for the address, in which it is not. */
  private static final String EMAIL = "\n";

  private final Map<MailState, String> states = new EnumMap<>(MailState.class);
  private final String retry;
  private final String cancel;
  private final String cancelQuestion;

  private RowWords(PageMessages page) {
    for (MailState state : MailState.values()) {
      states.put(state, page.state(state));
    }
    this.retry = page.retryOne(EMAIL);
    this.cancel = page.cancelOne(EMAIL);
    this.cancelQuestion = page.cancelQuestion(EMAIL);
  }

  static RowWords in(Locale language) {
    return new RowWords(
        MessageBundles.get(PageMessages.class, Localized.Literal.of(language.toLanguageTag())));
  }

  public String state(MailState state) {
    return states.getOrDefault(state, "");
  }

  public String retryOne(String email) {
    return retry.replace(EMAIL, email);
  }

  public String cancelOne(String email) {
    return cancel.replace(EMAIL, email);
  }

  public String cancelQuestion(String email) {
    return cancelQuestion.replace(EMAIL, email);
  }
}
