package io.github.registrationmail.template;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlPlacesTest {

  private static Folder page(String html) {
    return Folder.plain()
        .with("shop/en/body.html", html)
        .with("shop/sample.json", "{\"x\":\"y\",\"a\":\"b\"}");
  }

  private static String filled(String html, String value) {
    return page(html).letter(Map.of("x", value, "a", "b")).html().orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "\u0001javascript:alert(1)",
        "java\u200bscript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "file:///etc/passwd",
        "blob:x",
        ":x",
        "script:alert(1)"
      })
  void putNoLinkThatRunsSomething(String hostile) {
    assertEquals("<a href=\"#\">x</a>", filled("<a href=\"{data.x}\">x</a>", hostile));
    assertEquals("<a href='  #'>x</a>", filled("<a href='  {data.x}'>x</a>", hostile));
    assertEquals("<A HREF = \"#\">x</A>", filled("<A HREF = \"{data.x}\">x</A>", hostile));
    assertEquals("<img src=\"#\">", filled("<img src=\"{#if data.a}{data.x}{/if}\">", hostile));
    assertEquals("<a href=\"b#\">", filled("<a href=\"{data.a}{data.x}\">", hostile));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/a?b=c:d",
        "http://example.org",
        "HTTPS://EXAMPLE.ORG",
        "mailto:a@example.org",
        "tel:+41",
        "cid:logo.png",
        "/a:b",
        "?a:b",
        "#a:b",
        "//example.org",
        "a"
      })
  void leaveOtherLinksAlone(String link) {
    assertEquals("<a href=\"" + link + "\">x</a>", filled("<a href=\"{data.x}\">x</a>", link));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a href=\"https://example.org/{data.x}\">",
        "<a href=\"mailto:{data.x}\">",
        "<a href=\"/{data.x}\">",
        "<p title=\"{data.x}\">",
        "<!-- <script> --><p>{data.x}</p>",
        "<style>p { color: red }</style><p>{data.x}",
        "a < b {data.x}",
        "<title>{data.x}</title>"
      })
  void escapeAValueElsewhere(String html) {
    String filled = filled(html, "javascript:\"<>'&");
    assertTrue(filled.contains("javascript:&quot;&lt;&gt;&#39;&amp;"), filled);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>var x = '{data.x}';</script>",
        "<style>p \\{ color: {data.x} }</style>",
        "<script>var x = '<a title=\"{data.x}\">';</script>",
        "<style><a title=\"{data.x}\"></style>",
        "<p style=\"color: {data.x}\">",
        "<p onclick=\"f('{data.x}')\">",
        "<p {data.x}>",
        "<{data.x}>",
        "<p title={data.x}>",
        "<p title=a{data.x}>",
        "<p title=\"a\" onclick=\"f('{data.x}')\">",
        "<p title=\"a\" style=\"color: {data.x}\">",
        "<p hidden onclick=\"f('{data.x}')\">",
        "<p class=a onclick=\"f('{data.x}')\">",
        "<img alt=\"a\" src=\"javascript:{data.x}\">",
        "<!-- {data.x} -->",
        "<!-- a > {data.x} -->",
        "<!-- a - > {data.x} -->",
        "<!-- a -- > {data.x} -->",
        "<iframe srcdoc=\"{data.x}\">",
        "<img srcset=\"{data.x}\">",
        "<a href=\"javascript:{data.x}\">",
        "<a href=\"{data.x}:{data.a}\">",
        "<a href=\"{data.x}tel:{data.a}\">",
        "<a href=\"{data.x}script:{data.a}\">"
      })
  void refuseATemplateWithAValueThatCouldNotBeMadeSafe(String html) {
    TemplateFault fault = assertThrows(TemplateFault.class, page("<p>\n" + html)::load);
    assertTrue(fault.getMessage().startsWith("shop/en/body.html, line 2: "), fault.getMessage());
  }

  @Test
  void areNotLookedForInSectionsWithoutEnd() {
    assertEquals("b", filled("{#if data.a}".repeat(50) + "{data.a}" + "{/if}".repeat(50), "x"));
    TemplateFault fault =
        assertThrows(
            TemplateFault.class,
            page("{#if data.a}".repeat(51) + "{data.a}" + "{/if}".repeat(51))::load);
    assertEquals("shop/en/body.html: sections are nested more than 50 deep", fault.getMessage());
  }
}
