package io.github.registrationmail.template;

import io.quarkus.qute.TemplateException;

/** Says in one sentence which file of the templates is wrong, and where. */
public final class TemplateFault extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String sentence;

  TemplateFault(String file, String what) {
    super(file + ": " + what);
    this.sentence = file + ": " + what;
  }

  String sentence() {
    return sentence;
  }

  static TemplateFault at(String file, int line, String what) {
    return new TemplateFault(line > 0 ? file + ", line " + line : file, what);
  }

  static TemplateFault of(String file, TemplateException why) {
    int line = why.getOrigin() == null ? 0 : why.getOrigin().getLine();
    String what =
        String.valueOf(why.getMessage())
            .replaceFirst("^(Parser|Rendering) error( in template \\[[^]]*\\])?:\\s*", "");
    return at(file, line, what);
  }
}
