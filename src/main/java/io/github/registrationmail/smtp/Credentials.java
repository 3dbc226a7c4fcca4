package io.github.registrationmail.smtp;

/**
 * Who signs in.
 *
 * @param secret password or token; not empty
 */
record Credentials(String username, String secret) {

  /** Never with the secret. */
  @Override
  public String toString() {
    return "Credentials[" + username + "]";
  }
}
