package io.github.registrationmail.page;

import io.github.registrationmail.operator.FailureGroup;
import io.github.registrationmail.operator.ReasonNote;
import io.quarkus.qute.TemplateData;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Failures of one reason as the page shows them; what is absent is an empty text.
 *
 * @param id of its element, the same for as long as there is such a failure
 * @param query the query string that asks for these mails
 */
@TemplateData
record ReasonView(
    String id,
    String reason,
    String mails,
    String firstAt,
    String lastAt,
    String domain,
    String query,
    String note,
    String notedBy,
    String notedAt) {

  static ReasonView of(FailureGroup group) {
    Optional<ReasonNote> note = group.note();
    return new ReasonView(
        "reason-" + UUID.nameUUIDFromBytes(group.reason().getBytes(StandardCharsets.UTF_8)),
        group.reason(),
        Quantity.count(group.mails()),
        group.firstAt().toString(),
        group.lastAt().toString(),
        group.domain(),
        ListView.query(Map.of("state", "FAILED"), "reason", group.reason()),
        note.map(ReasonNote::text).orElse(""),
        note.map(ReasonNote::who).orElse(""),
        note.map(ReasonNote::at).map(Instant::toString).orElse(""));
  }
}
