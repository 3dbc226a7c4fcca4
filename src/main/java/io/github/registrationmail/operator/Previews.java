package io.github.registrationmail.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.github.registrationmail.mail.MailComposer;
import io.github.registrationmail.problem.FieldError;
import io.github.registrationmail.problem.Problem;
import io.github.registrationmail.problem.ProblemException;
import io.github.registrationmail.smtp.Mail;
import io.github.registrationmail.template.Data;
import io.github.registrationmail.template.Edition;
import io.github.registrationmail.template.Lack;
import io.github.registrationmail.template.Letter;
import io.github.registrationmail.template.MailTemplate;
import io.github.registrationmail.template.Recipient;
import io.github.registrationmail.template.Samples;
import io.github.registrationmail.template.Templates;
import io.quarkus.qute.TemplateException;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Writes mails that nobody has asked for yet. */
@Singleton
public class Previews {

  /** Of the Message-ID; nobody's. */
  private static final String ID = "preview";

  private final Templates templates;
  private final MailComposer composer;

  Previews(Templates templates, MailComposer composer) {
    this.templates = templates;
    this.composer = composer;
  }

  public List<TemplateSummary> templates() {
    return templates.all().stream().map(TemplateSummary::of).toList();
  }

  /** With the sample, or with data of one's own. */
  public Preview preview(String template, String language, Optional<String> data) {
    MailTemplate found = template(template);
    Edition edition = edition(found, language);
    Map<String, Object> values = data.map(Previews::parsed).orElse(found.sample());
    Letter letter = letter(edition, Samples.recipient(edition.language(), values));
    Mail mail = composer.compose("ada@example.org", ID, letter, Instant.now());
    List<String> warnings = Warnings.about(letter, edition, values);
    return Preview.of(found.name(), edition.language(), letter, mail, warnings);
  }

  /** Marked as a test in its subject and in a header. */
  Mail test(String template, String language, String to, Optional<Map<String, Object>> data) {
    MailTemplate found = template(template);
    Edition edition = edition(found, language);
    Map<String, Object> values = data.map(Previews::checked).orElse(found.sample());
    Letter letter = letter(edition, Samples.recipient(edition.language(), values)).asTest();
    String id = "test-" + UUID.randomUUID();
    return composer.compose(to, id, letter, Instant.now());
  }

  /** The mail as it is before it is written: subject, page, text, images. */
  public Letter letter(String template, String language, Optional<String> data) {
    Edition edition = edition(template(template), language);
    Map<String, Object> values = data.map(Previews::parsed).orElse(template(template).sample());
    return letter(edition, Samples.recipient(edition.language(), values));
  }

  private MailTemplate template(String name) {
    return templates
        .find(name)
        .orElseThrow(() -> new ProblemException(Status.NOT_FOUND, "There is no such template."));
  }

  private static Edition edition(MailTemplate template, String language) {
    return template
        .edition(language)
        .orElseThrow(
            () -> new ProblemException(Status.NOT_FOUND, "The template has no such language."));
  }

  private static Letter letter(Edition edition, Recipient recipient) {
    Optional<Lack> lack = edition.lack(recipient);
    if (lack.isPresent()) {
      throw invalid(lack.get().field(), lack.get().message());
    }
    try {
      return edition.render(recipient);
    } catch (TemplateException e) {
      throw invalid("data", String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, Object> parsed(String json) {
    try {
      return Data.parse(json);
    } catch (JsonProcessingException e) {
      throw invalid("data", "is not JSON");
    } catch (IllegalArgumentException e) {
      throw invalid("data", String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, Object> checked(Map<String, Object> data) {
    try {
      return Data.checked(data);
    } catch (IllegalArgumentException e) {
      throw invalid("data", String.valueOf(e.getMessage()));
    }
  }

  private static ProblemException invalid(String field, String message) {
    return new ProblemException(Problem.invalid(List.of(new FieldError(field, message))));
  }
}
