/**
 * A mail server for tests that speaks what mail servers speak today, and behaves as badly as its
 * {@link io.github.registrationmail.stack.smtp.Personality} wants.
 */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.stack.smtp;
