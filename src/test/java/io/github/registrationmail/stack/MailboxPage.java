package io.github.registrationmail.stack;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Collectors;

/** The caught mails as HTML, everything in them escaped. */
final class MailboxPage {

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <meta http-equiv="refresh" content="5">
      <title>Caught mails (%1$d)</title>
      <style>
        :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
        body { max-width: 45rem; margin: 2rem auto; padding: 0 1rem; }
        article { border-top: 1px solid #8888; padding: 1rem 0; }
        h2 { margin: 0; font-size: 1.1rem; }
        p { margin: 0; opacity: .75; }
        pre { margin: .5rem 0 0; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
      </style>
      </head>
      <body>
      <main>
      <h1>Caught mails</h1>
      %2$s
      </main>
      </body>
      </html>
      """;

  private static final String MAIL =
      """
      <article>
      <h2>%s</h2>
      <p>to %s, <time datetime="%s">%s</time></p>
      <pre>%s</pre>
      </article>
      """;

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  private MailboxPage() {}

  static String of(List<CaughtMail> mails) {
    String list = mails.stream().map(MailboxPage::article).collect(Collectors.joining());
    return PAGE.formatted(mails.size(), list.isEmpty() ? "<p>None yet.</p>" : list);
  }

  private static String article(CaughtMail mail) {
    return MAIL.formatted(
        escaped(mail.subject()),
        escaped(mail.recipient()),
        mail.receivedAt(),
        CLOCK.format(mail.receivedAt()),
        escaped(mail.text()));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
