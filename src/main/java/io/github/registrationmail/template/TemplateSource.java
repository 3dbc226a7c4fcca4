package io.github.registrationmail.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The files of one template.
 *
 * @param files by their path within its folder
 */
record TemplateSource(String name, SortedMap<String, byte[]> files) {

  static final String IMAGES = "images";

  /** All templates that are among the files of a folder. */
  static List<TemplateSource> of(SortedMap<String, byte[]> files) {
    SortedMap<String, SortedMap<String, byte[]>> folders = new TreeMap<>();
    files.forEach(
        (path, content) -> {
          int slash = path.indexOf('/');
          folders
              .computeIfAbsent(path.substring(0, slash), name -> new TreeMap<>())
              .put(path.substring(slash + 1), content);
        });
    return folders.entrySet().stream()
        .map(folder -> new TemplateSource(folder.getKey(), folder.getValue()))
        .toList();
  }

  /** Its folders but for the images. */
  List<String> languages() {
    return files.keySet().stream()
        .filter(path -> path.indexOf('/') > 0)
        .map(path -> path.substring(0, path.indexOf('/')))
        .filter(folder -> !folder.equals(IMAGES))
        .distinct()
        .toList();
  }

  /** How a file is called to people. */
  String file(String path) {
    return name + "/" + path;
  }

  /** Only UTF-8 is text. */
  Optional<String> text(String path) {
    byte @Nullable [] content = files.get(path);
    if (content == null) {
      return Optional.empty();
    }
    try {
      String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
      return Optional.of(text.startsWith("\ufeff") ? text.substring(1) : text);
    } catch (CharacterCodingException e) {
      throw new TemplateFault(file(path), "is not UTF-8");
    }
  }
}
