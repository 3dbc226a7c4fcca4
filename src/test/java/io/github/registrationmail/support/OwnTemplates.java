package io.github.registrationmail.support;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A folder of templates that tests may write to: at first those of {@code resources/mails}. */
public final class OwnTemplates implements QuarkusTestProfile {

  private static final Path ORIGINAL = Path.of("src/test/resources/mails");
  private static final Path FOLDER = Path.of("target/mails-" + ProcessHandle.current().pid());

  @Override
  public Map<String, String> getConfigOverrides() {
    try (Stream<Path> files = Files.walk(ORIGINAL)) {
      files.filter(Files::isRegularFile).forEach(OwnTemplates::copy);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "registration.templates.directory",
        FOLDER.toString(),
        "registration.templates.watch-every",
        "100ms");
  }

  private static void copy(Path file) {
    Path target = FOLDER.resolve(ORIGINAL.relativize(file));
    try {
      Files.createDirectories(target.getParent());
      Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new mail of a subject and a text; waits until it is loaded. */
  public static void add(String template, String subject, String text) throws IOException {
    write(template + "/en/body.txt", text);
    write(template + "/en/subject.txt", subject);
    soon().until(OwnTemplates::names, hasItem(template));
  }

  /** Takes such a mail away; waits until it is no longer loaded. */
  public static void remove(String template) throws IOException {
    for (String file : List.of("en/subject.txt", "en/body.txt", "en/body.html", "en", "")) {
      Files.deleteIfExists(FOLDER.resolve(template).resolve(file));
    }
    soon().until(OwnTemplates::names, not(hasItem(template)));
  }

  /** Waits for nothing. */
  public static void write(String path, String content) throws IOException {
    Path file = FOLDER.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private static List<String> names() {
    return Api.operator().get("/templates").jsonPath().getList("name");
  }

  private static org.awaitility.core.ConditionFactory soon() {
    return await().atMost(Duration.ofSeconds(10)).pollInterval(Duration.ofMillis(50));
  }
}
