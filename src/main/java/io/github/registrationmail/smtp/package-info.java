/** The dialogue with the mail server; knows no registration. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.smtp;
