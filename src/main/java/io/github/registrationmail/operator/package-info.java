/** What operators see and do, as an API: the list, the figures, retry and cancel, previews. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.operator;
