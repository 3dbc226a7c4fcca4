package io.github.registrationmail.stack.smtp;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** One connection from the greeting to its end; each method that answers tells whether it stays. */
final class Dialogue {

  private final MailServer server;
  private final Personality personality;
  private final Wire wire;
  private final Session session;
  private final Transaction transaction;

  Dialogue(MailServer server, Personality personality, Wire wire, Session session) {
    this.server = server;
    this.personality = personality;
    this.wire = wire;
    this.session = session;
    this.transaction = new Transaction(server, personality, wire, session);
  }

  void run() throws IOException {
    boolean stays = give(personality.greeting(session).or("220 mail.test ESMTP"));
    while (stays) {
      stays = next();
    }
  }

  private boolean give(Answer answer) throws IOException {
    wire.say(answer, personality.betweenOctets());
    return !answer.closes();
  }

  private boolean next() throws IOException {
    String line;
    try {
      wire.patience(personality.patience());
      line = wire.line();
    } catch (SocketTimeoutException e) {
      Answer idle = personality.idle(session);
      return give(idle.or("421 4.4.2 mail.test Error: timeout exceeded").thenClose());
    }
    String verb = line.split(" ", 2)[0].toUpperCase(Locale.ROOT);
    server.tally().command(verb);
    Answer first = personality.command(session, line);
    return first.isUsual() ? answer(verb, line) : give(first);
  }

  private boolean answer(String verb, String line) throws IOException {
    return switch (verb) {
      case "EHLO" -> hello(line, personality.ehlo(session).or(offer()));
      case "HELO" -> hello(line, personality.helo(session).or("250 mail.test"));
      case "STARTTLS" -> startTls();
      case "AUTH" -> signIn(line);
      case "MAIL" -> give(transaction.mail(line));
      case "RCPT" -> give(transaction.rcpt(line));
      case "DATA" -> give(transaction.data());
      case "BDAT" -> give(transaction.bdat(line.split(" ")));
      case "RSET" -> give(transaction.reset());
      case "NOOP" -> give(Answer.say("250 2.0.0 Ok"));
      case "VRFY" -> give(Answer.say("252 2.0.0 Try it"));
      case "QUIT" -> give(Answer.say("221 2.0.0 Bye").thenClose());
      default -> give(Answer.say("500 5.5.2 Error: command not recognized"));
    };
  }

  private boolean hello(String line, Answer answer) throws IOException {
    if (answer.is('2')) {
      session.hello(argument(line));
    }
    return give(answer);
  }

  private static String argument(String line) {
    int space = line.indexOf(' ');
    return space < 0 ? "" : line.substring(space + 1).strip();
  }

  private String offer() {
    List<String> extensions =
        new ArrayList<>(
            List.of(
                "PIPELINING",
                "SIZE " + Transaction.MOST_OCTETS,
                "ENHANCEDSTATUSCODES",
                "8BITMIME",
                "CHUNKING"));
    if (server.keys().isPresent() && !session.isEncrypted()) {
      extensions.add("STARTTLS");
    }
    List<String> lines = new ArrayList<>(List.of("mail.test"));
    lines.addAll(personality.extensions(session, extensions));
    String last = lines.remove(lines.size() - 1);
    return String.join("", lines.stream().map(line -> "250-" + line + "\r\n").toList())
        + ("250 " + last);
  }

  private boolean startTls() throws IOException {
    Optional<Keys> keys = server.keys();
    if (keys.isEmpty() || session.isEncrypted()) {
      return give(Answer.say("503 5.5.1 Error: no TLS here"));
    }
    Answer answer = personality.startTls(session).or("220 2.0.0 Ready to start TLS");
    boolean stays = give(answer);
    if (stays && answer.is('2')) {
      wire.startTls(keys.get().context());
      session.startAnew();
    }
    return stays;
  }

  private boolean signIn(String line) throws IOException {
    server.tally().signIn();
    var dialogue = new SignInDialogue(wire);
    Optional<Credentials> credentials = dialogue.ask(line);
    if (credentials.isEmpty()) {
      return give(Answer.say("501 5.5.2 Error: no credentials"));
    }
    Answer answer =
        personality.signIn(session, credentials.get()).or("503 5.5.1 Error: nobody signs in here");
    if (answer.is('2')) {
      session.signIn(credentials.get().user());
    } else if (credentials.get().mechanism().equals("XOAUTH2")) {
      dialogue.explainRefusedToken();
    }
    return give(answer);
  }
}
