package io.github.registrationmail.security;

import io.quarkus.security.identity.SecurityIdentity;
import jakarta.inject.Singleton;

/** Tells who is signed in. */
@Singleton
public class WhoCalls {

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
    return new SignedIn(identity.getPrincipal().getName(), isOperator, isOperator || !hidesPeople);
  }
}
