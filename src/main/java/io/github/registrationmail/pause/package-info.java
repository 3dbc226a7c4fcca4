/** Whether an operator has paused sending; knows no registration and no mail. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.pause;
