/**
 * What a stranger, a mail server or somebody on the broker may try against the packaged service.
 */
@org.jspecify.annotations.NullMarked
package io.github.registrationmail.attack;
