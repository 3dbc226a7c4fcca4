/** Text from outside, made fit to be shown and logged; knows no feature. */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.text;
