package io.github.registrationmail.stack.smtp;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Several personalities in one server: the first of them that is not as usual answers. */
final class Together implements Personality {

  private volatile List<Personality> all;

  Together(List<Personality> all) {
    this.all = List.copyOf(all);
  }

  /** From now on these, also on connections that are open. */
  void become(List<Personality> others) {
    all = List.copyOf(others);
  }

  private Answer first(Function<Personality, Answer> asked) {
    return all.stream()
        .map(asked)
        .filter(answer -> !answer.isUsual())
        .findFirst()
        .orElse(Answer.usual());
  }

  @Override
  public Answer greeting(Session session) {
    return first(one -> one.greeting(session));
  }

  @Override
  public Answer command(Session session, String line) {
    return first(one -> one.command(session, line));
  }

  @Override
  public Answer ehlo(Session session) {
    return first(one -> one.ehlo(session));
  }

  @Override
  public Answer helo(Session session) {
    return first(one -> one.helo(session));
  }

  @Override
  public List<String> extensions(Session session, List<String> usual) {
    List<String> offered = usual;
    for (Personality one : all) {
      offered = one.extensions(session, offered);
    }
    return offered;
  }

  @Override
  public Answer startTls(Session session) {
    return first(one -> one.startTls(session));
  }

  @Override
  public Answer signIn(Session session, Credentials credentials) {
    return first(one -> one.signIn(session, credentials));
  }

  @Override
  public Answer mail(Session session) {
    return first(one -> one.mail(session));
  }

  @Override
  public Answer rcpt(Session session, String address) {
    return first(one -> one.rcpt(session, address));
  }

  @Override
  public Answer data(Session session) {
    return first(one -> one.data(session));
  }

  @Override
  public Answer text(Session session) {
    return first(one -> one.text(session));
  }

  @Override
  public Duration patience() {
    return all.stream()
        .map(Personality::patience)
        .min(Comparator.naturalOrder())
        .orElse(Duration.ofMinutes(5));
  }

  @Override
  public Answer idle(Session session) {
    return first(one -> one.idle(session));
  }

  @Override
  public Duration betweenOctets() {
    return all.stream()
        .map(Personality::betweenOctets)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }
}
