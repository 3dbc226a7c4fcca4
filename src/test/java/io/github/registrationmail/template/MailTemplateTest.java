package io.github.registrationmail.template;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailTemplateTest {

  /** The second is RFC 4647's own example, less one: 3.4. */
  @ParameterizedTest
  @CsvSource({
    "zh-Hant, zh-Hant",
    "zh-Hant-CN-x-private1-private2, zh-Hant",
    "ZH-hant-tw, zh-Hant",
    "zh-Hans, zh",
    "zh-u-co-stroke, zh",
    "de-CH-1996, de-CH",
    "de-AT, en",
    "fr, en",
    "i-klingon, en",
    "en-a-b-c, en"
  })
  void takesTheNearestLanguage(String wanted, String found) {
    Folder folder = Folder.plain();
    for (String language : new String[] {"zh", "zh-Hant", "de-CH"}) {
      folder
          .with("shop/" + language + "/subject.txt", "x")
          .with("shop/" + language + "/body.txt", "x");
    }
    assertEquals(found, folder.shop().nearest(wanted).language());
  }
}
