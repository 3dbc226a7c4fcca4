package io.github.registrationmail.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.support.AsShipped;
import io.github.registrationmail.support.LogLines;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplateWatchTest {

  @TempDir Path folder;
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @BeforeEach
  void write() throws IOException {
    write("shop/en/subject.txt", "Hello");
    write("shop/en/body.txt", "text");
  }

  private void write(String path, String content) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.writeString(folder.resolve(path), content);
  }

  private Templates templates() {
    return templates("en");
  }

  private Templates templates(String defaultLanguage) {
    return new Templates(
        AsShipped.config(
            TemplatesConfig.class,
            Map.of(
                "registration.templates.directory",
                folder.toString(),
                "registration.templates.default-language",
                defaultLanguage)),
        meters);
  }

  private static String subject(Templates templates, String name) {
    return templates
        .evenIfGone(name)
        .map(found -> found.nearest("en").render(Samples.recipient("en", found.sample())).subject())
        .orElse("none");
  }

  @Test
  void takesAChangeWhenItHasSettled() throws IOException {
    Templates templates = templates();
    TemplateWatch watch = new TemplateWatch(templates);
    watch.look();
    write("shop/en/subject.txt", "Changed");
    watch.look();
    assertEquals("Hello", subject(templates, "shop"));
    write("shop/en/subject.txt", "Changed twice");
    watch.look();
    assertEquals("Hello", subject(templates, "shop"));
    watch.look();
    assertEquals("Changed twice", subject(templates, "shop"));
  }

  @Test
  void takesARenamedLinkForAChange() throws IOException {
    write("..one/news/en/subject.txt", "One");
    write("..one/news/en/body.txt", "x");
    write("..two/news/en/subject.txt", "Two");
    write("..two/news/en/body.txt", "x");
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..one"));
    Files.createSymbolicLink(folder.resolve("news"), Path.of("..data/news"));
    Templates templates = templates();
    TemplateWatch watch = new TemplateWatch(templates);
    assertEquals("One", subject(templates, "news"));
    Path link = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..two"));
    Files.move(link, folder.resolve("..data"), StandardCopyOption.REPLACE_EXISTING);
    watch.look();
    watch.look();
    assertEquals("Two", subject(templates, "news"));
  }

  @Test
  void staysWithWhatThereWasWhileThereIsAFaultAndSaysWhere() throws IOException {
    Templates templates = templates();
    TemplateWatch watch = new TemplateWatch(templates);
    write("shop/en/subject.txt", "New");
    write("shop/en/body.txt", "a\n{nobody}");
    watch.look();
    watch.look();
    assertEquals("Hello", subject(templates, "shop"));
    String fault = templates.fault().orElseThrow();
    assertTrue(fault.startsWith("shop/en/body.txt, line 2: "), fault);
    assertEquals(1, meters.get("registration.templates.faulty").gauge().value());
    assertEquals(fault, new TemplatesCheck(templates).call().getData().orElseThrow().get("fault"));

    write("shop/en/body.txt", "mended");
    watch.look();
    watch.look();
    assertEquals("New", subject(templates, "shop"));
    assertEquals(Optional.empty(), templates.fault());
    assertEquals(0, meters.get("registration.templates.faulty").gauge().value());
  }

  @Test
  void keepsATemplateThatHasGoneForTheMailsUnderWay() throws IOException {
    write("news/en/subject.txt", "News");
    write("news/en/body.txt", "x");
    Templates templates = templates();
    TemplateWatch watch = new TemplateWatch(templates);
    Files.delete(folder.resolve("shop/en/subject.txt"));
    Files.delete(folder.resolve("shop/en/body.txt"));
    watch.look();
    watch.look();
    assertEquals(Optional.empty(), templates.find("shop"));
    assertEquals("Hello", subject(templates, "shop"));
    assertEquals("none", subject(templates, "never"));
  }

  @Test
  void doesNotStartWithAFaultyFolder() throws IOException {
    write("shop/en/body.txt", "{#if}");
    String sentence = assertThrows(ConfigurationException.class, this::templates).getMessage();
    assertTrue(
        sentence.startsWith("The templates are faulty: shop/en/body.txt, line 1: "), sentence);
  }

  @Test
  void saysAFaultOnceInTheLog() throws IOException {
    TemplateWatch watch = new TemplateWatch(templates());
    try (LogLines log = new LogLines(Templates.class)) {
      for (String more : new String[] {"", " ", "  "}) {
        write("shop/en/body.txt", "a\n{nobody}" + more);
        watch.look();
        watch.look();
      }
      List<String> lines = log.lines().stream().filter(line -> line.contains("stay")).toList();
      assertEquals(1, lines.size(), lines.toString());
      assertTrue(lines.get(0).contains("shop/en/body.txt, line 2: "), lines.get(0));
    }
  }

  @Test
  void haveTheDefaultLanguageOfTheSetting() throws IOException {
    write("shop/zh/subject.txt", "Chinese");
    write("shop/zh/body.txt", "text");
    write("welcome/zh/subject.txt", "Welcome");
    write("welcome/zh/body.txt", "text");
    Templates templates = templates("zh");
    assertEquals("zh", templates.find("shop").orElseThrow().nearest("fr").language());
  }
}
