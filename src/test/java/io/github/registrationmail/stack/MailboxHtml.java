package io.github.registrationmail.stack;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** What the pages of the mailbox have in common. */
final class MailboxHtml {

  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      %s
      <title>%s</title>
      <style>
        :root { color-scheme: light dark; font: 1rem/1.5 system-ui, sans-serif; }
        body { max-width: 45rem; margin: 2rem auto; padding: 0 1rem; }
        form { margin: .5rem 0; }
        button { font: inherit; }
        button[aria-pressed="true"] { background: #c00; color: #fff; }
        article { border-top: 1px solid #8888; padding: 1rem 0; }
        h2 { margin: 0; font-size: 1.1rem; }
        p { margin: 0; opacity: .75; }
        pre { margin: .5rem 0 0; font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; }
        pre.source { font: .8rem/1.4 monospace; }
        iframe { width: 100%%; height: 24rem; border: 1px solid #8888; background: #fff; color-scheme: light; }
      </style>
      </head>
      <body>
      <main>
      %s
      </main>
      </body>
      </html>
      """;

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneId.systemDefault());

  private MailboxHtml() {}

  /**
   * @param head elements, or none
   * @param main elements
   */
  static String page(String head, String title, String main) {
    return PAGE.formatted(head, escaped(title), main);
  }

  static String time(Instant time) {
    return "<time datetime=\"%s\">%s</time>".formatted(time, CLOCK.format(time));
  }

  static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
