package io.github.registrationmail.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One setting and what its value must be.
 *
 * @param key the environment variable, or the key where there is none
 * @param demand what the value must be, in words that follow "must be"
 * @param isSecret whether the value is not to be repeated
 */
public record Setting(String key, String demand, Predicate<String> rule, boolean isSecret) {

  /** Timers count milliseconds in an int, which ends after 24 days. */
  private static final Duration LONGEST = Duration.ofDays(24);

  /** Visible ASCII, as every mail server takes it. */
  private static final String VISIBLE = "[\\x21-\\x7e&&[^<>@]]+";

  private static final Pattern ADDRESS = Pattern.compile(VISIBLE + "@" + VISIBLE);

  /** An address, alone or as {@code Name <address>}. */
  private static final Pattern SENDER =
      Pattern.compile(ADDRESS + "|[^<>@\\p{Cntrl}]*<" + ADDRESS + ">");

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]+");
  private static final Pattern NODE =
      Pattern.compile("(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+\\])(?::([0-9]{1,5}))?");
  private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e]{1,255}");
  private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
  private static final String TOKEN = "[A-Za-z0-9._~+/-]{16,}=*";
  private static final Pattern TOKENS =
      Pattern.compile("\\s*" + TOKEN + "(\\s*,\\s*" + TOKEN + ")*\\s*,?\\s*");
  private static final Pattern DATABASE = Pattern.compile("[A-Za-z0-9$_-]+");

  private Setting(String key, String demand, Predicate<String> rule) {
    this(key, demand, rule, false);
  }

  public static Setting number(String key, int least, int most) {
    return new Setting(
        key,
        "a whole number from %d to %d".formatted(least, most),
        value -> isBetween(value, least, most));
  }

  public static Setting number(String key, int least) {
    return new Setting(
        key,
        "a whole number from %d".formatted(least),
        value -> isBetween(value, least, Integer.MAX_VALUE));
  }

  public static Setting duration(String key) {
    return duration(key, Duration.ofMillis(1), "1 ms", LONGEST);
  }

  /**
   * @param from the shortest, in words
   */
  public static Setting duration(String key, Duration shortest, String from) {
    return duration(key, shortest, from, LONGEST);
  }

  public static Setting durationOrZero(String key) {
    return duration(key, Duration.ZERO, "0", LONGEST);
  }

  /** How old something gets, which no timer counts. */
  public static Setting age(String key) {
    return age(key, Duration.ofMillis(1), "1 ms");
  }

  /**
   * @param from the youngest, in words
   */
  public static Setting age(String key, Duration youngest, String from) {
    return duration(key, youngest, from, Duration.ofDays(36_500));
  }

  private static Setting duration(String key, Duration shortest, String from, Duration longest) {
    return new Setting(
        key,
        "a time from %s to %d days such as 500ms, 3s or PT1M30S".formatted(from, longest.toDays()),
        value -> Times.parse(value).filter(time -> isBetween(time, shortest, longest)).isPresent());
  }

  public static Setting oneOf(String key, String... values) {
    Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    known.addAll(Set.of(values));
    return new Setting(key, String.join(" or ", values), known::contains);
  }

  /** RabbitMQ's limit is 255 bytes. */
  public static Setting brokerName(String key) {
    return new Setting(
        key, "a name of 1 to 255 ASCII characters, none of them blank", NAME.asMatchPredicate());
  }

  public static Setting uriReference(String key) {
    return new Setting(
        key,
        "a URI or a part of one, such as https://example.org/sign-up",
        value -> !value.isEmpty() && isUri(value));
  }

  /** With a host, and nothing that a webhook has no use for. */
  public static Setting webhookUrl(String key) {
    return new Setting(
        key,
        "an https or http URL without user and fragment, such as https://example.org/hook",
        value -> isUri(value) && isWebhook(URI.create(value)));
  }

  private static boolean isWebhook(URI url) {
    return ("https".equals(url.getScheme()) || "http".equals(url.getScheme()))
        && url.getHost() != null
        && url.getRawUserInfo() == null
        && url.getRawFragment() == null;
  }

  private static boolean isUri(String value) {
    try {
      return !new URI(value).toString().isEmpty();
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** What another part of the service judges. */
  public static Setting anything(String key) {
    return new Setting(key, "any text", value -> true);
  }

  public static Setting language(String key) {
    return new Setting(key, "a language tag such as en or zh-Hant", LANGUAGE.asMatchPredicate());
  }

  public static Setting host(String key) {
    return new Setting(key, "a host name or an IP address", HOST.asMatchPredicate());
  }

  /** Those of a cluster. */
  public static Setting nodes(String key) {
    return new Setting(
        key,
        "hosts with their ports, separated by commas, such as mq1:5672,mq2:5672",
        value -> Stream.of(value.split(" *, *", -1)).allMatch(Setting::isNode));
  }

  private static boolean isNode(String value) {
    Matcher node = NODE.matcher(value);
    return node.matches() && (node.group(1) == null || isBetween(node.group(1), 1, 65535));
  }

  public static Setting database(String key) {
    return new Setting(key, "a name of letters, digits, $, _ and -", DATABASE.asMatchPredicate());
  }

  public static Setting sender(String key) {
    return new Setting(
        key,
        "an address such as noreply@example.org or Us <noreply@example.org>",
        SENDER.asMatchPredicate());
  }

  public static Setting address(String key) {
    return new Setting(key, "an address such as bounces@example.org", ADDRESS.asMatchPredicate());
  }

  /** Secrets for the header {@code Authorization: Bearer} (RFC 6750); empty is not set. */
  public static Setting tokens(String key) {
    return new Setting(
        key,
        "tokens of 16 or more letters, digits and -._~+/=, separated by commas",
        value -> value.isEmpty() || TOKENS.matcher(value).matches(),
        true);
  }

  /** The same, but it may be empty, which means that it is not set. */
  public Setting orEmpty() {
    return new Setting(key, demand, rule.or(String::isEmpty), isSecret);
  }

  /** Empty is as good as not set. */
  public static Setting file(String key) {
    return new Setting(
        key,
        "a file that can be read",
        value -> value.isEmpty() || Files.isReadable(Path.of(value)));
  }

  /** The sentence about a wrong value. */
  Optional<String> fault(Values values) {
    return values
        .of(key)
        .filter(rule.negate())
        .map(value -> isSecret ? "" : ", not \"%s\"".formatted(value))
        .map(instead -> "%s must be %s%s.".formatted(key, demand, instead));
  }

  private static boolean isBetween(String value, int least, int most) {
    try {
      int number = Integer.parseInt(value);
      return number >= least && number <= most;
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean isBetween(Duration time, Duration shortest, Duration longest) {
    return time.compareTo(shortest) >= 0 && time.compareTo(longest) <= 0;
  }
}
