/** Who is an operator, and what a request may weigh. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.security;
