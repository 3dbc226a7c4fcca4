package io.github.registrationmail.operation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * How many mails an operation would be about.
 *
 * @param atLeast whether there are more than were counted
 */
@RegisterForReflection
public record Matching(
    long matching, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean atLeast) {}
