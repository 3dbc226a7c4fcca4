package io.github.registrationmail.support;

import static org.hamcrest.Matchers.blankOrNullString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.restassured.builder.ResponseSpecBuilder;
import io.restassured.specification.ResponseSpecification;
import jakarta.ws.rs.core.Response.Status;

/** What every error looks like: RFC 9457. */
public final class Problems {

  private Problems() {}

  /** A problem of this status that no field is to blame for. */
  public static ResponseSpecification problem(int status) {
    return anyProblem(status).expectBody("$", not(hasKey("errors"))).build();
  }

  /** A 400 that blames this field, among others perhaps. */
  public static ResponseSpecification wrong(String field) {
    return anyProblem(400).expectBody("errors.field", hasItem(field)).build();
  }

  /** A 422, whose name JAX-RS does not know. */
  public static ResponseSpecification unprocessable() {
    return anyProblem(422, "Unprocessable Content").build();
  }

  private static ResponseSpecBuilder anyProblem(int status) {
    return anyProblem(status, Status.fromStatusCode(status).getReasonPhrase());
  }

  private static ResponseSpecBuilder anyProblem(int status, String title) {
    return new ResponseSpecBuilder()
        .expectStatusCode(status)
        .expectHeader("Content-Type", equalTo("application/problem+json"))
        .expectBody("type", equalTo("about:blank"))
        .expectBody("title", equalTo(title))
        .expectBody("status", equalTo(status))
        .expectBody("detail", not(blankOrNullString()));
  }
}
