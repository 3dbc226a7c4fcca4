/** What the service's settings must be; knows no feature. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.config;
