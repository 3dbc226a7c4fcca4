package io.github.registrationmail.problem;

import jakarta.ws.rs.core.Response.StatusType;

/** Ends a request with the problem it carries. */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /** A problem with the given status; {@code detail} tells the caller what is wrong. */
  public ProblemException(StatusType status, String detail) {
    this(Problem.of(status, detail));
  }

  /** Any problem. */
  public ProblemException(Problem problem) {
    super(problem.detail());
    this.problem = problem;
  }

  /** What is answered. */
  public Problem problem() {
    return problem;
  }
}
