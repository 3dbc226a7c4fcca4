package io.github.registrationmail.mail;

import io.github.registrationmail.smtp.Mail;
import io.github.registrationmail.template.Edition;
import io.github.registrationmail.template.Letter;
import io.github.registrationmail.template.MailTemplate;
import io.github.registrationmail.template.Templates;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Fills in the template that a registration names, in its language. */
@Singleton
public class MailRenderer {

  private final Templates templates;
  private final MailComposer composer;

  MailRenderer(Templates templates, MailComposer composer) {
    this.templates = templates;
    this.composer = composer;
  }

  /** The mail as it goes to the mail server. */
  Uni<Mail> compose(ClaimedMail claimed) {
    return Uni.createFrom()
        .item(
            () -> {
              StoredMail mail = claimed.stored();
              return composer.compose(mail, letter(mail), Instant.now());
            });
  }

  /**
   * With the template as it is by now. Fails with a {@code TemplateException} if that cannot be
   * filled in, and with an {@link IllegalArgumentException} if there is none.
   */
  public Letter letter(StoredMail mail) {
    MailTemplate template =
        templates
            .evenIfGone(mail.template())
            .orElseThrow(
                () -> new IllegalArgumentException("there is no template " + mail.template()));
    Edition edition = template.nearest(mail.locale());
    return edition.render(mail.recipient(edition.language()));
  }
}
