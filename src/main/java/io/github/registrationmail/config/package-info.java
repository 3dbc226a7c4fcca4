/**
 * What values may be and how they are read, in the words that each feature uses of its own keys.
 */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.config;
