/** The operators' page: HTML, its fragments, its words and its events. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.page;
