package io.github.registrationmail.operation;

import io.github.registrationmail.operator.ApiExamples;
import io.github.registrationmail.operator.ListQuery;
import io.github.registrationmail.problem.NoParameters;
import io.github.registrationmail.problem.Parameters;
import io.github.registrationmail.problem.Problem;
import io.github.registrationmail.security.Roles;
import io.github.registrationmail.security.SameOrigin;
import io.github.registrationmail.security.SignedIn;
import io.github.registrationmail.security.WhoCalls;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /operations}: how far they are, and the way to pause and stop them. */
@Path("/operations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
@SameOrigin
@Tag(name = "operators")
@APIResponse(responseCode = "401", description = "Sign in as an operator.")
@APIResponse(
    responseCode = "403",
    description = "A viewer, or the page of another site, makes this call.")
@APIResponse(responseCode = "503", description = "MySQL cannot be reached; try again.")
public class OperationResource {

  private final Operations operations;
  private final WhoCalls who;

  OperationResource(Operations operations, WhoCalls who) {
    this.operations = operations;
    this.who = who;
  }

  /** A page of them. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
  @Operation(
      operationId = "listOperations",
      summary = "List operations",
      description =
          "Newest first; those that have been over for 90 days are deleted. Ask again with `after`"
              + " set to `next` for the page that follows.")
  @APIResponse(
      responseCode = "200",
      description = "One page.",
      content =
          @Content(
              schema = @Schema(implementation = OperationPage.class),
              examples = @ExampleObject(name = "done", value = OperationExamples.PAGE)))
  @APIResponse(
      responseCode = "400",
      description = "A parameter is not valid, or not known; each is named.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = @ExampleObject(name = "limit", value = ApiExamples.BAD_LIMIT)))
  public Uni<OperationPage> list(
      @Context UriInfo uri,
      @Parameter(description = "Only those before the one with this id.", example = "42") @RestQuery
          @Nullable String after,
      @Parameter(description = "Rows of the page, 1 to 200; 50 by default.", example = "50")
          @RestQuery
          @Nullable String limit) {
    Parameters.only(uri, "after", "limit");
    ListQuery query = ListQuery.unfiltered(after, limit);
    SignedIn caller = who.now();
    return operations
        .page(query.before(), query.limit())
        .map(page -> caller.shown(page, OperationPage::masked));
  }

  /** One of them. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
  @Path("/{id: [0-9]{1,19}}")
  @NoParameters
  @Operation(
      operationId = "findOperation",
      summary = "Look an operation up",
      description =
          "How far it is, and what has come of it. `looked` counts the mails that it has come to,"
              + " `changed` those that it has changed; the others no longer fitted (`skipped`). What had"
              + " been moved by anybody else before it came there it does not come to at all.")
  @APIResponse(
      responseCode = "200",
      description = "The operation.",
      content =
          @Content(
              schema = @Schema(implementation = BulkOperation.class),
              examples = {
                @ExampleObject(name = "running", value = OperationExamples.RUNNING),
                @ExampleObject(name = "done", value = OperationExamples.DONE)
              }))
  @APIResponse(responseCode = "404", description = "There is no such operation.")
  public Uni<BulkOperation> find(
      @Parameter(description = "The operation.", example = "7") long id) {
    SignedIn caller = who.now();
    return operations.find(id).map(found -> caller.shown(found, BulkOperation::masked));
  }

  /** Pauses it. */
  @POST
  @Path("/{id: [0-9]{1,19}}/pause")
  @NoParameters
  @Operation(
      operationId = "pauseOperation",
      summary = "Pause an operation",
      description = "After the batch that it is at. Harmless when it is paused.")
  @APIResponse(responseCode = "204", description = "It changes nothing more until it is resumed.")
  @APIResponse(responseCode = "404", description = "There is no such operation.")
  @APIResponse(
      responseCode = "409",
      description = "It is over.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = @ExampleObject(name = "over", value = OperationExamples.OVER)))
  public Uni<Void> pause(@Parameter(description = "The operation.", example = "7") long id) {
    return operations.pause(id, who.now().name());
  }

  /** Lets it go on. */
  @POST
  @Path("/{id: [0-9]{1,19}}/resume")
  @NoParameters
  @Operation(
      operationId = "resumeOperation",
      summary = "Let an operation go on",
      description = "Where it was paused. Harmless when it is running.")
  @APIResponse(responseCode = "204", description = "It goes on.")
  @APIResponse(responseCode = "404", description = "There is no such operation.")
  @APIResponse(
      responseCode = "409",
      description = "It is over.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = @ExampleObject(name = "over", value = OperationExamples.OVER)))
  public Uni<Void> resume(@Parameter(description = "The operation.", example = "7") long id) {
    return operations.resume(id, who.now().name());
  }

  /** Stops it. */
  @POST
  @Path("/{id: [0-9]{1,19}}/stop")
  @NoParameters
  @Operation(
      operationId = "stopOperation",
      summary = "Stop an operation",
      description =
          "For good, after the batch that it is at; what it has changed stays changed. Harmless when"
              + " it is stopped.")
  @APIResponse(responseCode = "204", description = "It changes nothing more.")
  @APIResponse(responseCode = "404", description = "There is no such operation.")
  @APIResponse(
      responseCode = "409",
      description = "It is over.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = @ExampleObject(name = "over", value = OperationExamples.OVER)))
  public Uni<Void> stop(@Parameter(description = "The operation.", example = "7") long id) {
    return operations.stop(id, who.now().name());
  }
}
