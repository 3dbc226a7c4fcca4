/** Time limits, batches and contexts, on an event loop and elsewhere. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.async;
