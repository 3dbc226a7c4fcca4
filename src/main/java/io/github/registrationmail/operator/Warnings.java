package io.github.registrationmail.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.registrationmail.template.Edition;
import io.github.registrationmail.template.Letter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Says what large providers do not like in a mail, and what its author may not have meant. */
final class Warnings {

  /** A large provider cuts a mail that is longer. */
  private static final int LARGEST_PAGE = 102 * 1024;

  private static final Pattern FOREIGN_IMAGE =
      Pattern.compile(
          "<img\\b[^>]*\\bsrc\\s*=\\s*[\"']?\\s*(https?:)?//", Pattern.CASE_INSENSITIVE);
  private static final Pattern ADDRESS = Pattern.compile("<([^>]*)>");

  private Warnings() {}

  static List<String> about(Letter letter, Edition edition, Map<String, Object> data) {
    List<String> warnings = new ArrayList<>();
    String html = letter.html().orElse("");
    if (letter.text().isBlank()) {
      warnings.add("The mail has no text.");
    }
    if (html.getBytes(UTF_8).length > LARGEST_PAGE) {
      warnings.add("The page is larger than 102 KB: a large provider cuts it.");
    }
    if (FOREIGN_IMAGE.matcher(html).find()) {
      warnings.add("A picture comes from elsewhere: many readers do not show it.");
    }
    unused(edition, data).forEach(name -> warnings.add(name + " is not used."));
    missing(edition, data).forEach(name -> warnings.add(name + " is missing."));
    if (hasUnsaidUnsubscribe(letter)) {
      warnings.add("List-Unsubscribe is set, but the text does not name its address.");
    }
    return warnings;
  }

  private static List<String> unused(Edition edition, Map<String, Object> data) {
    return data.keySet().stream()
        .map(key -> "data." + key)
        .filter(
            name ->
                edition.dataNames().stream().noneMatch(said -> (said + ".").startsWith(name + ".")))
        .toList();
  }

  private static List<String> missing(Edition edition, Map<String, Object> data) {
    return edition.dataNames().stream()
        .filter(name -> name.startsWith("data.") && !isThere(name.substring(5), data))
        .toList();
  }

  private static boolean isThere(String path, Object data) {
    int dot = path.indexOf('.');
    String key = dot < 0 ? path : path.substring(0, dot);
    if (!(data instanceof Map<?, ?> map)) {
      return true;
    }
    Object value = map.get(key);
    return value != null && (dot < 0 || isThere(path.substring(dot + 1), value));
  }

  private static boolean hasUnsaidUnsubscribe(Letter letter) {
    String header = letter.headers().getOrDefault("List-Unsubscribe", "");
    Matcher addresses = ADDRESS.matcher(header);
    return !header.isEmpty()
        && addresses.results().noneMatch(found -> letter.text().contains(found.group(1)));
  }
}
