package io.github.registrationmail.stack;

import static io.github.registrationmail.stack.MailboxHtml.escaped;
import static io.github.registrationmail.stack.MailboxHtml.time;

/** One caught mail: its page in a frame that runs nothing, its text and its source. */
final class CaughtMailPage {

  /** Of the frame: what it shows comes from the mail itself. */
  static final String FRAME_POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox";

  private static final String FRAME =
      """
      <h2>Page</h2>
      <iframe sandbox src="/mails/%s/page" title="Page"></iframe>
      """;

  private static final String MAIL =
      """
      <p><a href="/">Caught mails</a></p>
      <h1>%s</h1>
      <p>to %s, %s</p>
      %s
      <h2>Text</h2>
      <pre>%s</pre>
      <h2>Source</h2>
      <pre class="source">%s</pre>
      """;

  private CaughtMailPage() {}

  static String of(CaughtMail mail) {
    String main =
        MAIL.formatted(
            escaped(mail.subject()),
            escaped(mail.recipient()),
            time(mail.receivedAt()),
            mail.html().isEmpty() ? "" : FRAME.formatted(mail.id()),
            escaped(mail.text()),
            escaped(mail.source()));
    return MailboxHtml.page("", mail.subject(), main);
  }
}
