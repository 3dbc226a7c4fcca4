/** Filters, whatever is in them. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.search;
