package io.github.registrationmail.template;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads HTML letter by letter and knows where it is: in text, in a comment or in a tag. */
final class HtmlScanner {

  /** Between such a tag and its end there is no text for people. */
  private static final Set<String> RAW = Set.of("script", "style", "iframe", "noscript", "xmp");

  private @Nullable TagScanner tag;
  private boolean comment;
  private int dashes;
  private String raw = "";

  /** Whether what stands here is read by people, and nothing else than escaped. */
  boolean isInText() {
    return tag == null && !comment && raw.isEmpty();
  }

  /**
   * The quoted value of an attribute that is being read; what looks like one in a script is none.
   */
  Optional<AttributeValue> attribute() {
    return tag == null || !raw.isEmpty() ? Optional.empty() : tag.attribute();
  }

  void read(char c) {
    if (comment) {
      comment(c);
    } else if (tag != null) {
      tag(tag, c);
    } else if (c == '<') {
      tag = new TagScanner();
    }
  }

  private void comment(char c) {
    comment = c != '>' || dashes < 2;
    dashes = c == '-' ? dashes + 1 : 0;
  }

  private void tag(TagScanner begun, char c) {
    begun.read(c);
    if (begun.isWithin()) {
      return;
    }
    tag = null;
    if (begun.isComment()) {
      comment = true;
      dashes = 0;
    } else if (begun.isTag()) {
      end(begun);
    }
  }

  private void end(TagScanner ended) {
    if (raw.isEmpty() && !ended.closes() && RAW.contains(ended.name())) {
      raw = ended.name();
    } else if (ended.closes() && ended.name().equals(raw)) {
      raw = "";
    }
  }
}
