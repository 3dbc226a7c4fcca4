/** The watch: of what is proven of mails, that which SQL can see, looked at while it runs. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.invariant;
