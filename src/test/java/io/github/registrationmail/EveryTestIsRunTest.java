package io.github.registrationmail;

import static java.nio.file.Files.readString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Surefire finds by their names the tests that no suite has, suites leave them out by their tag.
 */
class EveryTestIsRunTest {

  private static final Path TESTS = Path.of("src/test/java");
  private static final Pattern INCLUDED = Pattern.compile("<include>(\\S+Test\\.java)</include>");

  @ParameterizedTest
  @ValueSource(strings = {"alone", "exhaustive", "interleavings"})
  void ofThatTag(String tag) throws IOException {
    Set<String> tagged = tests(file -> text(file).contains("@Tag(\"" + tag + "\")"));
    assertFalse(tagged.isEmpty());
    assertEquals(tagged, tests(included(tag.equals("alone") ? "default-test" : tag)));
  }

  /** What the first execution with this name looks for: later ones are those of profiles. */
  private static PathMatcher included(String execution) throws IOException {
    String pom = readString(Path.of("pom.xml"));
    int from = pom.indexOf("<id>" + execution + "</id>");
    String patterns =
        INCLUDED
            .matcher(pom.substring(from, pom.indexOf("</execution>", from)))
            .results()
            .map(include -> include.group(1))
            .collect(Collectors.joining(",", "glob:{", "}"));
    return FileSystems.getDefault().getPathMatcher(patterns);
  }

  private static Set<String> tests(PathMatcher matcher) throws IOException {
    try (Stream<Path> files = Files.walk(TESTS)) {
      return files
          .filter(file -> file.toString().endsWith("Test.java") && matcher.matches(file))
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static String text(Path file) {
    try {
      return readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
