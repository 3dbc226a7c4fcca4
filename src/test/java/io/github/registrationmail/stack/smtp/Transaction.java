package io.github.registrationmail.stack.smtp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The commands from MAIL to the end of the text, and what each is answered. */
final class Transaction {

  static final int MOST_OCTETS = 10_240_000;

  private final MailServer server;
  private final Personality personality;
  private final Wire wire;
  private final Session session;
  private final ByteArrayOutputStream chunks = new ByteArrayOutputStream();

  Transaction(MailServer server, Personality personality, Wire wire, Session session) {
    this.server = server;
    this.personality = personality;
    this.wire = wire;
    this.session = session;
  }

  Answer mail(String line) {
    if (session.name().isEmpty()) {
      return Answer.say("503 5.5.1 Error: send HELO/EHLO first");
    }
    if (!session.mailCommand().isEmpty()) {
      return Answer.say("503 5.5.1 Error: nested MAIL command");
    }
    session.mail(line);
    String usual =
        session.announcedSize().orElse(0) > MOST_OCTETS
            ? "552 5.3.4 Message size exceeds fixed limit"
            : "250 2.1.0 Ok";
    Answer answer = personality.mail(session).or(usual);
    if (!answer.is('2')) {
      session.reset();
    }
    return answer;
  }

  Answer rcpt(String line) {
    int start = line.indexOf('<');
    int end = line.lastIndexOf('>');
    if (start < 0 || end < start) {
      return Answer.say("501 5.1.3 Bad recipient address syntax");
    }
    if (session.mailCommand().isEmpty()) {
      return Answer.say("503 5.5.1 Error: need MAIL command");
    }
    String address = line.substring(start + 1, end).toLowerCase(Locale.ROOT);
    Answer answer = personality.rcpt(session, address).or("250 2.1.5 Ok");
    if (answer.is('2')) {
      session.recipient(address);
    }
    return answer;
  }

  Answer data() throws IOException {
    String usual =
        session.recipients().isEmpty()
            ? "554 5.5.1 Error: no valid recipients"
            : "354 End data with <CR><LF>.<CR><LF>";
    Answer answer = personality.data(session).or(usual);
    if (!answer.is('3') || answer.closes()) {
      return answer;
    }
    wire.say(answer, personality.betweenOctets());
    return text(wire.text());
  }

  /** Takes the octets in any case: the client has sent them without asking. */
  Answer bdat(String[] words) throws IOException {
    chunks.write(wire.octets(Integer.parseInt(words[1])));
    if (words.length == 2) {
      return Answer.say("250 2.0.0 Ok: " + words[1] + " octets");
    }
    byte[] content = chunks.toByteArray();
    chunks.reset();
    return text(content);
  }

  private Answer text(byte[] content) {
    String queueId = server.nextQueueId();
    String usual = fault(content).orElse("250 2.0.0 Ok: queued as " + queueId);
    Answer answer = personality.text(session).or(usual);
    if (answer.is('2') || answer.keeps()) {
      keep(content, queueId);
    }
    session.reset();
    return answer;
  }

  private Optional<String> fault(byte[] content) {
    return session.recipients().isEmpty()
        ? Optional.of("554 5.5.1 Error: no valid recipients")
        : Content.fault(content);
  }

  /** Before the answer, as real servers do: who does not wait for it has sent the mail. */
  private void keep(byte[] content, String queueId) {
    session.countMail();
    server.keep(
        new TakenMail(
            Instant.now(),
            session.mailCommand(),
            session.announcedSize(),
            session.recipients(),
            content,
            queueId));
  }

  Answer reset() {
    session.reset();
    chunks.reset();
    return Answer.say("250 2.0.0 Ok");
  }
}
