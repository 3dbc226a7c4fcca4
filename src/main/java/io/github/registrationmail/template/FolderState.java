package io.github.registrationmail.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Tells whether something in a folder has changed, without reading the files. */
record FolderState(List<String> files) {

  private static final int DEEPEST = 4;

  /** Follows links, so that a ConfigMap's renamed link is a change. */
  static FolderState of(Path folder) {
    try (Stream<Path> paths = Files.walk(folder, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
      return new FolderState(paths.map(FolderState::line).sorted().toList());
    } catch (IOException | UncheckedIOException e) {
      return new FolderState(List.of("cannot be read: " + e));
    }
  }

  private static String line(Path path) {
    try {
      return path
          + " "
          + Files.size(path)
          + " "
          + Files.getLastModifiedTime(path)
          + " "
          + path.toRealPath();
    } catch (IOException e) {
      return path + " has gone";
    }
  }
}
