/** Tests of the operators' API. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.operator;
