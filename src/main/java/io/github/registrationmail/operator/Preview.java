package io.github.registrationmail.operator;

import io.quarkus.qute.TemplateData;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/**
 * A mail as its recipient would get it.
 *
 * @param headers as they are sent, each in one line
 * @param size of the whole mail, in octets
 * @param warnings what might be wrong with it
 */
@RegisterForReflection
@TemplateData
public record Preview(
    String template,
    String language,
    String subject,
    Optional<String> html,
    String text,
    List<String> headers,
    int size,
    List<String> warnings) {

  /** Whether it is more than text. */
  public boolean hasPage() {
    return html.isPresent();
  }
}
