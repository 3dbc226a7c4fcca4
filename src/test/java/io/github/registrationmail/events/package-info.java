/** The events as others receive them. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.events;
