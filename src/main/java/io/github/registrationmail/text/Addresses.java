package io.github.registrationmail.text;

import java.util.regex.Pattern;

/** Mail addresses in a text from outside. */
public final class Addresses {

  private static final Pattern ADDRESS = Pattern.compile("[^\\s<>\"]+@[^\\s<>\"]+");

  private Addresses() {}

  /**
   * For log and database, which name no address; mail servers like to repeat it in their replies.
   */
  public static String hidden(String text) {
    return text.indexOf('@') < 0 ? text : ADDRESS.matcher(text).replaceAll("(address)");
  }
}
