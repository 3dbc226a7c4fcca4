package io.github.registrationmail.operation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.registrationmail.search.MailFilter;
import io.github.registrationmail.text.Addresses;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that is done to many mails: what, how far it is, and what has come of it.
 *
 * @param filter which are meant, as a query string
 * @param expected how many were meant when it was begun
 * @param expectedAtLeast whether there were more than were counted
 * @param looked how many it has looked at
 * @param changed how many of these it has changed; the others no longer fitted
 * @param error why it has failed
 */
@RegisterForReflection
@Schema(name = "Operation")
public record BulkOperation(
    long id,
    OperationKind kind,
    String filter,
    OperationState state,
    long expected,
    boolean expectedAtLeast,
    long looked,
    long changed,
    String startedBy,
    Instant startedAt,
    Instant updatedAt,
    Optional<Instant> finishedAt,
    Optional<String> error) {

  /** How many it has left alone, because they had changed when it came to them. */
  @JsonProperty
  public long skipped() {
    return looked - changed;
  }

  /** What is left of it for those whom people are hidden from. */
  public BulkOperation masked() {
    return new BulkOperation(
        id,
        kind,
        MailFilter.withoutAddress(filter),
        state,
        expected,
        expectedAtLeast,
        looked,
        changed,
        startedBy,
        startedAt,
        updatedAt,
        finishedAt,
        error.map(Addresses::hidden));
  }

  /** Where the API has it. */
  @JsonIgnore
  public String path() {
    return "/operations/" + id;
  }
}
