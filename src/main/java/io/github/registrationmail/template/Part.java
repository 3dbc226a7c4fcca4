package io.github.registrationmail.template;

import io.quarkus.qute.Template;
import io.quarkus.qute.TemplateException;
import java.util.Map;
import java.util.concurrent.CompletionException;

/** One text of a mail with places for values. */
final class Part {

  /** Longer than this no text of a mail becomes, in characters. */
  private static final int LONGEST = 1024 * 1024;

  private final String file;
  private final Template template;
  private final int expected;

  /**
   * @param expected about how long the text becomes, in characters
   */
  Part(String file, Template template, int expected) {
    this.file = file;
    this.template = template;
    this.expected = expected;
  }

  String file() {
    return file;
  }

  Template template() {
    return template;
  }

  /** Fails with a {@link TemplateException} if a value is missing or a limit is passed. */
  String render(Map<String, Object> values) {
    StringBuilder text = new StringBuilder(expected);
    try {
      template
          .instance()
          .data(values)
          .setAttribute(LimitedLoop.ROUNDS, new int[1])
          .consume(piece -> add(text, piece))
          .toCompletableFuture()
          .join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof TemplateException why ? why : new TemplateException(e);
    }
    return text.toString();
  }

  private static void add(StringBuilder text, String piece) {
    if (text.length() + piece.length() > LONGEST) {
      throw new TemplateException("it becomes longer than " + LONGEST + " characters");
    }
    text.append(piece);
  }
}
