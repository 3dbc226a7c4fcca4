package io.github.registrationmail.stack.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mail server on 127.0.0.1 that answers as its personalities want, keeps what it accepts and
 * counts what clients do.
 */
public final class MailServer implements AutoCloseable {

  private static final int MOST_MAILS = 10_000;

  private final Optional<Keys> keys;
  private final boolean encryptsFromTheStart;
  private final Tally tally = new Tally();
  private final AtomicInteger queueIds = new AtomicInteger();
  private final Deque<TakenMail> mails = new ArrayDeque<>();
  private final Together personality;
  private Optional<Listener> listener = Optional.empty();
  private int port;

  private MailServer(Optional<Keys> keys, boolean fromTheStart, Personality... personalities) {
    this.keys = keys;
    this.encryptsFromTheStart = fromTheStart;
    this.personality = new Together(List.of(personalities));
  }

  /** Without TLS; the first personality that has an answer of its own gives it. */
  public static MailServer plain(Personality... personalities) {
    return new MailServer(Optional.empty(), false, personalities);
  }

  public static MailServer offeringStartTls(Keys keys, Personality... personalities) {
    return new MailServer(Optional.of(keys), false, personalities);
  }

  public static MailServer encryptedFromTheStart(Keys keys, Personality... personalities) {
    return new MailServer(Optional.of(keys), true, personalities);
  }

  /** Starts on a free port, or again on the one that it had. */
  public synchronized MailServer start() {
    return start(port);
  }

  /** Starts on this port, or on a free one when it is 0. */
  public synchronized MailServer start(int wanted) {
    if (listener.isPresent()) {
      throw new IllegalStateException("The mail server already runs on port " + port);
    }
    try {
      var started = new Listener(wanted, this::serve);
      port = started.port();
      listener = Optional.of(started);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException("The mail server cannot start on port " + wanted, e);
    }
  }

  private void serve(Socket socket, Pauses pauses) throws IOException {
    var wire = new Wire(socket, pauses);
    var session = new Session(wire, tally.connected());
    try {
      if (encryptsFromTheStart) {
        wire.startTls(keys.orElseThrow().context());
      }
      new Dialogue(this, personality, wire, session).run();
    } finally {
      tally.disconnected();
      wire.close();
    }
  }

  /** Refuses connections and cuts those that are open. */
  public synchronized void stop() {
    try {
      if (listener.isPresent()) {
        listener.get().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    listener = Optional.empty();
  }

  @Override
  public void close() {
    stop();
  }

  /** From now on it is like this, also on connections that are open. */
  public void become(Personality... personalities) {
    personality.become(List.of(personalities));
  }

  public synchronized int port() {
    return port;
  }

  /** The latest 10,000 mails, oldest first. */
  public List<TakenMail> mails() {
    synchronized (mails) {
      return List.copyOf(mails);
    }
  }

  /** Those for this recipient. */
  public List<TakenMail> mails(String address) {
    String wanted = address.toLowerCase(Locale.ROOT);
    return mails().stream().filter(mail -> mail.recipients().contains(wanted)).toList();
  }

  /** How many connections were made. */
  public int connections() {
    return tally.connections();
  }

  /** How many are open now. */
  public int connectionsOpen() {
    return tally.open();
  }

  /** How many were open at the same time at most. */
  public int mostConnectionsOpen() {
    return tally.mostOpen();
  }

  /** How often anybody tried to sign in. */
  public int signIns() {
    return tally.signIns();
  }

  /** How often a command came, named in capitals. */
  public int commands(String verb) {
    return tally.commands(verb);
  }

  /** Forgets mails and counts. */
  public void clear() {
    synchronized (mails) {
      mails.clear();
    }
    tally.reset();
  }

  Optional<Keys> keys() {
    return keys;
  }

  Tally tally() {
    return tally;
  }

  String nextQueueId() {
    return "%08X".formatted(0x4F000000 + queueIds.incrementAndGet());
  }

  void keep(TakenMail mail) {
    synchronized (mails) {
      mails.addLast(mail);
      if (mails.size() > MOST_MAILS) {
        mails.removeFirst();
      }
    }
  }
}
