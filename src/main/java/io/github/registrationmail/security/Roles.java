package io.github.registrationmail.security;

/** What those who sign in may do, also as an OpenID provider names it. */
public final class Roles {

  /** Sees all and changes all. */
  public static final String OPERATOR = "operator";

  /** Sees what there is, and changes nothing. */
  public static final String VIEWER = "viewer";

  private Roles() {}
}
