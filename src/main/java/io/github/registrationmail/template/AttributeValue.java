package io.github.registrationmail.template;

import java.util.Locale;
import java.util.Set;

/** A quoted value of an attribute up to where it has been read: whether it is a link, and which. */
final class AttributeValue {

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

  private final String name;
  private final StringBuilder literals = new StringBuilder();
  private boolean hasValue;
  private boolean hasKind;
  private boolean harmful;

  AttributeValue(String name) {
    this.name = name.toLowerCase(Locale.ROOT);
  }

  /** Whether escaping is enough for what is put here. */
  boolean mayHoldValues() {
    return !name.startsWith("on") && !CODE.contains(name);
  }

  /** Whether what is put here could decide what kind of link it is. */
  boolean isLinkWithoutKind() {
    return LINKS.contains(name) && !hasKind;
  }

  /** Whether the template itself makes it a link that runs something, or lets a value do so. */
  boolean isHarmful() {
    return harmful;
  }

  void value() {
    hasValue = true;
  }

  /** What comes before a colon is the kind; after one of the others there is none to come. */
  void literal(char c) {
    if (hasKind) {
      return;
    }
    literals.append(c);
    hasKind = ":/?#".indexOf(c) >= 0;
    harmful =
        c == ':' && LINKS.contains(name) && (hasValue || !Links.isHarmless(literals.toString()));
  }
}
