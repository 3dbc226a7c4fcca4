package io.github.registrationmail.operator;

import io.github.registrationmail.pause.SendingPause;
import io.github.registrationmail.problem.NoParameters;
import io.github.registrationmail.problem.Problem;
import io.github.registrationmail.security.Roles;
import io.github.registrationmail.security.SameOrigin;
import io.github.registrationmail.security.WhoCalls;
import io.github.registrationmail.smtp.SmtpTransport;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /sending}: whether mails go out, and the switch that stops them on all replicas. */
@Path("/sending")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
@SameOrigin
@NoParameters
@Tag(name = "operators")
@APIResponse(responseCode = "401", description = "Sign in as an operator.")
@APIResponse(
    responseCode = "403",
    description = "A viewer, or the page of another site, makes this call.")
@APIResponse(responseCode = "503", description = "MySQL cannot be reached; try again.")
public class SendingResource {

  private final SendingPause pause;
  private final SmtpTransport transport;
  private final WhoCalls who;

  SendingResource(SendingPause pause, SmtpTransport transport, WhoCalls who) {
    this.pause = pause;
    this.transport = transport;
    this.who = who;
  }

  /** Whether mails go out. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
  @Operation(
      operationId = "sending",
      summary = "Whether mails go out",
      description =
          "A pause holds for all replicas. Without one it is what the mail server lets this replica"
              + " do.")
  @APIResponse(
      responseCode = "200",
      description = "As this replica has heard within the last second.",
      content =
          @Content(
              schema = @Schema(implementation = Sending.class),
              examples = @ExampleObject(name = "paused", value = ApiExamples.PAUSED)))
  public Sending sending() {
    return who.now().shown(latest(), Sending::masked);
  }

  /** Pauses sending. */
  @PUT
  @Path("/pause")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "pause",
      summary = "Pause sending",
      description =
          "On all replicas within two seconds: no mail is begun, those that are being sent are"
              + " finished, and none loses an attempt. Registrations are taken as ever. A pause that"
              + " there is goes on for this reason.")
  @APIResponse(
      responseCode = "200",
      description = "It is paused.",
      content =
          @Content(
              schema = @Schema(implementation = Sending.class),
              examples = @ExampleObject(name = "paused", value = ApiExamples.PAUSED)))
  @APIResponse(
      responseCode = "400",
      description = "There is no reason.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = @ExampleObject(name = "reason", value = ApiExamples.NO_REASON)))
  public Uni<Sending> pause(
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = NewPause.class),
                      examples =
                          @ExampleObject(
                              name = "move",
                              value = "{\"reason\": \"the mail server is moved\"}")))
          @NotNull(message = "is missing")
          @Valid
          NewPause body) {
    return pause.begin(who.now().name(), body.words()).map(done -> latest());
  }

  /** Lets sending go on. */
  @DELETE
  @Path("/pause")
  @Operation(
      operationId = "resume",
      summary = "Let sending go on",
      description = "What is due is sent at once. Harmless when it is not paused.")
  @APIResponse(responseCode = "204", description = "It goes on.")
  public Uni<Void> resume() {
    return pause.end(who.now().name());
  }

  private Sending latest() {
    return Sending.of(pause.latest(), transport.status());
  }
}
