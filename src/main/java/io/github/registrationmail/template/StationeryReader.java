package io.github.registrationmail.template;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads {@code template.properties} and the images. */
final class StationeryReader {

  private static final String FILE = "template.properties";
  private static final String HEADER = "header.";
  private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,70}");

  /** The service writes these itself. */
  private static final Set<String> OWN =
      Set.of(
          "from",
          "to",
          "cc",
          "bcc",
          "subject",
          "date",
          "message-id",
          "mime-version",
          "reply-to",
          "sender",
          "return-path",
          "received",
          "auto-submitted");

  private static final Pattern ADDRESS =
      Pattern.compile("[\\x21-\\x7e&&[^<>@]]+@[\\x21-\\x7e&&[^<>@]]+");
  private static final Pattern SENDER =
      Pattern.compile(ADDRESS + "|[^<>@\\p{Cntrl}]*<" + ADDRESS + ">");

  private static final String FOLDER = TemplateSource.IMAGES + "/";
  private static final Pattern IMAGE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Map<String, String> IMAGE_TYPES =
      Map.of("png", "image/png", "jpg", "image/jpeg", "jpeg", "image/jpeg", "gif", "image/gif");
  private static final int LARGEST_IMAGES = 1024 * 1024;

  private final LetterEngine engine;

  StationeryReader(LetterEngine engine) {
    this.engine = engine;
  }

  Stationery read(TemplateSource source) {
    String file = source.file(FILE);
    Properties properties = properties(source);
    Map<String, Part> headers = new TreeMap<>();
    for (String key : new TreeMap<>(properties).keySet().toArray(String[]::new)) {
      if (key.startsWith(HEADER)) {
        headers.put(header(file, key), engine.text(file, properties.getProperty(key)));
      } else if (!key.equals("from") && !key.equals("reply-to")) {
        throw new TemplateFault(
            file, "\"" + key + "\" is not known; known are from, reply-to and header.<Name>");
      }
    }
    return new Stationery(
        address(file, properties, "from"),
        address(file, properties, "reply-to"),
        headers,
        images(source));
  }

  private static Properties properties(TemplateSource source) {
    Properties properties = new Properties();
    try {
      properties.load(new StringReader(source.text(FILE).orElse("")));
    } catch (IllegalArgumentException e) {
      throw new TemplateFault(source.file(FILE), String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  private static String header(String file, String key) {
    String name = key.substring(HEADER.length());
    String small = name.toLowerCase(Locale.ROOT);
    if (!HEADER_NAME.matcher(name).matches()
        || OWN.contains(small)
        || small.startsWith("content-")) {
      throw new TemplateFault(file, "\"" + key + "\" is no header that a template may set");
    }
    return name;
  }

  private static Optional<String> address(String file, Properties properties, String key) {
    Optional<String> value = Optional.ofNullable(properties.getProperty(key)).map(String::strip);
    value
        .filter(address -> !SENDER.matcher(address).matches())
        .ifPresent(
            address -> {
              throw new TemplateFault(
                  file,
                  key + " must be an address such as Us <us@example.org>, not \"" + address + "\"");
            });
    return value;
  }

  private static List<Image> images(TemplateSource source) {
    List<Image> images = new ArrayList<>();
    int size = 0;
    for (Map.Entry<String, byte[]> entry : source.files().tailMap(FOLDER).entrySet()) {
      if (!entry.getKey().startsWith(FOLDER)) {
        break;
      }
      images.add(image(source, entry.getKey(), entry.getValue()));
      size += entry.getValue().length;
    }
    if (size > LARGEST_IMAGES) {
      throw new TemplateFault(source.file(TemplateSource.IMAGES), "are larger than 1 MiB together");
    }
    return List.copyOf(images);
  }

  private static Image image(TemplateSource source, String path, byte[] content) {
    String name = path.substring(FOLDER.length());
    String type =
        IMAGE_TYPES.get(name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
    if (type == null || !IMAGE_NAME.matcher(name).matches()) {
      throw new TemplateFault(
          source.file(path), "must be a .png, .jpg or .gif, its name of ASCII letters and digits");
    }
    return new Image(name, type, content);
  }
}
