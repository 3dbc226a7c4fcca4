/**
 * Broker, database and mail server inside the JVM, for the tests and for dev mode: nothing but a
 * JDK has to be installed.
 */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.stack;
