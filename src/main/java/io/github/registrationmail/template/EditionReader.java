package io.github.registrationmail.template;

import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the folder of a language: the subject, and a text or a page or both. */
final class EditionReader {

  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
  private static final int LONGEST_LANGUAGE = 35;

  private final LetterEngine engine;

  EditionReader(LetterEngine engine) {
    this.engine = engine;
  }

  Edition read(TemplateSource source, String language, Stationery stationery) {
    if (!LANGUAGE.matcher(language).matches() || language.length() > LONGEST_LANGUAGE) {
      throw new TemplateFault(source.file(language), "is no language tag such as en or zh-Hant");
    }
    String subject = language + "/subject.txt";
    String text = language + "/body.txt";
    String page = language + "/body.html";
    Optional<String> html = source.text(page);
    return new Edition(
        language,
        text(source, subject)
            .orElseThrow(() -> new TemplateFault(source.file(subject), "is missing")),
        text(source, text)
            .or(() -> html.map(found -> engine.text(source.file(page), PlainText.of(found))))
            .orElseThrow(
                () -> new TemplateFault(source.file(text), "is missing, and so is body.html")),
        html.map(found -> engine.html(source.file(page), found)),
        stationery);
  }

  private Optional<Part> text(TemplateSource source, String path) {
    return source.text(path).map(found -> engine.text(source.file(path), found));
  }
}
