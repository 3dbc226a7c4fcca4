package io.github.registrationmail.operator;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.registrationmail.smtp.Mail;
import io.github.registrationmail.template.Letter;
import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/**
 * A mail as its recipient would get it.
 *
 * @param headers as they are sent, each in one line
 * @param size of the whole mail, in octets
 * @param warnings what might be wrong with it
 */
@RegisterForReflection
@TemplateData
public record Preview(
    String template,
    String language,
    String subject,
    Optional<String> html,
    String text,
    List<String> headers,
    int size,
    List<String> warnings) {

  static Preview of(
      String template, String language, Letter letter, Mail mail, List<String> warnings) {
    return new Preview(
        template,
        language,
        letter.subject(),
        letter.html(),
        letter.text(),
        headers(mail),
        mail.content().length,
        warnings);
  }

  private static List<String> headers(Mail mail) {
    String source = new String(mail.content(), US_ASCII);
    return source
        .substring(0, source.indexOf("\r\n\r\n"))
        .replaceAll("\r\n(?=[ \t])", "")
        .lines()
        .toList();
  }

  /** Whether it is more than text. */
  public boolean hasPage() {
    return html.isPresent();
  }
}
