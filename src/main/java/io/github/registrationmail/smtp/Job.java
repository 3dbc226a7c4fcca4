package io.github.registrationmail.smtp;

import java.util.function.Consumer;

/**
 * A mail in line.
 *
 * @param permission asked when it is its turn
 * @param then who waits for its outcome
 */
record Job(Mail mail, Permission permission, Consumer<Outcome> then) {}
