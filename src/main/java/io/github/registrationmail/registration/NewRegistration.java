package io.github.registrationmail.registration;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /registrations}. Fields may be missing until it has been validated. */
@RegisterForReflection
@Schema(description = "Who registers.")
public record NewRegistration(
    @Schema(examples = "ada@example.org", maxLength = 254)
        @JsonProperty("email")
        @NotNull(message = "is missing")
        @EmailAddress
        @Nullable String email,
    @Schema(examples = "Ada", description = "How the mail greets.", maxLength = 100)
        @JsonProperty("name")
        @NotNull(message = "is missing")
        @PersonName
        @Nullable String name,
    @Schema(
            examples = "en",
            description = "Language of the mail (BCP 47); the nearest of the template's is taken.")
        @JsonProperty("locale")
        @MailLocale
        @Nullable String locale,
    @Schema(examples = "welcome", description = "Which mail is sent.", defaultValue = "welcome")
        @JsonProperty("template")
        @Nullable String template,
    @Schema(description = "What the mail's template says as data.…; up to 8 KiB.")
        @JsonProperty("data")
        @Nullable Map<String, Object> data) {

  public NewRegistration {
    email = email == null ? null : Spaces.cut(email);
    name = name == null ? null : Spaces.cut(name);
    data = data == null ? null : Collections.unmodifiableMap(data);
  }

  /**
   * A valid registration.
   *
   * @param data JSON, what the application passes along
   */
  record Accepted(
      String email, String name, String locale, String template, Optional<String> data) {

    /** One registration per address, whatever its case. */
    String emailKey() {
      return email.toLowerCase(Locale.ROOT);
    }
  }
}
