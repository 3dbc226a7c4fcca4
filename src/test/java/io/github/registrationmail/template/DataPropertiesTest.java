package io.github.registrationmail.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Data of an application, whatever it is: it says what it says in the mail, and nothing more. */
class DataPropertiesTest {

  private static final Edition PAGE =
      Folder.plain()
          .with(
              "shop/en/body.html",
              "<p title=\"{data.x}\">{data.x}</p><a href=\"https://example.org/?q={data.x}\">x</a>")
          .with("shop/sample.json", "{\"x\":\"y\"}")
          .shop()
          .nearest("en");

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.oneOf(
            Arbitraries.strings().ascii().excludeChars('\0', '\f', '\r').ofMaxLength(40),
            Arbitraries.of(
                "<script>", "\"", "'", "</p>", "&amp;", "&#0;", "{data.x}", "😀", "]]>", "<!--"))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<Map<String, Object>> data() {
    Arbitrary<String> text = Arbitraries.strings().withCharRange(' ', '\ud7ff').ofMaxLength(12);
    Arbitrary<Object> leaf =
        Arbitraries.oneOf(
            text.map(it -> it),
            Arbitraries.integers().map(it -> it),
            Arbitraries.of(true, false).map(it -> it));
    Arbitrary<Object> value =
        Arbitraries.lazyOf(
            () -> leaf,
            () -> leaf.list().ofMaxSize(3).map(it -> it),
            () -> Arbitraries.maps(text, leaf.injectNull(0.2)).ofMaxSize(3).map(it -> it));
    return Arbitraries.maps(text, value.injectNull(0.2)).ofMaxSize(5);
  }

  @Property
  void isReadAsItWasStored(@ForAll("data") Map<String, Object> data)
      throws JsonProcessingException {
    Map<String, Object> checked = Data.checked(data);
    String json = Data.json(checked);

    assertEquals(checked, Data.parse(json));
    assertEquals(checked, Data.stored(json));
    assertFalse(checked.containsValue(null));
  }

  @Property(tries = 200)
  void isTextInAnHtmlMailAndNothingElse(@ForAll("texts") String text) {
    Document page = Jsoup.parseBodyFragment(html(text));

    Element body = page.body();
    assertEquals(List.of("p", "a"), body.children().stream().map(Element::normalName).toList());
    assertEquals(text, body.child(0).wholeText());
    assertEquals(text, body.child(0).attr("title"));
    assertEquals(1, body.child(0).attributesSize());
    assertEquals(1, body.child(1).attributesSize());
  }

  private static String html(String text) {
    return PAGE.render(Samples.recipient("en", Map.of("x", text))).html().orElseThrow();
  }
}
