package io.github.registrationmail.operator;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** How many mails were made due again. */
@RegisterForReflection
public record Requeued(int requeued) {}
