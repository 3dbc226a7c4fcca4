package io.github.registrationmail.registration;

/** The examples in the OpenAPI document. */
final class RegistrationExamples {

  static final String NEW =
      """
      {"email": "ada@example.org", "name": "Ada"}
      """;

  static final String INVITED =
      """
      {
        "email": "ada@example.org",
        "name": "Ada",
        "locale": "de-CH",
        "template": "invite",
        "data": {"link": "https://example.org/join/4711", "team": {"name": "The Team"}}
      }
      """;

  static final String REGISTERED =
      """
      {
        "id": 42,
        "email": "ada@example.org",
        "name": "Ada",
        "locale": "en",
        "registeredAt": "2026-01-01T00:00:00Z",
        "mail": {
          "state": "PENDING",
          "attempt": 1,
          "failures": 0,
          "nextAttemptAt": "2026-01-01T00:00:03Z",
          "sentAt": null,
          "lastError": null,
          "reply": null
        }
      }
      """;

  static final String FOUND =
      """
      {
        "id": 42,
        "email": "ada@example.org",
        "name": "Ada",
        "locale": "en",
        "registeredAt": "2026-01-01T00:00:00Z",
        "mail": {
          "state": "SENT",
          "attempt": 2,
          "failures": 1,
          "nextAttemptAt": null,
          "sentAt": "2026-01-01T00:00:09Z",
          "lastError": "450 4.2.1 mailbox busy",
          "reply": "250 2.0.0 queued as 4711"
        },
        "failures": [
          {
            "id": 4711,
            "attempt": 1,
            "failedAt": "2026-01-01T00:00:03Z",
            "reason": "450 4.2.1 mailbox busy",
            "counted": true,
            "nextDelayMillis": 6000
          }
        ],
        "olderFailures": 0,
        "resends": []
      }
      """;

  static final String INVALID =
      """
      {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "The request is not valid.",
        "errors": [{"field": "email", "message": "must be an email address such as name@example.org"}]
      }
      """;

  static final String KNOWN =
      """
      {
        "type": "about:blank",
        "title": "Conflict",
        "status": 409,
        "detail": "This email address is registered already."
      }
      """;

  private RegistrationExamples() {}
}
