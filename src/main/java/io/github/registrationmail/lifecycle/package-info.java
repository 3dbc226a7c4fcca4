/** The process itself: what must hold before it starts, and how it ends. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.lifecycle;
