/** Errors as every caller sees them: RFC 9457, application/problem+json. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.problem;
