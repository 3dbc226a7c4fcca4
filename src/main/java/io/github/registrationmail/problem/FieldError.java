package io.github.registrationmail.problem;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** One field of the request that is not valid, and what it must be. */
@RegisterForReflection
public record FieldError(String field, String message) {}
