package io.github.registrationmail.stack;

import jakarta.mail.internet.MimeMessage;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the mail server has seen: its latest mails and the tries of its latest addresses. */
final class Deliveries {

  private static final int MAILS = 500;
  private static final int ADDRESSES = 20_000;

  private final Deque<CaughtMail> mails = new ArrayDeque<>();
  private final Map<String, List<Instant>> attempts =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<Instant>> eldest) {
          return size() > ADDRESSES;
        }
      };

  /** Counts one more try and tells the number of tries so far. */
  synchronized int attempt(String address) {
    var tries = attempts.computeIfAbsent(address, a -> new ArrayList<>());
    tries.add(Instant.now());
    return tries.size();
  }

  synchronized void received(String recipient, MimeMessage message) {
    mails.addLast(new CaughtMail(recipient, Instant.now(), message));
    while (mails.size() > MAILS) {
      mails.removeFirst();
    }
  }

  synchronized List<Instant> attempts(String address) {
    return List.copyOf(attempts.getOrDefault(address, List.of()));
  }

  /** Oldest first. */
  synchronized List<CaughtMail> mails() {
    return List.copyOf(mails);
  }

  synchronized void clear() {
    mails.clear();
    attempts.clear();
  }
}
