package io.github.registrationmail.operator;

import io.github.registrationmail.operator.ActionResult.Refused;
import io.github.registrationmail.operator.ActionResult.Taken;
import io.github.registrationmail.operator.ActionResult.Unknown;
import io.github.registrationmail.problem.NoParameters;
import io.github.registrationmail.problem.Problem;
import io.github.registrationmail.problem.ProblemException;
import io.github.registrationmail.registration.Registrations;
import io.github.registrationmail.security.Roles;
import io.github.registrationmail.security.SameOrigin;
import io.github.registrationmail.security.WhoCalls;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** {@code /registrations}, the part for operators: retry, send again and cancel. */
@Path("/registrations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
@SameOrigin
@Tag(name = "operators")
@APIResponse(responseCode = "401", description = "Sign in as an operator.")
@APIResponse(
    responseCode = "403",
    description = "A viewer, or the page of another site, makes this call.")
@APIResponse(responseCode = "503", description = "MySQL cannot be reached; try again.")
public class ActionResource {

  private final Actions actions;
  private final WhoCalls who;

  ActionResource(Actions actions, WhoCalls who) {
    this.actions = actions;
    this.who = who;
  }

  /** Starts one mail over. */
  @POST
  @Path("/{id: [0-9]{1,19}}/mail/retry")
  @NoParameters
  @Operation(
      summary = "Retry a mail",
      description =
          "Clears the count of failures and sends at once, from the first attempt. Only a"
              + " mail that has failed or was cancelled.")
  @APIResponse(responseCode = "202", description = "It is due now.")
  @APIResponse(responseCode = "404", description = "There is no such registration.")
  @APIResponse(
      responseCode = "409",
      description = "Neither failed nor cancelled.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = @ExampleObject(name = "sent", value = ApiExamples.NOT_RETRIED)))
  public Uni<Response> retry(
      @Parameter(description = "The registration.", example = "42") long id) {
    return actions
        .retry(id, who.now().name())
        .invoke(result -> require(result, id, "Only a failed or cancelled mail can be retried"))
        .map(done -> Response.accepted().build());
  }

  /** Sends one mail once more. */
  @POST
  @Path("/{id: [0-9]{1,19}}/mail/resend")
  @NoParameters
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Send a mail again",
      description =
          "At once, as another mail with a Message-ID of its own, to the same address or to another"
              + " one, which becomes the registration's. Only a mail that is sent, has failed or was"
              + " cancelled. Without a body it needs no Content-Type.")
  @APIResponse(responseCode = "202", description = "It is due now.")
  @APIResponse(
      responseCode = "400",
      description = "The address is not valid.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = @ExampleObject(name = "address", value = ApiExamples.BAD_ADDRESS)))
  @APIResponse(responseCode = "404", description = "There is no such registration.")
  @APIResponse(
      responseCode = "409",
      description = "It is on its way, being sent, or the address has a registration of its own.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = {
                @ExampleObject(name = "sending", value = ApiExamples.NOT_RESENT),
                @ExampleObject(name = "taken", value = ApiExamples.ADDRESS_TAKEN)
              }))
  public Uni<Response> resend(
      @Parameter(description = "The registration.", example = "42") long id,
      @RequestBody(
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = NewSending.class),
                      examples =
                          @ExampleObject(
                              name = "corrected",
                              value = "{\"email\": \"ada@example.com\"}")))
          @Valid
          @Nullable NewSending body) {
    return actions
        .resend(id, Optional.ofNullable(body).flatMap(NewSending::corrected), who.now().name())
        .invoke(
            result ->
                require(result, id, "Only a sent, failed or cancelled mail can be sent again"))
        .map(done -> Response.accepted().build());
  }

  /** Cancels one mail. */
  @DELETE
  @Path("/{id: [0-9]{1,19}}/mail")
  @NoParameters
  @Operation(
      summary = "Cancel a mail",
      description = "It will not be sent, unless it is retried. Cancelling twice is harmless.")
  @APIResponse(responseCode = "204", description = "It will not be sent.")
  @APIResponse(responseCode = "404", description = "There is no such registration.")
  @APIResponse(
      responseCode = "409",
      description = "Sent already, or being sent at this moment.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = @ExampleObject(name = "sending", value = ApiExamples.NOT_CANCELLED)))
  public Uni<Void> cancel(@Parameter(description = "The registration.", example = "42") long id) {
    return actions
        .cancel(id, who.now().name())
        .invoke(result -> require(result, id, "The mail cannot be cancelled"))
        .replaceWithVoid();
  }

  static void require(ActionResult result, long id, String rule) {
    if (result instanceof Unknown) {
      throw Registrations.unknown(id);
    }
    if (result instanceof Taken) {
      throw new ProblemException(
          Status.CONFLICT, "This email address has a registration of its own.");
    }
    if (result instanceof Refused refused) {
      throw new ProblemException(Status.CONFLICT, rule + ": " + reason(refused) + ".");
    }
  }

  private static String reason(Refused refused) {
    return switch (refused.state()) {
      case SENT -> "this one has been sent";
      case SENDING -> "this one is being sent at this moment";
      case FAILED, CANCELLED -> "this one has just changed, look again";
      case PENDING, QUEUED, RETRYING -> "this one is on its way";
    };
  }
}
