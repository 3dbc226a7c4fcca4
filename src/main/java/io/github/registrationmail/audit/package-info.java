/** What operators have done: who, when, what, to which and how many registrations. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.audit;
