/**
 * SMTP as a client: sessions, whose fault a reply is, and how much the mail server can take. Knows
 * no registration.
 */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.smtp;
