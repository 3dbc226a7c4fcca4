package io.github.registrationmail.operator;

import io.github.registrationmail.template.Edition;
import io.github.registrationmail.template.MailTemplate;
import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/**
 * A template that registrations may name.
 *
 * @param data what its mails say of the data that came with the registration
 * @param sample such data
 */
@RegisterForReflection
@TemplateData
public record TemplateSummary(
    String name, List<String> languages, List<String> data, Map<String, Object> sample) {

  static TemplateSummary of(MailTemplate template) {
    return new TemplateSummary(
        template.name(),
        template.editions().stream().map(Edition::language).toList(),
        template.editions().stream()
            .flatMap(edition -> edition.dataNames().stream())
            .distinct()
            .sorted()
            .toList(),
        template.sample());
  }
}
