package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Credentials;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Takes mail only from those who sign in with this password or token, which can change. */
public final class Account implements Personality {

  private static final String MECHANISMS = "AUTH PLAIN LOGIN CRAM-MD5 XOAUTH2";

  private final String user;
  private final String mechanisms;
  private final Map<String, String> secrets = new ConcurrentHashMap<>();

  public Account(String user, String secret) {
    this(user, secret, MECHANISMS);
  }

  /** With the line that EHLO offers, such as {@code AUTH LOGIN}. */
  public Account(String user, String secret, String mechanisms) {
    this.user = user;
    this.mechanisms = mechanisms;
    add(user, secret);
  }

  /** The old password is none any more, also for those who are signed in: they are asked again. */
  public void change(String renewed) {
    add(user, renewed);
  }

  /** Another user may sign in as well, or the same with another password. */
  public void add(String name, String password) {
    secrets.put(name, password);
  }

  /** This user is none any more, also if signed in. */
  public void remove(String name) {
    secrets.remove(name);
  }

  @Override
  public List<String> extensions(Session session, List<String> usual) {
    List<String> offered = new ArrayList<>(usual);
    offered.add(mechanisms);
    return offered;
  }

  @Override
  public Answer signIn(Session session, Credentials credentials) {
    String secret = secrets.get(credentials.user());
    return secret != null && credentials.match(credentials.user(), secret)
        ? Answer.say("235 2.7.0 Authentication successful")
        : Answer.say("535 5.7.8 Error: authentication failed: bad username or password");
  }

  @Override
  public Answer mail(Session session) {
    return session.isSignedIn() ? Answer.usual() : Answer.say("530 5.7.0 Authentication required");
  }
}
