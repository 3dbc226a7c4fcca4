package io.github.registrationmail.operator;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.registrationmail.text.OneLine;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.CodePointLength;
import org.jspecify.annotations.Nullable;

/** The body of a wish to keep a note with the failures of a reason. */
@RegisterForReflection
public record NewNote(
    @Schema(
            examples = "452 4.2.2 mailbox full",
            description = "As `/registrations/reasons` says it.",
            required = true,
            maxLength = LONGEST_REASON)
        @JsonProperty("reason")
        @NotBlank(message = "must be a reason of /registrations/reasons")
        @CodePointLength(max = LONGEST_REASON, message = "has 160 characters at most")
        @Nullable String reason,
    @Schema(
            examples = "their quota is raised tonight, ticket 4711",
            description = "Kept in one line; an empty one deletes the note. It names no person.",
            required = true,
            maxLength = LONGEST_NOTE)
        @JsonProperty("note")
        @NotNull(message = "must be there; an empty one deletes the note")
        @CodePointLength(max = LONGEST_NOTE, message = "has 500 characters at most")
        @Nullable String note) {

  /** What the columns take, in characters as people count them (code points). */
  static final int LONGEST_REASON = 160;

  private static final int LONGEST_NOTE = 500;

  public NewNote {
    reason = reason == null ? null : reason.strip();
  }

  /** The reason, which was validated. */
  String about() {
    return reason == null ? "" : reason;
  }

  /** As it is kept: in one line; empty if there is to be none. */
  String words() {
    return note == null ? "" : OneLine.of(note, LONGEST_NOTE);
  }
}
