/** Tests of the transport. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.smtp;
