package io.github.registrationmail.stack.smtp;

import java.time.Duration;
import java.util.List;

/**
 * How a mail server differs from an ordinary one; each hook is {@link Answer#usual} unless it is
 * overridden. One personality serves all connections, many at once.
 */
public interface Personality {

  /** Asked first, as soon as somebody connects. */
  default Answer greeting(Session session) {
    return Answer.usual();
  }

  /** Asked before each command, whichever it is. */
  default Answer command(Session session, String line) {
    return Answer.usual();
  }

  default Answer ehlo(Session session) {
    return Answer.usual();
  }

  default Answer helo(Session session) {
    return Answer.usual();
  }

  /** What EHLO offers, where an ordinary server would offer these. */
  default List<String> extensions(Session session, List<String> usual) {
    return usual;
  }

  /** After a 2xx of which the TLS handshake begins. */
  default Answer startTls(Session session) {
    return Answer.usual();
  }

  default Answer signIn(Session session, Credentials credentials) {
    return Answer.usual();
  }

  default Answer mail(Session session) {
    return Answer.usual();
  }

  default Answer rcpt(Session session, String address) {
    return Answer.usual();
  }

  /** Asked for DATA; BDAT has no such question. */
  default Answer data(Session session) {
    return Answer.usual();
  }

  /** Asked when the whole text is there; the session still knows its sender and recipients. */
  default Answer text(Session session) {
    return Answer.usual();
  }

  /** How long it waits for a command. */
  default Duration patience() {
    return Duration.ofMinutes(5);
  }

  /** Asked when its patience is over. */
  default Answer idle(Session session) {
    return Answer.usual();
  }

  /** How long it waits between any two octets that it says. */
  default Duration betweenOctets() {
    return Duration.ZERO;
  }
}
