/** The way of a mail, on real parts. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.mail;
