/** The benchmark: {@code ./mvnw verify -Pbench}, see docs/benchmarks.md. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.bench;
