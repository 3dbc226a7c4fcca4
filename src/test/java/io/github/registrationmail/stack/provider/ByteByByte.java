package io.github.registrationmail.stack.provider;

import io.github.registrationmail.stack.smtp.Personality;
import java.time.Duration;

/** Says everything one octet at a time. */
public record ByteByByte(Duration betweenOctets) implements Personality {}
