package io.github.registrationmail.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Makes templates of files. */
final class TemplateLoader {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final String SAMPLE = "sample.json";

  private final String defaultLanguage;
  private final EditionReader editions;
  private final StationeryReader stationery;

  TemplateLoader(String defaultLanguage) {
    LetterEngine engine = new LetterEngine();
    this.defaultLanguage = defaultLanguage;
    this.editions = new EditionReader(engine);
    this.stationery = new StationeryReader(engine);
  }

  /** Stops at the first fault. */
  SortedMap<String, MailTemplate> load(SortedMap<String, byte[]> files) {
    SortedMap<String, MailTemplate> templates = new TreeMap<>();
    TemplateSource.of(files).forEach(source -> templates.put(source.name(), template(source)));
    return templates;
  }

  private MailTemplate template(TemplateSource source) {
    String name = source.name();
    if (!NAME.matcher(name).matches()) {
      throw new TemplateFault(name, "a template's name has small letters, digits and - only");
    }
    SortedMap<String, Edition> languages = languages(source);
    Edition standard = languages.get(key(defaultLanguage));
    if (standard == null) {
      throw new TemplateFault(name, "has no folder for the default language " + defaultLanguage);
    }
    return Proof.read(new MailTemplate(name, languages, standard, sample(source)));
  }

  private SortedMap<String, Edition> languages(TemplateSource source) {
    Stationery common = stationery.read(source);
    SortedMap<String, Edition> languages = new TreeMap<>();
    for (String language : source.languages()) {
      Edition edition = editions.read(source, language, common);
      if (languages.put(key(language), edition) != null) {
        throw new TemplateFault(source.name(), "has the language " + language + " twice");
      }
    }
    return languages;
  }

  private static String key(String language) {
    return language.toLowerCase(Locale.ROOT);
  }

  private static Map<String, Object> sample(TemplateSource source) {
    try {
      String json = source.text(SAMPLE).orElse("{}");
      return Data.parse(json);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new TemplateFault(source.file(SAMPLE), "is no data: " + e.getMessage());
    }
  }
}
