package io.github.registrationmail.page;

import io.github.registrationmail.operator.OperatorConfig;
import io.quarkus.qute.TemplateData;
import java.util.Locale;

/**
 * What surrounds every page.
 *
 * @param lang language of the page
 * @param build changes with every release, so that no browser keeps old files
 * @param registerForm whether there is a form to register
 * @param mailbox where the mails are caught; empty when nowhere
 */
@TemplateData
record Frame(String lang, String build, boolean registerForm, String mailbox) {

  static Frame of(Locale language, String build, OperatorConfig config) {
    return new Frame(
        language.getLanguage(), build, config.registerForm(), config.mailbox().orElse(""));
  }
}
