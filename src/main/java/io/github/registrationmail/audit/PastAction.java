package io.github.registrationmail.audit;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What an operator has done.
 *
 * @param id names its place: actions are numbered in the order in which they happened
 * @param action name of an {@link ActionKind}, perhaps of a newer version
 * @param registration absent if it was about none, or about many
 * @param filter absent if it was about none, or about one
 * @param affected how many registrations it has changed
 */
@RegisterForReflection
public record PastAction(
    long id,
    Instant at,
    String who,
    @Schema(description = "What was done, such as RETRY, CANCEL or PAUSE.", examples = "RETRY")
        String action,
    Optional<Long> registration,
    @Schema(
            description = "The query string of those that were meant; an address in it is hidden.",
            examples = "state=FAILED&domain=example.org")
        Optional<String> filter,
    int affected) {}
