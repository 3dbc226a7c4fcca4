package io.github.registrationmail.mail;

import java.time.Instant;

/**
 * A mail this consumer alone may send now.
 *
 * @param claim token that proves the claim in later statements
 */
record ClaimedMail(
    long userId,
    int attempt,
    long claim,
    String email,
    String name,
    String locale,
    Instant registeredAt) {}
