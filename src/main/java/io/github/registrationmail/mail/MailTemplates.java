package io.github.registrationmail.mail;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The mail's templates, checked at build time; their words come from {@link MailMessages}. */
@CheckedTemplate(basePath = "mail")
final class MailTemplates {

  private MailTemplates() {}

  static native TemplateInstance subject(String name);

  static native TemplateInstance welcome(String name);
}
