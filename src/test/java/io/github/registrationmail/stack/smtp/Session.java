package io.github.registrationmail.stack.smtp;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the mail server knows of one connection and of the mail that is under way on it. */
public final class Session {

  private static final Pattern SIZE =
      Pattern.compile(" SIZE=(\\d{1,18})", Pattern.CASE_INSENSITIVE);

  private final int connectionsOpen;
  private final Wire wire;
  private final List<String> recipients = new ArrayList<>();
  private String name = "";
  private String user = "";
  private String mailCommand = "";
  private int mails;

  Session(Wire wire, int connectionsOpen) {
    this.wire = wire;
    this.connectionsOpen = connectionsOpen;
  }

  /** How many connections were open when this one was, with itself. */
  public int connectionsOpen() {
    return connectionsOpen;
  }

  /** How the client calls itself, empty before EHLO or HELO. */
  public String name() {
    return name;
  }

  public boolean isSignedIn() {
    return !user.isEmpty();
  }

  public boolean isEncrypted() {
    return wire.isEncrypted();
  }

  /** The line of MAIL, empty while no mail is under way. */
  public String mailCommand() {
    return mailCommand;
  }

  /** The size that the client announced with MAIL. */
  public OptionalLong announcedSize() {
    Matcher size = SIZE.matcher(mailCommand);
    return size.find() ? OptionalLong.of(Long.parseLong(size.group(1))) : OptionalLong.empty();
  }

  /** Those that were accepted for the mail under way. */
  public List<String> recipients() {
    return List.copyOf(recipients);
  }

  /** How many mails were accepted on this connection. */
  public int mails() {
    return mails;
  }

  /** Whether the client has said more than what is answered now. */
  public boolean hasSaidMore() {
    return wire.hasMore();
  }

  void hello(String named) {
    name = named;
    reset();
  }

  void signIn(String named) {
    user = named;
  }

  void mail(String line) {
    reset();
    mailCommand = line;
  }

  void recipient(String address) {
    recipients.add(address);
  }

  void countMail() {
    mails++;
  }

  /** Forgets the mail under way. */
  void reset() {
    mailCommand = "";
    recipients.clear();
  }

  /** TLS has begun: nothing that was said before counts (RFC 3207, 4.2). */
  void startAnew() {
    hello("");
    user = "";
  }
}
