package io.github.registrationmail.operator;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.registrationmail.registration.EmailAddress;
import io.github.registrationmail.registration.Spaces;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a wish to send a mail again. */
@RegisterForReflection
public record NewSending(
    @Schema(
            examples = "ada@example.com",
            description = "Where to, if not to the address that is known.",
            maxLength = 254)
        @JsonProperty("email")
        @EmailAddress
        @Nullable String email) {

  public NewSending {
    email = email == null ? null : Spaces.cut(email);
  }

  /** Present when the address was wrong. */
  Optional<String> corrected() {
    return Optional.ofNullable(email);
  }
}
