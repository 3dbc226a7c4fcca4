/** From the row to the broker: publish with confirm, mark, and sweep up what got lost between. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.dispatch;
