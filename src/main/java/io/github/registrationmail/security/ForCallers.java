package io.github.registrationmail.security;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Whoever has one of {@code registration.api.tokens} may make this call. Without tokens anybody
 * may, and one client only so often, see {@link RateLimitConfig}.
 */
@NameBinding
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface ForCallers {}
