package io.github.registrationmail.operator;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.registrationmail.pause.Paused;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a wish to pause sending. */
@RegisterForReflection
public record NewPause(
    @Schema(
            examples = "the mail server is moved",
            description = "Why, for whoever finds it paused.",
            required = true,
            maxLength = Paused.LONGEST_REASON)
        @JsonProperty("reason")
        @NotBlank(message = "must say why")
        @Size(max = Paused.LONGEST_REASON, message = "has 500 characters at most")
        @Nullable String reason) {

  /** It was validated. */
  String words() {
    return reason == null ? "" : reason;
  }
}
