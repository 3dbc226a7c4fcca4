/** What operators do to many mails at once, batch by batch, through the end of any replica. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.operation;
