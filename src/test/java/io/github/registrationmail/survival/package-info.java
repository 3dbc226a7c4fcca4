/** Two hundred mails through each mail server as the world has them: none is lost. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.survival;
