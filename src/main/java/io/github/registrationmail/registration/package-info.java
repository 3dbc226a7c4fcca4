/** Taking registrations in, and showing them to operators. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.registration;
