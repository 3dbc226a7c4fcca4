package io.github.registrationmail.smtp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The mails in line, and what becomes of one after a try: it has its outcome, or is in line again.
 * Each method returns what tells the caller of a mail its outcome; that is run outside of the lock.
 * Not for several threads at once.
 */
final class Line {

  private static final Runnable NOTHING = () -> {};

  private final Deque<Job> jobs = new ArrayDeque<>();
  private final Pace pace;
  private final Judge judge;
  private final MailsPerConnection mailsPerConnection;

  Line(Pace pace, Judge judge, MailsPerConnection mailsPerConnection) {
    this.pace = pace;
    this.judge = judge;
    this.mailsPerConnection = mailsPerConnection;
  }

  boolean isEmpty() {
    return jobs.isEmpty();
  }

  int size() {
    return jobs.size();
  }

  /** A new one is the last, unless it ends a pause that is due to one other mail alone. */
  void enter(Job job, long now) {
    if (judge.isWorthATry(job.mail(), now)) {
      jobs.addFirst(job);
      pace.tryNow(now);
    } else {
      jobs.addLast(job);
    }
  }

  Job next() {
    return jobs.remove();
  }

  /** None of them is begun any more. */
  List<Runnable> end() {
    List<Runnable> ends = new ArrayList<>();
    jobs.forEach(job -> ends.add(() -> job.then().accept(new Outcome.NotBegun())));
    jobs.clear();
    return ends;
  }

  /**
   * A try has ended. Where the server had closed the connection before, without our knowing, or as
   * it always does after so many, the mail is the next one; where it is not to blame for what came
   * of it, it is the last.
   */
  Runnable tried(Job job, Session session, int round, Tried tried, long now) {
    int before = session.mails() - 1;
    if (tried.isFarewell() && (!session.wasFresh() || mailsPerConnection.isExpected(before))) {
      job.permission().backInLine();
      jobs.addFirst(job);
      return NOTHING;
    }
    if (tried.isFarewell() && before > 0) {
      mailsPerConnection.ended(before);
    }
    Optional<Outcome> outcome = judge.judge(job.mail(), tried, round, now);
    if (outcome.isEmpty()) {
      job.permission().backInLine();
      jobs.addLast(job);
      return NOTHING;
    }
    return () -> job.then().accept(outcome.get());
  }

  /** No connection was opened: where that counts for a mail, it counts for the next one. */
  Runnable notOpened(NotOpened why, int round, long now) {
    Optional<Outcome> outcome = judge.notOpened(why, round, now);
    if (outcome.isEmpty() || jobs.isEmpty()) {
      return NOTHING;
    }
    Job first = jobs.remove();
    return () -> first.then().accept(outcome.get());
  }
}
