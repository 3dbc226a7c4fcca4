package io.github.registrationmail.operator;

/** The examples in the OpenAPI document. */
public final class ApiExamples {

  static final String PAGE =
      """
      {
        "registrations": [
          {
            "id": 42,
            "email": "ada@example.org",
            "name": "Ada",
            "locale": "en",
            "registeredAt": "2026-01-01T00:00:00Z",
            "mail": {
              "state": "FAILED",
              "attempt": 6,
              "failures": 6,
              "nextAttemptAt": null,
              "sentAt": null,
              "lastError": "450 4.2.1 mailbox busy",
              "reply": null
            }
          }
        ],
        "next": 42
      }
      """;

  static final String FAILURES =
      """
      {
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
        "next": null
      }
      """;

  static final String PERSON =
      """
      {
        "exportedAt": "2026-01-02T00:00:00Z",
        "registration": {
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
            "lastError": null,
            "reply": "250 2.0.0 Ok: queued as 4B2C"
          }
        },
        "template": "welcome",
        "data": {"plan": "basic"},
        "idempotencyKey": null,
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
        "resends": []
      }
      """;

  static final String TABLE =
      """
      id,email,name,locale,template,registeredAt,state,attempt,nextAttemptAt,sentAt,failedAt,reason,lastError,reply
      42,ada@example.org,Ada,en,welcome,2026-01-01T00:00:00Z,FAILED,6,,,2026-01-01T00:03:09Z,450 4.2.1 mailbox busy,450 4.2.1 mailbox busy,
      """;

  /** Of a page that is too large, wherever there are pages. */
  public static final String BAD_LIMIT =
      """
      {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "The request is not valid.",
        "errors": [{"field": "limit", "message": "must be 1 to 200"}]
      }
      """;

  static final String ACTIONS =
      """
      {
        "actions": [
          {
            "id": 12,
            "at": "2026-01-01T12:00:00Z",
            "who": "operator",
            "action": "RETRY_ALL",
            "registration": null,
            "filter": "state=FAILED&domain=example.org",
            "affected": 17
          },
          {
            "id": 11,
            "at": "2026-01-01T11:58:21Z",
            "who": "operator",
            "action": "RESEND",
            "registration": 42,
            "filter": null,
            "affected": 1
          },
          {
            "id": 10,
            "at": "2026-01-01T11:40:00Z",
            "who": "operator",
            "action": "PAUSE",
            "registration": null,
            "filter": null,
            "affected": 0
          }
        ],
        "next": null
      }
      """;

  static final String SUMMARY =
      """
      {
        "states": {
          "PENDING": 0,
          "QUEUED": 3,
          "SENDING": 1,
          "RETRYING": 2,
          "SENT": 1204,
          "FAILED": 1,
          "CANCELLED": 0
        },
        "counted": true,
        "sending": {
          "state": "SENDING",
          "since": "2026-01-01T00:00:00Z",
          "why": "",
          "goesOnAt": null,
          "queued": 3,
          "consumers": 2,
          "registeredPerMinute": 118.4,
          "sentPerMinute": 121.2,
          "doneAt": null
        },
        "oldestUnsent": {"id": 1203, "registeredAt": "2026-01-01T00:00:00Z", "dueSince": "2026-01-01T00:00:00Z", "ageSeconds": 31},
        "lastMinutes": {"minutes": 5, "sent": 60, "retried": 4, "failed": 0, "sentPerMinute": 12.0}
      }
      """;

  static final String BAD_STATE =
      """
      {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "The request is not valid.",
        "errors": [{"field": "state", "message": "must be one of PENDING, QUEUED, SENDING, RETRYING, SENT, FAILED, CANCELLED"}]
      }
      """;

  static final String NOT_RETRIED =
      """
      {
        "type": "about:blank",
        "title": "Conflict",
        "status": 409,
        "detail": "Only a failed or cancelled mail can be retried: this one has been sent."
      }
      """;

  static final String NOT_RESENT =
      """
      {
        "type": "about:blank",
        "title": "Conflict",
        "status": 409,
        "detail": "Only a sent, failed or cancelled mail can be sent again: this one is being sent at this moment."
      }
      """;

  static final String NOT_ERASED =
      """
      {
        "type": "about:blank",
        "title": "Conflict",
        "status": 409,
        "detail": "The registration cannot be erased: this one is being sent at this moment."
      }
      """;

  static final String ADDRESS_TAKEN =
      """
      {
        "type": "about:blank",
        "title": "Conflict",
        "status": 409,
        "detail": "This email address has a registration of its own."
      }
      """;

  static final String BAD_ADDRESS =
      """
      {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "The request is not valid.",
        "errors": [{"field": "email", "message": "must be an email address such as name@example.org"}]
      }
      """;

  static final String NOT_CANCELLED =
      """
      {
        "type": "about:blank",
        "title": "Conflict",
        "status": 409,
        "detail": "The mail cannot be cancelled: this one is being sent at this moment."
      }
      """;

  static final String NO_TEMPLATE =
      """
      {
        "type": "about:blank",
        "title": "Conflict",
        "status": 409,
        "detail": "The mail cannot be written: there is no template invite."
      }
      """;

  static final String TEMPLATES =
      """
      [
        {"name": "invite", "languages": ["de", "en"], "data": ["data.link"], "sample": {"link": "https://example.org"}},
        {"name": "welcome", "languages": ["en", "zh"], "data": [], "sample": {}}
      ]
      """;

  static final String PREVIEW =
      """
      {
        "template": "welcome",
        "language": "en",
        "subject": "Welcome, Ada",
        "html": "<p>Hello Ada</p>",
        "text": "Hello Ada",
        "headers": ["From: noreply@example.org", "Subject: Welcome, Ada"],
        "size": 1200,
        "warnings": []
      }
      """;

  static final String TESTED =
      """
      {"accepted": true, "reply": "250 2.0.0 queued as 4711"}
      """;

  static final String PAUSED =
      """
      {"state": "PAUSED", "since": "2026-01-01T00:00:00Z", "who": "operator", "reason": "the mail server is moved"}
      """;

  static final String NO_REASON =
      """
      {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "The request is not valid.",
        "errors": [{"field": "reason", "message": "must say why"}]
      }
      """;

  static final String REASONS =
      """
      [
        {
          "reason": "550 5.1.1 (address) no such user", "mails": 3210,
          "firstAt": "2026-01-01T00:00:00Z", "lastAt": "2026-01-01T00:10:00Z", "sample": 4711,
          "domain": "example.org", "ofDomain": 3000, "note": null
        },
        {
          "reason": "452 4.2.2 mailbox full", "mails": 12,
          "firstAt": "2026-01-01T00:00:00Z", "lastAt": "2026-01-01T00:10:00Z", "sample": 42,
          "domain": "example.com", "ofDomain": 2,
          "note": {
            "text": "their quota is raised tonight",
            "who": "operator",
            "at": "2026-01-01T00:12:00Z"
          }
        }
      ]
      """;

  static final String LONG_NOTE =
      """
      {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "The request is not valid.",
        "errors": [{"field": "note", "message": "has 500 characters at most"}]
      }
      """;

  private ApiExamples() {}
}
