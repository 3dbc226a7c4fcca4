package io.github.registrationmail.template;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TemplateLoaderTest {

  @Test
  void fillsInWhatItKnowsOfTheRecipient() {
    Letter letter =
        Folder.plain()
            .with("shop/en/body.txt", "{id} {email} {name} {locale} {data.link}\n")
            .with("shop/sample.json", "{\"link\":\"https://example.org\"}")
            .letter(Map.of("link", "https://shop.example.org"));
    assertEquals("Hello Ada", letter.subject());
    assertEquals("42 ada@example.org Ada en https://shop.example.org\n", letter.text());
    assertEquals(Optional.empty(), letter.html());
  }

  @Test
  void escapesInHtmlOnly() {
    String data = "<b>\"A\" & 'B'</b>";
    Letter letter =
        Folder.plain()
            .with("shop/en/subject.txt", "{data.x}")
            .with("shop/en/body.txt", "{data.x}")
            .with("shop/en/body.html", "<p title=\"{data.x}\">{data.x}</p>")
            .with("shop/sample.json", "{\"x\":\"y\"}")
            .letter(Map.of("x", data));
    assertEquals(data, letter.subject());
    assertEquals(data, letter.text());
    String escaped = "&lt;b&gt;&quot;A&quot; &amp; &#39;B&#39;&lt;/b&gt;";
    assertEquals(Optional.of("<p title=\"" + escaped + "\">" + escaped + "</p>"), letter.html());
  }

  @Test
  void leavesTheValuesOfTheRecipientAlone() {
    Letter letter =
        Folder.plain()
            .with("shop/en/body.txt", "{data.x}")
            .with("shop/sample.json", "{\"x\":\"y\"}")
            .letter(Map.of("x", "{name} {config:a} {#for i in 9}"));
    assertEquals("{name} {config:a} {#for i in 9}", letter.text());
  }

  @Test
  void hasSectionsListsAndDefaults() {
    Letter letter =
        Folder.plain()
            .with(
                "shop/en/body.txt",
                "{#if data.vip??}VIP{#else}you{/if}:{#for item in data.items} {item.title}{/for} {data.note ?: 'none'}")
            .with("shop/sample.json", "{\"items\":[{\"title\":\"one\"}]}")
            .letter(Map.of("items", List.of(Map.of("title", "a"), Map.of("title", "b"))));
    assertEquals("you: a b none", letter.text());
  }

  @Test
  void makesTheTextOfAMailThatHasOnlyHtml() {
    Letter letter =
        Folder.plain()
            .without("shop/en/body.txt")
            .with(
                "shop/en/body.html",
                """
                <html><head><title>x</title><style>b { c: d }</style></head><body>
                <h1>Hello {name}</h1><p>Follow <a href="{data.link}">this link</a>.</p>
                <table>{#for item in data.items}<tr><td>{item}</td></tr>{/for}</table></body></html>
                """)
            .with("shop/sample.json", "{\"link\":\"https://a.example\",\"items\":[\"x\"]}")
            .letter(Map.of("link", "https://a.example/?b=1&c=2", "items", List.of("one", "two")));
    assertEquals(
        "Hello Ada\n\nFollow this link ( https://a.example/?b=1&c=2 ).\n\none\ntwo\n",
        letter.text());
  }

  @Test
  void readsSenderHeadersAndImages() {
    byte[] image = {1, 2, 3};
    Letter letter =
        Folder.plain()
            .with(
                "shop/template.properties",
                """
                from=Shop <shop@example.org>
                reply-to=help@example.org
                header.List-Unsubscribe=<https://example.org/u/{id}>
                """)
            .with("shop/images/logo.png", image)
            .letter(Map.of());
    assertEquals(Optional.of("Shop <shop@example.org>"), letter.from());
    assertEquals(Optional.of("help@example.org"), letter.replyTo());
    assertEquals(Map.of("List-Unsubscribe", "<https://example.org/u/42>"), letter.headers());
    assertEquals("image/png", letter.images().get(0).type());
    assertArrayEquals(image, letter.images().get(0).content());
  }

  static Stream<Arguments> faults() {
    String body = "shop/en/body.txt";
    String html = "shop/en/body.html";
    return Stream.of(
        arguments(Folder.plain().with(body, "a\n{#if name}b"), body + ", line 2"),
        arguments(Folder.plain().with(body, "a\nb {nobody}"), body + ", line 2"),
        arguments(
            Folder.plain().with(body, "{data.link}"),
            "says data.link, which shop/sample.json lacks"),
        arguments(Folder.plain().with(body, "{#include other}{/include}"), body + ", line 1"),
        arguments(Folder.plain().with(body, "{config:MYSQL_PASSWORD}"), body + ", line 1"),
        arguments(Folder.plain().with(body, "{cdi:templates.all}"), body + ", line 1"),
        arguments(Folder.plain().with(body, "{name.getClass}"), body + ", line 1"),
        arguments(Folder.plain().with(body, "{name.length()}"), body + ", line 1"),
        arguments(Folder.plain().with(html, "{name.raw}"), html + ", line 1"),
        arguments(
            Folder.plain().with(body, "{#for i in 2000000000}x{/for}"),
            "\"2000000000\" is no list"),
        arguments(
            Folder.plain()
                .with(body, "{#for a in data.l}{#for b in data.l}x{/for}{/for}")
                .with("shop/sample.json", "{\"l\":[" + "1,".repeat(99) + "1]}"),
            "its loops have more than 1000 rounds"),
        arguments(
            Folder.plain()
                .with(body, "{#for a in data.l}" + "x".repeat(2000) + "{/for}")
                .with("shop/sample.json", "{\"l\":[" + "1,".repeat(599) + "1]}"),
            "it becomes longer than 1048576 characters"),
        arguments(Folder.plain().with(body, "{#if name}".repeat(20_000)), body),
        arguments(
            Folder.plain().with(body, "{#if name}".repeat(20_000) + "{/if}".repeat(20_000)), body),
        arguments(
            Folder.plain().with(body, new byte[] {'a', (byte) 0xe9}), body + ": is not UTF-8"),
        arguments(Folder.plain().without("shop/en/subject.txt"), "shop/en/subject.txt: is missing"),
        arguments(
            Folder.plain().without(body), "shop/en/body.txt: is missing, and so is body.html"),
        arguments(
            Folder.plain().with("shop/en/subject.txt", "a\nb"),
            "shop/en/subject.txt: must be one line"),
        arguments(
            Folder.plain().with("shop/en/subject.txt", " "),
            "shop/en/subject.txt: must be one line"),
        arguments(Folder.plain().with("shop/e/body.txt", ""), "shop/e: is no language tag"),
        arguments(Folder.plain().with("a b/en/body.txt", ""), "a b: a template's name"),
        arguments(Folder.plain().with("Shop/en/body.txt", ""), "Shop: a template's name"),
        arguments(
            new Folder().with("shop/de/subject.txt", "a").with("shop/de/body.txt", "b"),
            "shop: has no folder for the default language en"),
        arguments(
            Folder.plain().with("shop/EN/subject.txt", "a").with("shop/EN/body.txt", "b"),
            "shop: has the language en twice"),
        arguments(Folder.plain().with("shop/sample.json", "[1]"), "shop/sample.json: is no data"),
        arguments(Folder.plain().with("shop/sample.json", "{"), "shop/sample.json: is no data"),
        arguments(
            Folder.plain().with("shop/template.properties", "form=a@b.c"), "\"form\" is not known"),
        arguments(
            Folder.plain().with("shop/template.properties", "from=nobody"),
            "from must be an address"),
        arguments(
            Folder.plain().with("shop/template.properties", "header.Bcc=a@b.c"),
            "\"header.Bcc\" is no header that a template may set"),
        arguments(
            Folder.plain().with("shop/template.properties", "header.content-type=a"), "may set"),
        arguments(Folder.plain().with("shop/template.properties", "header.A\\ b=c"), "may set"),
        arguments(
            Folder.plain().with("shop/images/a.svg", "<svg/>"),
            "shop/images/a.svg: must be a .png"),
        arguments(Folder.plain().with("shop/images/a\".png", ""), "must be a .png"),
        arguments(
            Folder.plain()
                .with("shop/images/a.png", new byte[600_000])
                .with("shop/images/b.png", new byte[600_000]),
            "larger than 1 MiB together"));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void saysWhichFileIsWrongAndWhere(Folder folder, String sentence) {
    TemplateFault fault = assertThrows(TemplateFault.class, folder::load);
    assertTrue(fault.getMessage().contains(sentence), fault.getMessage());
  }

  @Test
  void isBuiltInWithoutFault() {
    MailTemplate welcome = new TemplateLoader("en").load(TemplateFiles.builtIn()).get("welcome");
    assertEquals(List.of("en", "zh"), welcome.editions().stream().map(Edition::language).toList());
  }

  @Test
  void loadsTwoHundredTemplatesInTwentyLanguagesWithinTwoSeconds() {
    Folder folder = new Folder();
    List<String> languages =
        List.of(
            "en", "zh", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "fi", "pl", "cs", "ru",
            "uk", "ja", "ko", "ar", "tr", "vi");
    for (int i = 0; i < 200; i++) {
      for (String language : languages) {
        String path = "t" + i + "/" + language + "/";
        folder
            .with(path + "subject.txt", "Hello {name}")
            .with(path + "body.txt", "Dear {name},\n\nfollow {data.link}.\n".repeat(5))
            .with(
                path + "body.html",
                "<p>Dear {name},</p><p><a href=\"{data.link}\">here</a></p>".repeat(5));
      }
      folder.with("t" + i + "/sample.json", "{\"link\":\"https://example.org\"}");
    }
    folder.load();
    ThreadMXBean thread = ManagementFactory.getThreadMXBean();
    long start = thread.getCurrentThreadCpuTime();
    assertEquals(200, folder.load().size());
    Duration taken = Duration.ofNanos(thread.getCurrentThreadCpuTime() - start);
    assertTrue(taken.compareTo(Duration.ofSeconds(2)) < 0, taken.toString());
  }
}
