package io.github.registrationmail.template;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads all files of the templates, by their path within the folder. */
final class TemplateFiles {

  private static final int LARGEST = 512 * 1024;
  private static final int MOST = 100_000;
  private static final int DEEPEST = 3;

  private static final List<String> BUILT_IN =
      List.of(
          "welcome/en/subject.txt",
          "welcome/en/body.txt",
          "welcome/en/body.html",
          "welcome/zh/subject.txt",
          "welcome/zh/body.txt",
          "welcome/zh/body.html");

  private TemplateFiles() {}

  /** Those that come with the service. */
  static SortedMap<String, byte[]> builtIn() {
    SortedMap<String, byte[]> files = new TreeMap<>();
    BUILT_IN.forEach(name -> files.put(name, resource("/mail/" + name)));
    return files;
  }

  /** Those of a folder; hidden ones, such as a ConfigMap's own links, are passed over. */
  static SortedMap<String, byte[]> of(Path folder) {
    SortedMap<String, byte[]> files = new TreeMap<>();
    try {
      read(folder.toRealPath(), folder, "", 0, files);
    } catch (IOException e) {
      throw new TemplateFault(folder.toString(), "cannot be read: " + e);
    }
    return files;
  }

  private static void read(
      Path root, Path folder, String prefix, int depth, SortedMap<String, byte[]> files)
      throws IOException {
    for (Path path : children(folder)) {
      String name = prefix + path.getFileName();
      if (!path.toRealPath().startsWith(root)) {
        throw new TemplateFault(name, "is a link out of the folder");
      }
      if (Files.isDirectory(path) && depth < DEEPEST) {
        read(root, path, name + "/", depth + 1, files);
      } else if (Files.isRegularFile(path) && depth > 0) {
        files.put(name, content(path, name));
      }
      if (files.size() > MOST) {
        throw new TemplateFault(root.toString(), "has more than " + MOST + " files");
      }
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(path -> !path.getFileName().toString().startsWith(".")).toList();
    }
  }

  private static byte[] content(Path path, String name) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] content = in.readNBytes(LARGEST + 1);
      if (content.length > LARGEST) {
        throw new TemplateFault(name, "is larger than " + LARGEST / 1024 + " KiB");
      }
      return content;
    }
  }

  private static byte[] resource(String name) {
    try (InputStream in = TemplateFiles.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not built in");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
