package io.github.registrationmail.template;

import java.util.Set;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.jsoup.select.NodeVisitor;

/**
 * Makes the template of a text from that of an HTML page: its words, a blank line between blocks,
 * and links behind what is linked. Values and sections stay where they are.
 */
final class PlainText implements NodeVisitor {

  private static final Set<String> UNSEEN = Set.of("head", "style", "script", "title");
  private static final Set<String> BLOCKS =
      Set.of(
          "p",
          "div",
          "h1",
          "h2",
          "h3",
          "h4",
          "h5",
          "h6",
          "ul",
          "ol",
          "table",
          "blockquote",
          "hr",
          "section",
          "header",
          "footer",
          "pre");
  private static final Set<String> LINES = Set.of("li", "tr");

  private final StringBuilder text = new StringBuilder();

  private PlainText() {}

  /** As XML, which leaves sections between the rows of a table where they are. */
  static String of(String html) {
    PlainText visitor = new PlainText();
    Jsoup.parse(html, "", Parser.xmlParser()).traverse(visitor);
    return visitor
            .text
            .toString()
            .replaceAll("[ \\t]+", " ")
            .replaceAll(" ?\\n ?", "\n")
            .replaceAll("\\n{3,}", "\n\n")
            .strip()
        + "\n";
  }

  @Override
  public void head(Node node, int depth) {
    if (node instanceof TextNode words && !isUnseen(node)) {
      text.append(words.getWholeText().replaceAll("\\s+", " "));
    } else if (node instanceof Element element) {
      if (BLOCKS.contains(element.normalName())) {
        text.append("\n\n");
      } else if (element.normalName().equals("br")) {
        text.append('\n');
      } else if (element.normalName().equals("li")) {
        text.append("- ");
      } else if (element.normalName().equals("img")) {
        text.append(element.attr("alt"));
      }
    }
  }

  @Override
  public void tail(Node node, int depth) {
    if (node instanceof Element element) {
      String link = element.attr("href");
      if (element.normalName().equals("a") && !link.isBlank() && !element.text().equals(link)) {
        text.append(" ( ").append(link).append(" )");
      }
      lineEnds(element);
    }
  }

  private void lineEnds(Element element) {
    if (BLOCKS.contains(element.normalName())) {
      text.append("\n\n");
    } else if (LINES.contains(element.normalName())) {
      text.append('\n');
    }
  }

  private static boolean isUnseen(Node node) {
    Node parent = node.parent();
    while (parent != null) {
      if (UNSEEN.contains(parent.normalName())) {
        return true;
      }
      parent = parent.parent();
    }
    return false;
  }
}
