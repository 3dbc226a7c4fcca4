package io.github.registrationmail.registration;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import java.util.Locale;
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
    @Schema(examples = "en", description = "Language of the mail: en (default) or zh.")
        @JsonProperty("locale")
        @MailLocale
        @Nullable String locale) {

  public NewRegistration {
    email = email == null ? null : Spaces.cut(email);
    name = name == null ? null : Spaces.cut(name);
  }

  /** Only for a validated one. */
  Accepted accepted() {
    if (email == null || name == null) {
      throw new IllegalStateException("not validated");
    }
    String language = locale == null ? "en" : MailLocale.Validator.language(locale);
    return new Accepted(email, name, language);
  }

  /** A valid registration. */
  record Accepted(String email, String name, String locale) {

    /** One registration per address, whatever its case. */
    String emailKey() {
      return email.toLowerCase(Locale.ROOT);
    }
  }
}
