/** Tests of who may call what, and how often. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.security;
