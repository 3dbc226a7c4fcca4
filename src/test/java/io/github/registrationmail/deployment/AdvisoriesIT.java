package io.github.registrationmail.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is shipped, against the advisories that are known. */
class AdvisoriesIT {

  private static final Path ADVISORIES = Path.of("src/build/advisories.txt");

  @Test
  void nothingIsShippedThatIsExposed() throws Exception {
    Process check = check(billOfMaterials());
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, check.waitFor(), said);
    assertTrue(said.contains("CVE-2026-47244: cured"), said);
    assertTrue(said.contains("CVE-2026-39852: not exposed"), said);
  }

  @Test
  void anOlderNettyWouldBeNoticed(@TempDir Path folder) throws Exception {
    String shipped = Files.readString(billOfMaterials());
    Path older = folder.resolve("older.json");
    Files.writeString(older, shipped.replaceAll("(netty-codec-http2)@4\\.1\\.\\d+", "$1@4.1.130"));
    Process check = check(older);
    String said = new String(check.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, check.waitFor(), said);
    assertTrue(said.contains("CVE-2026-47244: EXPOSED"), said);
  }

  @Test
  void eachAdvisoryIsInTheDocs() throws IOException {
    String docs = Files.readString(Path.of("docs/security.md"));
    for (String line : Files.readAllLines(ADVISORIES)) {
      if (!line.startsWith("#")) {
        assertTrue(docs.contains(line.split(" ")[0]), line);
      }
    }
  }

  private static Path billOfMaterials() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(file -> file.toString().endsWith("-cyclonedx.json"))
          .findFirst()
          .orElseThrow();
    }
  }

  private static Process check(Path billOfMaterials) throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return new ProcessBuilder(
            List.of(
                java,
                "src/build/Advisories.java",
                billOfMaterials.toString(),
                ADVISORIES.toString()))
        .redirectErrorStream(true)
        .start();
  }
}
