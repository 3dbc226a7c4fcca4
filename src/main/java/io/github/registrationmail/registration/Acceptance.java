package io.github.registrationmail.registration;

import io.github.registrationmail.problem.FieldError;
import io.github.registrationmail.problem.Problem;
import io.github.registrationmail.problem.ProblemException;
import io.github.registrationmail.registration.NewRegistration.Accepted;
import io.github.registrationmail.template.Data;
import io.github.registrationmail.template.Edition;
import io.github.registrationmail.template.MailTemplate;
import io.github.registrationmail.template.Recipient;
import io.github.registrationmail.template.Templates;
import io.github.registrationmail.template.TemplatesConfig;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Accepts a registration only if the mail that it asks for can be written. */
@Singleton
class Acceptance {

  private final Templates templates;
  private final String defaultLanguage;

  Acceptance(Templates templates, TemplatesConfig config) {
    this.templates = templates;
    this.defaultLanguage = config.defaultLanguage();
  }

  /** Of a validated one. */
  Accepted accept(NewRegistration wanted) {
    String email = Optional.ofNullable(wanted.email()).orElseThrow();
    String name = Optional.ofNullable(wanted.name()).orElseThrow();
    MailTemplate template = template(Optional.ofNullable(wanted.template()));
    Edition edition =
        template.nearest(Optional.ofNullable(wanted.locale()).orElse(defaultLanguage));
    Optional<Map<String, Object>> data = Optional.ofNullable(wanted.data()).map(Acceptance::data);
    edition
        .lack(new Recipient(1, email, name, edition.language(), data.orElse(Map.of())))
        .ifPresent(
            lack -> {
              throw invalid(
                  lack.field(), lack.message() + "; the template " + template.name() + " needs it");
            });
    return new Accepted(email, name, edition.language(), template.name(), data.map(Data::json));
  }

  private MailTemplate template(Optional<String> wanted) {
    return templates
        .find(wanted.orElse(Templates.DEFAULT))
        .orElseThrow(() -> invalid("template", "is not known; known are " + known()));
  }

  private String known() {
    return templates.all().stream().map(MailTemplate::name).collect(Collectors.joining(", "));
  }

  private static Map<String, Object> data(Map<String, Object> given) {
    try {
      return Data.checked(given);
    } catch (IllegalArgumentException e) {
      throw invalid("data", String.valueOf(e.getMessage()));
    }
  }

  private static ProblemException invalid(String field, String message) {
    return new ProblemException(Problem.invalid(List.of(new FieldError(field, message))));
  }
}
