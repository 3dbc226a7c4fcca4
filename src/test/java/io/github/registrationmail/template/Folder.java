package io.github.registrationmail.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A folder of templates that a test writes. */
final class Folder {

  private final SortedMap<String, byte[]> files = new TreeMap<>();

  /** One template with nothing special. */
  static Folder plain() {
    return new Folder()
        .with("shop/en/subject.txt", "Hello {name}\n")
        .with("shop/en/body.txt", "Dear {name}\n");
  }

  Folder with(String path, String content) {
    return with(path, content.getBytes(UTF_8));
  }

  Folder with(String path, byte[] content) {
    files.put(path, content);
    return this;
  }

  Folder without(String path) {
    files.remove(path);
    return this;
  }

  SortedMap<String, MailTemplate> load() {
    return new TemplateLoader("en").load(files);
  }

  MailTemplate shop() {
    return load().get("shop");
  }

  Letter letter(Map<String, Object> data) {
    return shop().nearest("en").render(Samples.recipient("en", data));
  }
}
