package io.github.registrationmail.mail;

import io.github.registrationmail.smtp.Mail;
import io.github.registrationmail.template.Data;
import io.github.registrationmail.template.Edition;
import io.github.registrationmail.template.Letter;
import io.github.registrationmail.template.MailTemplate;
import io.github.registrationmail.template.Recipient;
import io.github.registrationmail.template.Templates;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;

/** Fills in the template that a registration names, in its language. */
@Singleton
class MailRenderer {

  private final Templates templates;
  private final MailComposer composer;

  MailRenderer(Templates templates, MailComposer composer) {
    this.templates = templates;
    this.composer = composer;
  }

  /** The mail as it goes to the mail server. */
  Uni<Mail> compose(ClaimedMail mail) {
    return Uni.createFrom().item(() -> composer.compose(mail, letter(mail), Instant.now()));
  }

  /** Each attempt is written with the template as it is at that time. */
  private Letter letter(ClaimedMail mail) {
    MailTemplate template =
        templates
            .evenIfGone(mail.template())
            .orElseThrow(
                () -> new IllegalArgumentException("there is no template " + mail.template()));
    Edition edition = template.nearest(mail.locale());
    return edition.render(recipient(mail, edition.language()));
  }

  private static Recipient recipient(ClaimedMail mail, String language) {
    Map<String, Object> data = mail.data().map(Data::stored).orElse(Map.of());
    return new Recipient(mail.userId(), mail.email(), mail.name(), language, data);
  }
}
