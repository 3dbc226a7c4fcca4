/** Work in time and side by side: time limits, batches, intakes, contexts; knows no feature. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.async;
