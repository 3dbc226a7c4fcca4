/** Which registrations are meant: one filter for lists, figures and actions, read by indexes. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.search;
