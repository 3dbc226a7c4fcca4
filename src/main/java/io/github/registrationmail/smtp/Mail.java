package io.github.registrationmail.smtp;

import java.util.regex.Pattern;

/**
 * One mail as the mail server gets it. An address that could end a command or change what it means
 * is refused here, whoever calls.
 *
 * @param sender envelope sender, who hears of a bounce; empty for nobody
 * @param recipient envelope recipient
 * @param content the message with CRLF line ends, its dots not yet doubled; not to be changed any
 *     more
 */
public record Mail(String sender, String recipient, byte[] content) {

  private static final Pattern ADDRESS = Pattern.compile("[\\x21-\\x7e&&[^<>]]+");

  public Mail {
    if (!sender.isEmpty()) {
      check("sender", sender);
    }
    check("recipient", recipient);
  }

  private static void check(String whose, String address) {
    if (!ADDRESS.matcher(address).matches()) {
      throw new IllegalArgumentException(
          "The address of the " + whose + " is not one of visible ASCII without < and >.");
    }
  }

  /** Without the addresses, which are not for a log. */
  @Override
  public String toString() {
    return "mail of " + content.length + " octets";
  }
}
