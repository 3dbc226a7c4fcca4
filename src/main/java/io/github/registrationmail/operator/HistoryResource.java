package io.github.registrationmail.operator;

import io.github.registrationmail.audit.ActionPage;
import io.github.registrationmail.audit.Audit;
import io.github.registrationmail.problem.Parameters;
import io.github.registrationmail.problem.Problem;
import io.github.registrationmail.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
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

/** {@code /actions}: what operators have done. */
@Path("/actions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
@Tag(name = "operators")
@APIResponse(responseCode = "401", description = "Sign in as an operator.")
@APIResponse(responseCode = "503", description = "MySQL cannot be reached; try again.")
public class HistoryResource {

  private final Audit audit;

  HistoryResource(Audit audit) {
    this.audit = audit;
  }

  /** A page of it. */
  @GET
  @Operation(
      operationId = "listActions",
      summary = "List what operators have done",
      description =
          "Newest first; ask again with `after` set to `next` for the page that follows. What was"
              + " refused is not in it. No address is in it, and it stays when a registration is"
              + " erased, for registration.audit.retention.")
  @APIResponse(
      responseCode = "200",
      description = "One page.",
      content =
          @Content(
              schema = @Schema(implementation = ActionPage.class),
              examples = @ExampleObject(name = "three", value = ApiExamples.ACTIONS)))
  @APIResponse(
      responseCode = "400",
      description = "A parameter is not valid, or not known; each is named.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = @ExampleObject(name = "limit", value = ApiExamples.BAD_LIMIT)))
  public Uni<ActionPage> list(
      @Parameter(description = "Only what was done to this registration.", example = "42")
          @RestQuery
          @Nullable String registration,
      @Parameter(description = "Only what this operator has done.", example = "operator") @RestQuery
          @Nullable String who,
      @Parameter(description = "Only actions before the one with this id.", example = "4711")
          @RestQuery
          @Nullable String after,
      @Parameter(description = "Rows of the page, 1 to 200; 50 by default.", example = "50")
          @RestQuery
          @Nullable String limit,
      @Context UriInfo uri) {
    Parameters.only(uri, "registration", "who", "after", "limit");
    HistoryQuery query = HistoryQuery.of(registration, who, after, limit);
    return audit.page(
        query.registration(), query.who(), query.after().orElse(Long.MAX_VALUE), query.limit());
  }
}
