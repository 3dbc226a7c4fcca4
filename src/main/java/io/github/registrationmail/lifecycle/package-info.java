/** The process itself. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.lifecycle;
