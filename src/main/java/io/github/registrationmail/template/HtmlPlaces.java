package io.github.registrationmail.template;

import io.quarkus.qute.SectionBlock;
import io.quarkus.qute.TemplateNode;
import io.quarkus.qute.TemplateNode.Origin;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads an HTML template from its beginning to its end and decides for each value what its place
 * allows: in text and quoted attributes it is escaped, where a link begins it is checked, and
 * anywhere else (scripts, styles, names, unquoted attributes) it would not be safe and is refused.
 */
final class HtmlPlaces {

  private static final int DEEPEST = 50;
  private static final Set<String> LINKS =
      Set.of(
          "href",
          "src",
          "action",
          "formaction",
          "background",
          "cite",
          "poster",
          "data",
          "ping",
          "xlink:href",
          "longdesc",
          "usemap",
          "manifest");
  private static final Set<String> CODE = Set.of("style", "srcdoc", "srcset");
  private static final Set<String> RAW = Set.of("script", "style", "iframe", "noscript", "xmp");

  private enum State {
    TEXT,
    TAG_NAME,
    IN_TAG,
    ATTRIBUTE,
    AFTER_EQUALS,
    QUOTED,
    UNQUOTED,
    COMMENT
  }

  private final String file;
  private final List<Origin> links = new ArrayList<>();
  private State state = State.TEXT;
  private char quote;
  private boolean closes;
  private String raw = "";
  private final StringBuilder tag = new StringBuilder();
  private final StringBuilder attribute = new StringBuilder();
  private final StringBuilder before = new StringBuilder();
  private boolean valueBefore;
  private boolean settled;
  private int dashes;

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
      literal(c, line);
      line += c == '\n' ? 1 : 0;
    }
  }

  private void value(Origin origin) {
    if (state == State.TEXT && raw.isEmpty()) {
      return;
    }
    String name = attribute.toString().toLowerCase(Locale.ROOT);
    if (state != State.QUOTED || name.startsWith("on") || CODE.contains(name)) {
      throw TemplateFault.at(
          file, origin.getLine(), "a value may stand in text or in a quoted attribute only");
    }
    if (LINKS.contains(name) && !settled) {
      links.add(origin);
    }
    valueBefore = true;
  }

  private void literal(char c, int line) {
    switch (state) {
      case TEXT -> text(c);
      case COMMENT -> comment(c);
      case TAG_NAME -> tagName(c);
      case IN_TAG -> inTag(c);
      case ATTRIBUTE -> attribute(c);
      case AFTER_EQUALS -> afterEquals(c);
      case QUOTED -> quoted(c, line);
      case UNQUOTED -> unquoted(c);
    }
  }

  private void text(char c) {
    if (c == '<') {
      tag.setLength(0);
      closes = false;
      state = State.TAG_NAME;
    }
  }

  private void comment(char c) {
    if (c == '>' && dashes >= 2) {
      state = State.TEXT;
    }
    dashes = c == '-' ? dashes + 1 : 0;
  }

  private void tagName(char c) {
    if (c == '>') {
      endTag();
    } else if (tag.isEmpty() && c == '/') {
      closes = true;
    } else if (tag.toString().equals("!-") && c == '-') {
      dashes = 0;
      state = State.COMMENT;
    } else if (Character.isWhitespace(c) || c == '/') {
      state = tag.isEmpty() ? State.TEXT : State.IN_TAG;
    } else {
      tag.append(c);
    }
  }

  private void inTag(char c) {
    if (c == '>') {
      endTag();
    } else if (!Character.isWhitespace(c) && c != '/') {
      attribute.setLength(0);
      attribute.append(c);
      state = State.ATTRIBUTE;
    }
  }

  private void attribute(char c) {
    if (c == '>') {
      endTag();
    } else if (c == '=') {
      state = State.AFTER_EQUALS;
    } else if (Character.isWhitespace(c)) {
      attribute.append(' ');
    } else if (attribute.charAt(attribute.length() - 1) == ' ') {
      attribute.setLength(0);
      attribute.append(c);
    } else {
      attribute.append(c);
    }
  }

  private void afterEquals(char c) {
    before.setLength(0);
    valueBefore = false;
    settled = false;
    if (attribute.toString().endsWith(" ")) {
      attribute.setLength(attribute.toString().stripTrailing().length());
    }
    if (c == '"' || c == '\'') {
      quote = c;
      state = State.QUOTED;
    } else if (c == '>') {
      endTag();
    } else if (!Character.isWhitespace(c)) {
      state = State.UNQUOTED;
    }
  }

  private void quoted(char c, int line) {
    if (c == quote) {
      state = State.IN_TAG;
      return;
    }
    if (settled) {
      return;
    }
    before.append(c);
    settled = ":/?#".indexOf(c) >= 0;
    boolean ofKind = c == ':' && LINKS.contains(attribute.toString().toLowerCase(Locale.ROOT));
    if (ofKind && (valueBefore || !Links.isHarmless(before.toString()))) {
      throw TemplateFault.at(
          file, line, "a link must be of a harmless kind such as https, not by a value");
    }
  }

  private void unquoted(char c) {
    if (c == '>') {
      endTag();
    } else if (Character.isWhitespace(c)) {
      state = State.IN_TAG;
    }
  }

  private void endTag() {
    String name = tag.toString().toLowerCase(Locale.ROOT);
    if (raw.isEmpty() && !closes && RAW.contains(name)) {
      raw = name;
    } else if (closes && name.equals(raw)) {
      raw = "";
    }
    state = State.TEXT;
  }
}
