/** Tests of the operators' API and page. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.operator;
