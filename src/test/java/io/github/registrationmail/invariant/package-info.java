/** Tests of the watch over what must always hold. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.invariant;
