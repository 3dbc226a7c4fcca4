/** What follows a failed mail: count it once, then again later or never. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.retry;
