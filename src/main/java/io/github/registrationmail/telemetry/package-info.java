/** What others see of the service from outside: one trace a mail, log fields, gauges. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.telemetry;
