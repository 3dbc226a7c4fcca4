package io.github.registrationmail.mail;

import java.time.Instant;
import java.util.Optional;

/**
 * A mail this consumer alone may send now.
 *
 * @param claim token that proves the claim in later statements
 * @param data JSON, what the application passed along
 */
record ClaimedMail(
    long userId,
    int attempt,
    long claim,
    String email,
    String name,
    String locale,
    Instant registeredAt,
    String template,
    Optional<String> data) {}
