/** Tells the outside what became of a registration. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.events;
