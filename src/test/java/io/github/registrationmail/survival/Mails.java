package io.github.registrationmail.survival;

import io.github.registrationmail.stack.smtp.MailServer;
import io.github.registrationmail.stack.smtp.TakenMail;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The mails of one test, from their registration on. */
final class Mails {

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final Instant began = Instant.now();
  private final Sql sql;
  private final MailServer server;
  private int registered;

  Mails(Sql sql, MailServer server) {
    this.sql = sql;
    this.server = server;
  }

  /** Registers so many more; the addresses begin like this. */
  void register(int count, String prefix) {
    IntStream.range(0, count)
        .mapToObj(i -> address(prefix, registered + i))
        .parallel()
        .forEach(Api::register);
    registered += count;
  }

  /** That of the mail with this number, from 0. */
  String address(String prefix, int number) {
    return "%s%d-%s@example.org".formatted(prefix, number, run);
  }

  int registered() {
    return registered;
  }

  /** How many are in this state. */
  int in(String state) {
    return sql.number(
        "select count(*) from registration where email_key like ? and mail_state = ?",
        "%-" + run + "@example.org",
        state);
  }

  /** The failures that were counted for all of them together. */
  int failures() {
    return sql.number(
        """
        select cast(coalesce(sum(notifynum), 0) as signed)
        from user_notify join registration on id = user_id where email_key like ?
        """,
        "%-" + run + "@example.org");
  }

  /** How many the mail server has, doubled ones too. */
  int taken() {
    return (int) recipients().count();
  }

  private Stream<String> recipients() {
    return server.mails().stream()
        .map(TakenMail::recipients)
        .flatMap(List::stream)
        .filter(recipient -> recipient.endsWith(run + "@example.org"));
  }

  /** What has become of them by now. */
  Arrival arrival() {
    Map<String, Long> each =
        recipients().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    int doubled = (int) each.values().stream().filter(times -> times > 1).count();
    return new Arrival(
        Duration.between(began, Instant.now()),
        in("FAILED"),
        registered - each.size(),
        doubled,
        server.connections(),
        server.mostConnectionsOpen(),
        server.signIns());
  }
}
