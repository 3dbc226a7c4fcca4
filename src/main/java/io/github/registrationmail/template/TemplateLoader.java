package io.github.registrationmail.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quarkus.qute.TemplateException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes templates of files, and fills each in with its sample before anybody gets to see it. */
final class TemplateLoader {

  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
  private static final String IMAGES = "images";

  private final String defaultLanguage;
  private final LetterEngine engine = new LetterEngine();
  private final StationeryReader stationery = new StationeryReader(engine);

  TemplateLoader(String defaultLanguage) {
    this.defaultLanguage = defaultLanguage;
  }

  /** Stops at the first fault. */
  SortedMap<String, MailTemplate> load(SortedMap<String, byte[]> files) {
    SortedMap<String, SortedMap<String, byte[]>> folders = new TreeMap<>();
    files.forEach(
        (path, content) -> {
          int slash = path.indexOf('/');
          folders
              .computeIfAbsent(path.substring(0, slash), name -> new TreeMap<>())
              .put(path.substring(slash + 1), content);
        });
    SortedMap<String, MailTemplate> templates = new TreeMap<>();
    folders.forEach((name, content) -> templates.put(name, template(name, content)));
    return templates;
  }

  private MailTemplate template(String name, SortedMap<String, byte[]> files) {
    if (!NAME.matcher(name).matches()) {
      throw new TemplateFault(name, "a template's name has small letters, digits and - only");
    }
    Stationery common = stationery.read(name, files);
    SortedMap<String, Edition> editions = new TreeMap<>();
    for (String language : languages(files)) {
      Edition before =
          editions.put(language.toLowerCase(Locale.ROOT), edition(name, language, files, common));
      if (before != null) {
        throw new TemplateFault(name, "has the language " + language + " twice");
      }
    }
    Edition standard = editions.get(defaultLanguage.toLowerCase(Locale.ROOT));
    if (standard == null) {
      throw new TemplateFault(name, "has no folder for the default language " + defaultLanguage);
    }
    return checked(new MailTemplate(name, editions, standard, sample(name, files)));
  }

  private static List<String> languages(SortedMap<String, byte[]> files) {
    return files.keySet().stream()
        .filter(path -> path.indexOf('/') > 0)
        .map(path -> path.substring(0, path.indexOf('/')))
        .filter(folder -> !folder.equals(IMAGES))
        .distinct()
        .toList();
  }

  private Edition edition(
      String name, String language, SortedMap<String, byte[]> files, Stationery common) {
    String folder = name + "/" + language + "/";
    if (!LANGUAGE.matcher(language).matches() || language.length() > 35) {
      throw new TemplateFault(name + "/" + language, "is no language tag such as en or zh-Hant");
    }
    Optional<String> subject = text(files, language + "/subject.txt", folder + "subject.txt");
    Optional<String> text = text(files, language + "/body.txt", folder + "body.txt");
    Optional<String> html = text(files, language + "/body.html", folder + "body.html");
    if (subject.isEmpty()) {
      throw new TemplateFault(folder + "subject.txt", "is missing");
    }
    if (text.isEmpty() && html.isEmpty()) {
      throw new TemplateFault(folder + "body.txt", "is missing, and so is body.html");
    }
    Optional<Part> page = html.map(source -> engine.html(folder + "body.html", source));
    Part plain =
        text.map(source -> engine.text(folder + "body.txt", source))
            .or(() -> html.map(source -> engine.text(folder + "body.html", PlainText.of(source))))
            .orElseThrow();
    return new Edition(
        language, engine.text(folder + "subject.txt", subject.get()), plain, page, common);
  }

  private static Map<String, Object> sample(String name, SortedMap<String, byte[]> files) {
    String file = name + "/sample.json";
    return text(files, "sample.json", file)
        .map(
            json -> {
              try {
                return Data.parse(json);
              } catch (JsonProcessingException | IllegalArgumentException e) {
                throw new TemplateFault(file, "is no data: " + e.getMessage());
              }
            })
        .orElse(Map.of());
  }

  private static MailTemplate checked(MailTemplate template) {
    for (Edition edition : template.editions()) {
      String file = template.name() + "/" + edition.language();
      try {
        Letter letter = edition.render(Samples.recipient(edition.language(), template.sample()));
        if (letter.subject().isEmpty() || !Data.isOneLine(letter.subject())) {
          throw new TemplateFault(file + "/subject.txt", "must be one line");
        }
      } catch (TemplateException e) {
        throw fault(file, e, edition, template);
      }
    }
    return template;
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

  /** Only UTF-8 is text. */
  static Optional<String> text(SortedMap<String, byte[]> files, String path, String file) {
    byte @Nullable [] content = files.get(path);
    if (content == null) {
      return Optional.empty();
    }
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      throw new TemplateFault(file, "is not UTF-8");
    }
  }
}
