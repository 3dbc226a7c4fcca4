/** Hostile text. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.text;
