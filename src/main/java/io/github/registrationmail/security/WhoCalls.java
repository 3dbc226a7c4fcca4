package io.github.registrationmail.security;

import io.github.registrationmail.text.OneLine;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;

/** Tells who is signed in. */
@Singleton
public class WhoCalls {

  /** Of a name, in characters, as rows and log keep it. */
  private static final int LONGEST_NAME = 100;

  private final SecurityIdentity identity;
  private final boolean hidesPeople;

  WhoCalls(SecurityIdentity identity, ViewersConfig config) {
    this.identity = identity;
    this.hidesPeople = config.maskAddresses();
  }

  /**
   * Whoever makes this call. To be asked while the request is taken: what follows may run where
   * there is no request any more.
   */
  public SignedIn now() {
    boolean isOperator = identity.hasRole(Roles.OPERATOR);
    String name = OneLine.of(identity.getPrincipal().getName(), LONGEST_NAME);
    return new SignedIn(name, isOperator, isOperator || !hidesPeople);
  }
}
