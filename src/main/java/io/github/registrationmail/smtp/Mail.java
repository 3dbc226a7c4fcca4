package io.github.registrationmail.smtp;

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

  public Mail {
    if (!sender.isEmpty()) {
      check("sender", sender);
    }
    check("recipient", recipient);
  }

  private static void check(String whose, String address) {
    if (address.isEmpty() || !address.chars().allMatch(Mail::isAllowed)) {
      throw new IllegalArgumentException(
          "The address of the " + whose + " is not one of visible ASCII without < and >.");
    }
  }

  private static boolean isAllowed(int character) {
    return character > ' ' && character < 0x7f && character != '<' && character != '>';
  }

  /** Without the addresses, which are not for a log. */
  @Override
  public String toString() {
    return "mail of " + content.length + " octets";
  }
}
