/** Time limits; knows no feature. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.time;
