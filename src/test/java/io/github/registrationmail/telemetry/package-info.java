/** What the service tells about itself: one trace a mail, metrics, log fields. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.telemetry;
