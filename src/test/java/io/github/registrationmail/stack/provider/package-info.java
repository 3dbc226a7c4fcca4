/** Mail servers as the world has them: what providers and their limits say, one a class. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.stack.provider;
