package io.github.registrationmail.operator;

import io.github.registrationmail.problem.NoParameters;
import io.github.registrationmail.problem.Parameters;
import io.github.registrationmail.problem.Problem;
import io.github.registrationmail.search.FilterParameters;
import io.github.registrationmail.security.Roles;
import io.github.registrationmail.security.SignedIn;
import io.github.registrationmail.security.WhoCalls;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
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

/** {@code /registrations}, the part for operators: what there is. */
@Path("/registrations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
@Tag(name = "operators")
@APIResponse(responseCode = "401", description = "Sign in as an operator.")
@APIResponse(responseCode = "503", description = "MySQL cannot be reached; try again.")
public class OperatorResource {

  private final RegistrationList list;
  private final Overview overview;
  private final WhoCalls who;

  OperatorResource(RegistrationList list, Overview overview, WhoCalls who) {
    this.list = list;
    this.overview = overview;
    this.who = who;
  }

  /** A page of the list. */
  @GET
  @Operation(
      operationId = "listRegistrations",
      summary = "List registrations",
      description =
          "Newest first; by address if `email` is its beginning. Ask again with `after` set to `next`"
              + " for the page that follows: it may have rows even if this one has none, because a"
              + " search reads a bounded number of rows.")
  @APIResponse(
      responseCode = "200",
      description = "One page.",
      content =
          @Content(
              schema = @Schema(implementation = RegistrationPage.class),
              examples = @ExampleObject(name = "failed", value = ApiExamples.PAGE)))
  @APIResponse(
      responseCode = "403",
      description = "A search by address, and addresses are hidden from viewers.")
  @APIResponse(
      responseCode = "400",
      description = "A parameter is not valid, or not known; each is named.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = @ExampleObject(name = "state", value = ApiExamples.BAD_STATE)))
  public Uni<RegistrationPage> list(
      @Context UriInfo uri,
      @BeanParam FilterParameters filter,
      @Parameter(description = "Only what follows this registration in the list.", example = "42")
          @RestQuery
          @Nullable String after,
      @Parameter(description = "Rows of the page, 1 to 200; 50 by default.", example = "50")
          @RestQuery
          @Nullable String limit) {
    Parameters.only(uri, FilterParameters.namesAnd("after", "limit"));
    SignedIn caller = who.now();
    return list.page(ListQuery.of(filter, after, limit).of(caller))
        .map(page -> caller.shown(page, RegistrationPage::masked));
  }

  /** The figures. */
  @GET
  @Path("/summary")
  @NoParameters
  @Operation(
      summary = "Count the mails",
      description =
          "How many mails are in each state, how old the oldest unsent one is, and what happened in"
              + " the last five minutes.")
  @APIResponse(
      responseCode = "200",
      description = "The figures of all replicas together, at most a second old.",
      content =
          @Content(
              schema = @Schema(implementation = Summary.class),
              examples = @ExampleObject(name = "busy", value = ApiExamples.SUMMARY)))
  public Uni<Summary> summary() {
    SignedIn caller = who.now();
    return overview
        .figures()
        .map(Figures::summary)
        .map(summary -> caller.shown(summary, Summary::masked));
  }
}
