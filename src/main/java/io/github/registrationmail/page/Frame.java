package io.github.registrationmail.page;

import io.quarkus.qute.TemplateData;
import java.util.Locale;

/**
 * What surrounds every page.
 *
 * @param lang language of the page
 * @param build changes with every release, so that no browser keeps old files
 * @param registerForm whether there is a form to register
 */
@TemplateData
record Frame(String lang, String build, boolean registerForm) {

  static Frame of(Locale language, String build, boolean registerForm) {
    return new Frame(language.getLanguage(), build, registerForm);
  }
}
