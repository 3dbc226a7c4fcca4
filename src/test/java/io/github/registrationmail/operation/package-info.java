/** Tests of what operators do to many mails at once. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.operation;
