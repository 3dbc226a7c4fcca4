package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Answer;
import io.github.registrationmail.stack.smtp.Credentials;
import io.github.registrationmail.stack.smtp.Personality;
import io.github.registrationmail.stack.smtp.Session;
import java.util.ArrayList;
import java.util.List;

/** Takes mail only from those who sign in with this password or token, which can change. */
public final class Account implements Personality {

  private static final String MECHANISMS = "AUTH PLAIN LOGIN CRAM-MD5 XOAUTH2";

  private final String user;
  private final String mechanisms;
  private volatile String secret;

  public Account(String user, String secret) {
    this(user, secret, MECHANISMS);
  }

  /** With the line that EHLO offers, such as {@code AUTH LOGIN}. */
  public Account(String user, String secret, String mechanisms) {
    this.user = user;
    this.secret = secret;
    this.mechanisms = mechanisms;
  }

  /** The old password is none any more, also for those who are signed in: they are asked again. */
  public void change(String renewed) {
    secret = renewed;
  }

  @Override
  public List<String> extensions(Session session, List<String> usual) {
    List<String> offered = new ArrayList<>(usual);
    offered.add(mechanisms);
    return offered;
  }

  @Override
  public Answer signIn(Session session, Credentials credentials) {
    return credentials.match(user, secret)
        ? Answer.say("235 2.7.0 Authentication successful")
        : Answer.say("535 5.7.8 Error: authentication failed: bad username or password");
  }

  @Override
  public Answer mail(Session session) {
    return session.isSignedIn() ? Answer.usual() : Answer.say("530 5.7.0 Authentication required");
  }
}
