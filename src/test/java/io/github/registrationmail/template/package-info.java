/** Tests of the templates. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.template;
