package io.github.registrationmail.stack;

import static io.github.registrationmail.stack.MailboxHtml.escaped;
import static io.github.registrationmail.stack.MailboxHtml.time;

import java.util.List;
import java.util.stream.Collectors;

/** The controls and the caught mails, everything in them escaped; it looks again by itself. */
final class MailboxPage {

  private static final String REFRESH = "<meta http-equiv=\"refresh\" content=\"5\">";

  private static final String MAIL =
      """
      <article>
      <h2><a href="/mails/%s">%s</a></h2>
      <p>to %s, %s</p>
      <pre>%s</pre>
      </article>
      """;

  private MailboxPage() {}

  /**
   * @param controls elements
   */
  static String of(List<CaughtMail> mails, String controls) {
    String list = mails.stream().map(MailboxPage::article).collect(Collectors.joining());
    return MailboxHtml.page(
        REFRESH,
        "Caught mails (" + mails.size() + ")",
        "<h1>Caught mails</h1>\n" + controls + (list.isEmpty() ? "<p>None yet.</p>" : list));
  }

  private static String article(CaughtMail mail) {
    return MAIL.formatted(
        mail.id(),
        escaped(mail.subject()),
        escaped(mail.recipient()),
        time(mail.receivedAt()),
        escaped(mail.text()));
  }
}
