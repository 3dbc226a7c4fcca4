/** The chaos run: {@code ./mvnw verify -Pchaos}, see docs/chaos.md. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.chaos;
