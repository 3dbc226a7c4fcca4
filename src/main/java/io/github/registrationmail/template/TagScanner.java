package io.github.registrationmail.template;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what follows a {@code <} up to where the tag ends, or to where it turns out to be none. */
final class TagScanner {

  private enum State {
    NAME,
    BETWEEN,
    ATTRIBUTE,
    AFTER_EQUALS,
    QUOTED,
    UNQUOTED,
    TAG,
    COMMENT,
    NO_TAG
  }

  private State state = State.NAME;
  private final StringBuilder name = new StringBuilder();
  private boolean closes;
  private final StringBuilder attribute = new StringBuilder();
  private char quote;
  private @Nullable AttributeValue value;

  /** Whether its end has not been read yet. */
  boolean isWithin() {
    return state.compareTo(State.TAG) < 0;
  }

  /** Whether it was one, from its beginning to its end. */
  boolean isTag() {
    return state == State.TAG;
  }

  /** Whether it turned out to be the beginning of a comment. */
  boolean isComment() {
    return state == State.COMMENT;
  }

  boolean closes() {
    return closes;
  }

  /** In lower case. */
  String name() {
    return name.toString().toLowerCase(Locale.ROOT);
  }

  /** The quoted value that is being read. */
  Optional<AttributeValue> attribute() {
    return Optional.ofNullable(value);
  }

  void read(char c) {
    if (state == State.QUOTED) {
      quoted(c);
    } else if (c == '>') {
      state = State.TAG;
    } else if (state == State.NAME) {
      name(c);
    } else if (state == State.AFTER_EQUALS) {
      afterEquals(c);
    } else if (state == State.ATTRIBUTE) {
      attribute(c);
    } else if (state == State.UNQUOTED) {
      state = Character.isWhitespace(c) ? State.BETWEEN : State.UNQUOTED;
    } else if (!Character.isWhitespace(c) && c != '/') {
      begin(c);
    }
  }

  private void name(char c) {
    if (name.isEmpty() && c == '/') {
      closes = true;
    } else if (c == '-' && name.toString().equals("!-")) {
      state = State.COMMENT;
    } else if (Character.isWhitespace(c) || c == '/') {
      state = name.isEmpty() ? State.NO_TAG : State.BETWEEN;
    } else {
      name.append(c);
    }
  }

  private void begin(char c) {
    attribute.setLength(0);
    attribute.append(c);
    state = State.ATTRIBUTE;
  }

  /** Space may stand before the equals sign; what follows space without one is the next name. */
  private void attribute(char c) {
    if (c == '=') {
      state = State.AFTER_EQUALS;
    } else if (Character.isWhitespace(c)) {
      attribute.append(' ');
    } else if (attribute.charAt(attribute.length() - 1) == ' ') {
      begin(c);
    } else {
      attribute.append(c);
    }
  }

  private void afterEquals(char c) {
    if (c == '"' || c == '\'') {
      quote = c;
      value = new AttributeValue(attribute.toString().stripTrailing());
      state = State.QUOTED;
    } else if (!Character.isWhitespace(c)) {
      state = State.UNQUOTED;
    }
  }

  private void quoted(char c) {
    if (c == quote || value == null) {
      value = null;
      state = State.BETWEEN;
    } else {
      value.literal(c);
    }
  }
}
