package io.github.registrationmail.mail;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.james.mime4j.codec.EncoderUtil;
import org.apache.james.mime4j.codec.EncoderUtil.Usage;

/**
 * An address with the name of whom it belongs to, such as {@code Us <us@example.org>}.
 *
 * @param name empty when there is none
 */
record Mailbox(String name, String address) {

  private static final Pattern NAMED = Pattern.compile("([^<]*)<([^>]*)>\\s*");
  private static final Pattern QUOTED = Pattern.compile("\"(.*)\"", Pattern.DOTALL);
  private static final Pattern ESCAPE = Pattern.compile("\\\\(.)", Pattern.DOTALL);

  /** Reads an address alone, in angle brackets, or with a name before these. */
  static Mailbox of(String text) {
    Matcher named = NAMED.matcher(text);
    return named.matches()
        ? new Mailbox(unquoted(named.group(1).strip()), named.group(2).strip())
        : new Mailbox("", text.strip());
  }

  /** What follows the {@code @}. */
  String domain() {
    return address.substring(address.lastIndexOf('@') + 1);
  }

  /** As the value of a header. */
  String header() {
    return name.isEmpty() ? specification() : phrase() + " <" + specification() + ">";
  }

  private String phrase() {
    return HeaderLines.isPlain(name)
        ? EncoderUtil.encodeAddressDisplayName(name)
        : HeaderLines.encoded(name, Usage.WORD_ENTITY);
  }

  /** Quotes a local part that is no dot-atom, so that it stays one address for its reader. */
  private String specification() {
    int at = address.lastIndexOf('@');
    if (at < 1 || address.startsWith("\"")) {
      return address;
    }
    return EncoderUtil.encodeAddressLocalPart(address.substring(0, at)) + address.substring(at);
  }

  private static String unquoted(String name) {
    Matcher quoted = QUOTED.matcher(name);
    return quoted.matches() ? ESCAPE.matcher(quoted.group(1)).replaceAll("$1") : name;
  }
}
