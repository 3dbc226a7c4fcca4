package io.github.registrationmail.mail;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The mail's templates when they were compiled in. */
@CheckedTemplate(basePath = "former")
final class FormerTemplates {

  private FormerTemplates() {}

  static native TemplateInstance subject(String name);

  static native TemplateInstance welcome(String name);
}
