/** Tests of the operators' page. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.page;
