package io.github.registrationmail.operation;

/** What the OpenAPI document shows of operations. */
final class OperationExamples {

  static final String RUNNING =
      """
      {
        "id": 7,
        "kind": "RETRY",
        "filter": "state=FAILED&reason=452+4.2.2+mailbox+full",
        "state": "RUNNING",
        "expected": 1204,
        "expectedAtLeast": false,
        "looked": 500,
        "changed": 499,
        "skipped": 1,
        "startedBy": "operator",
        "startedAt": "2026-01-01T00:00:00Z",
        "updatedAt": "2026-01-01T00:00:01Z",
        "finishedAt": null,
        "error": null
      }
      """;

  static final String DONE =
      """
      {
        "id": 7,
        "kind": "RETRY",
        "filter": "state=FAILED&reason=452+4.2.2+mailbox+full",
        "state": "DONE",
        "expected": 1204,
        "expectedAtLeast": false,
        "looked": 1204,
        "changed": 1203,
        "skipped": 1,
        "startedBy": "operator",
        "startedAt": "2026-01-01T00:00:00Z",
        "updatedAt": "2026-01-01T00:00:04Z",
        "finishedAt": "2026-01-01T00:00:04Z",
        "error": null
      }
      """;

  static final String PAGE = "{\"operations\": [" + DONE + "], \"next\": null}";

  static final String MATCHING = "{\"matching\": 1204}";

  static final String BAD_STATE =
      """
      {
        "type": "about:blank",
        "title": "Bad Request",
        "status": 400,
        "detail": "The request is not valid.",
        "errors": [{"field": "state", "message": "must be one of FAILED, CANCELLED"}]
      }
      """;

  static final String SAME =
      """
      {
        "type": "about:blank",
        "title": "Conflict",
        "status": 409,
        "detail": "The same is under way already: /operations/7."
      }
      """;

  static final String OVER =
      """
      {
        "type": "about:blank",
        "title": "Conflict",
        "status": 409,
        "detail": "The operation is over: it is DONE."
      }
      """;

  private OperationExamples() {}
}
