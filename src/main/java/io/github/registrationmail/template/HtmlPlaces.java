package io.github.registrationmail.template;

import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.TemplateNode;
import io.quarkus.qute.TemplateNode.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Decides for each value of an HTML template what its place allows: in text and quoted attributes
 * it is escaped, where a link begins it is checked, and anywhere else (scripts, styles, names,
 * unquoted attributes) it would not be safe and is refused.
 */
final class HtmlPlaces {

  private static final int DEEPEST = 50;

  private final String file;
  private final HtmlScanner scanner = new HtmlScanner();
  private final List<Origin> links = new ArrayList<>();

  private HtmlPlaces(String file) {
    this.file = file;
  }

  /** The places of values that begin a link. */
  static List<Origin> links(String file, Collection<TemplateNode> nodes) {
    HtmlPlaces places = new HtmlPlaces(file);
    places.read(nodes, 0);
    return places.links;
  }

  private void read(Collection<TemplateNode> nodes, int depth) {
    if (depth > DEEPEST) {
      throw new TemplateFault(file, "sections are nested more than " + DEEPEST + " deep");
    }
    for (TemplateNode node : nodes) {
      if (node.isText()) {
        text(node.asText().getValue(), node.getOrigin().getLine());
      } else if (node.isSection()) {
        for (SectionBlock block : node.asSection().getBlocks()) {
          read(block.nodes, depth + 1);
        }
      } else if (node.isExpression()) {
        value(node.getExpressions().get(0).getOrigin());
      }
    }
  }

  private void text(String source, int from) {
    int line = from;
    for (char c : source.toCharArray()) {
      scanner.read(c);
      if (scanner.attribute().filter(AttributeValue::isHarmful).isPresent()) {
        throw TemplateFault.at(
            file, line, "a link must be of a harmless kind such as https, not by a value");
      }
      line += c == '\n' ? 1 : 0;
    }
  }

  private void value(Origin origin) {
    if (scanner.isInText()) {
      return;
    }
    AttributeValue attribute =
        scanner
            .attribute()
            .filter(AttributeValue::mayHoldValues)
            .orElseThrow(
                () ->
                    TemplateFault.at(
                        file,
                        origin.getLine(),
                        "a value may stand in text or in a quoted attribute only"));
    if (attribute.isLinkWithoutKind()) {
      links.add(origin);
    }
    attribute.value();
  }
}
