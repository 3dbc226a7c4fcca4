package io.github.registrationmail.operator;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.github.registrationmail.registration.EmailAddress;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import java.util.Collections;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a wish for a test mail. */
@RegisterForReflection
public record NewTest(
    @Schema(examples = "me@example.org")
        @JsonProperty("to")
        @NotNull(message = "is missing")
        @EmailAddress
        @Nullable String to,
    @Schema(description = "Instead of the template's sample.") @JsonProperty("data")
        @Nullable Map<String, Object> data) {

  public NewTest {
    data = data == null ? null : Collections.unmodifiableMap(data);
  }
}
