package io.github.registrationmail.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateFilesTest {

  @TempDir Path folder;

  @BeforeEach
  void write() throws IOException {
    write("shop/en/subject.txt", "a");
    write("shop/sample.json", "{}");
  }

  private void write(String path, String content) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), content);
  }

  @Test
  void areReadByTheirPathInTheFolder() throws IOException {
    write("README.md", "no template");
    write(".git/config", "hidden");
    write("shop/en/.body.txt.swp", "an editor's");
    assertEquals(
        Set.of("shop/en/subject.txt", "shop/sample.json"), TemplateFiles.of(folder).keySet());
  }

  @Test
  void areThoseOfAConfigMapBehindItsLinks() throws IOException {
    write("..2026_01_01/news/en/subject.txt", "b");
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_01_01"));
    Files.createSymbolicLink(folder.resolve("news"), Path.of("..data/news"));
    assertTrue(TemplateFiles.of(folder).containsKey("news/en/subject.txt"));
  }

  @Test
  void areNotOutsideOfTheFolder() throws IOException {
    Files.createSymbolicLink(folder.resolve("shop/en/body.txt"), Path.of("/etc/passwd"));
    fails("shop/en/body.txt: is a link out of the folder");
  }

  @Test
  void areNotAFolderOutsideOfTheFolder() throws IOException {
    Files.createSymbolicLink(folder.resolve("etc"), Path.of("/etc"));
    fails("etc: is a link out of the folder");
  }

  @Test
  void areNotHuge() throws IOException {
    Files.write(folder.resolve("shop/en/body.txt"), new byte[5 * 1024 * 1024]);
    fails("shop/en/body.txt: is larger than 512 KiB");
  }

  @Test
  void haveToBeThere() {
    folder = folder.resolve("nowhere");
    fails("cannot be read");
  }

  private void fails(String sentence) {
    TemplateFault fault = assertThrows(TemplateFault.class, () -> TemplateFiles.of(folder));
    assertTrue(fault.getMessage().contains(sentence), fault.getMessage());
  }
}
