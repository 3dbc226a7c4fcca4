/** From a delivery to the mail server: claim, render, send, write down, acknowledge. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.mail;
