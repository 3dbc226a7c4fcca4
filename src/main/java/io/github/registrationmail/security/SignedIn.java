package io.github.registrationmail.security;

import io.github.registrationmail.problem.ProblemException;
import io.quarkus.qute.TemplateData;
import jakarta.ws.rs.core.Response.Status;
import java.util.function.UnaryOperator;

/**
 * Who makes a call, and what may be shown to them.
 *
 * @param isOperator whether they may change something
 * @param seesPeople whether addresses, names and mails are shown to them as they are
 */
@TemplateData
public record SignedIn(String name, boolean isOperator, boolean seesPeople) {

  /** What is shown to them: the thing itself, or what is left of it without its person. */
  public <T> T shown(T thing, UnaryOperator<T> masked) {
    return seesPeople ? thing : masked.apply(thing);
  }

  /** Fails with 403 for whom people are hidden from. */
  public void mustSeePeople(String what) {
    if (!seesPeople) {
      throw new ProblemException(
          Status.FORBIDDEN, what + ": addresses and names are hidden from viewers.");
    }
  }
}
