package io.github.registrationmail.mail;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/** The words of the mail when they were compiled in. */
@MessageBundle(value = "former", locale = "en")
interface FormerWords {

  @Message("Welcome, {name}")
  String subject(String name);

  @Message("Hello {name},")
  String greeting(String name);

  @Message("your registration is complete. Welcome aboard!")
  String welcome();

  @Message(
      "You receive this mail because this address was registered. If it was not you, you can ignore it.")
  String why();
}
