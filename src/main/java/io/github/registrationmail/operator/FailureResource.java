package io.github.registrationmail.operator;

import io.github.registrationmail.problem.Parameters;
import io.github.registrationmail.problem.Problem;
import io.github.registrationmail.registration.FailurePage;
import io.github.registrationmail.registration.Registrations;
import io.github.registrationmail.security.Roles;
import io.github.registrationmail.security.SignedIn;
import io.github.registrationmail.security.WhoCalls;
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

/** {@code /registrations/{id}/failures}: what a mail has behind it, however much that is. */
@Path("/registrations/{id: [0-9]{1,19}}/failures")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
@Tag(name = "operators")
@APIResponse(responseCode = "401", description = "Sign in as an operator.")
@APIResponse(responseCode = "503", description = "MySQL cannot be reached; try again.")
public class FailureResource {

  private final Registrations registrations;
  private final WhoCalls who;

  FailureResource(Registrations registrations, WhoCalls who) {
    this.registrations = registrations;
    this.who = who;
  }

  /** A page of the failed attempts. */
  @GET
  @Operation(
      operationId = "listFailures",
      summary = "List the failed attempts of a mail",
      description = "Newest first; ask again with `after` set to `next` for the page that follows.")
  @APIResponse(
      responseCode = "200",
      description = "One page; empty if nothing has failed.",
      content =
          @Content(
              schema = @Schema(implementation = FailurePage.class),
              examples = @ExampleObject(name = "busy", value = ApiExamples.FAILURES)))
  @APIResponse(
      responseCode = "400",
      description = "A parameter is not valid; each is named.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = @ExampleObject(name = "limit", value = ApiExamples.BAD_LIMIT)))
  @APIResponse(responseCode = "404", description = "There is no such registration.")
  public Uni<FailurePage> failures(
      @Parameter(description = "The registration.", example = "42") long id,
      @Parameter(description = "Only failures before the one with this id.", example = "4711")
          @RestQuery
          @Nullable String after,
      @Parameter(description = "Rows of the page, 1 to 200; 50 by default.", example = "50")
          @RestQuery
          @Nullable String limit,
      @Context UriInfo uri) {
    Parameters.only(uri, "after", "limit");
    ListQuery query = ListQuery.unfiltered(after, limit);
    SignedIn caller = who.now();
    return registrations
        .failures(id, query.before(), query.limit())
        .map(page -> caller.shown(page, FailurePage::masked));
  }
}
