package io.github.registrationmail.template;

import io.quarkus.qute.TemplateException;
import java.util.Optional;

/** Fills a template in with its sample, in each language, before anybody gets to see it. */
final class Proof {

  private Proof() {}

  /** Stops at the first fault. */
  static MailTemplate read(MailTemplate template) {
    template.editions().forEach(edition -> read(template, edition));
    return template;
  }

  private static void read(MailTemplate template, Edition edition) {
    String folder = template.name() + "/" + edition.language();
    try {
      Letter letter = edition.render(Samples.recipient(edition.language(), template.sample()));
      if (letter.subject().isEmpty() || !Data.isOneLine(letter.subject())) {
        throw new TemplateFault(folder + "/subject.txt", "must be one line");
      }
    } catch (TemplateException e) {
      throw fault(folder, e, edition, template);
    }
  }

  private static TemplateFault fault(
      String folder, TemplateException why, Edition edition, MailTemplate template) {
    String file = why.getOrigin() == null ? folder : why.getOrigin().getTemplateId();
    Optional<String> missing = MissingValue.of(why);
    if (missing.filter(edition.dataNames()::contains).isPresent()) {
      return TemplateFault.at(
          file,
          why.getOrigin().getLine(),
          "says " + missing.get() + ", which " + template.name() + "/sample.json lacks");
    }
    return TemplateFault.of(file, why);
  }
}
