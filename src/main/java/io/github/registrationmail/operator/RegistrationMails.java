package io.github.registrationmail.operator;

import io.github.registrationmail.mail.MailComposer;
import io.github.registrationmail.mail.MailRenderer;
import io.github.registrationmail.mail.StoredMail;
import io.github.registrationmail.problem.ProblemException;
import io.github.registrationmail.registration.Registrations;
import io.github.registrationmail.smtp.Mail;
import io.github.registrationmail.template.Letter;
import io.github.registrationmail.template.Templates;
import io.quarkus.qute.TemplateException;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response.Status;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;

/** Writes the mail of a registration for an operator as a consumer would write it now. */
@Singleton
public class RegistrationMails {

  /** Of whom people are hidden from. */
  public static final String HIDDEN = "The mail is not shown";

  private final StoredMailRepository repository;
  private final MailRenderer renderer;
  private final MailComposer composer;
  private final Templates templates;

  RegistrationMails(
      StoredMailRepository repository,
      MailRenderer renderer,
      MailComposer composer,
      Templates templates) {
    this.repository = repository;
    this.renderer = renderer;
    this.composer = composer;
    this.templates = templates;
  }

  /** Fails with 404 if there is no such registration, with 409 if its mail cannot be written. */
  public Uni<Preview> preview(long id) {
    return find(id).map(this::preview);
  }

  /** The same before it is a message, with its images. */
  public Uni<Letter> letter(long id) {
    return find(id).map(mail -> written(() -> renderer.letter(mail)));
  }

  private Uni<StoredMail> find(long id) {
    return repository.find(id).map(found -> found.orElseThrow(() -> Registrations.unknown(id)));
  }

  private Preview preview(StoredMail mail) {
    return written(
        () -> {
          Letter letter = renderer.letter(mail);
          Mail message = composer.compose(mail, letter, Instant.now());
          return Preview.of(mail.template(), language(mail), letter, message, warnings(mail));
        });
  }

  private static <T> T written(Supplier<T> writing) {
    try {
      return writing.get();
    } catch (TemplateException | IllegalArgumentException e) {
      throw new ProblemException(
          Status.CONFLICT, "The mail cannot be written: " + e.getMessage() + ".");
    }
  }

  private String language(StoredMail mail) {
    return templates.evenIfGone(mail.template()).orElseThrow().nearest(mail.locale()).language();
  }

  private List<String> warnings(StoredMail mail) {
    return templates.find(mail.template()).isPresent()
        ? List.of()
        : List.of(
            "The template "
                + mail.template()
                + " has gone; its last version is kept while this process lives.");
  }
}
