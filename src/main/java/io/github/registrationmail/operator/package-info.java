/** What operators see and do: the list, the figures, retry and cancel, as an API and as a page. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.operator;
