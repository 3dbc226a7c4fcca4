/** Tests of the start and of what must be set for it. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.lifecycle;
