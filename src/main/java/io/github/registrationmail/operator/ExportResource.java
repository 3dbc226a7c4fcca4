package io.github.registrationmail.operator;

import io.github.registrationmail.problem.NoParameters;
import io.github.registrationmail.problem.Parameters;
import io.github.registrationmail.problem.Problem;
import io.github.registrationmail.search.FilterParameters;
import io.github.registrationmail.security.Roles;
import io.github.registrationmail.security.WhoCalls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;

/** {@code /registrations}, the part for operators: what is stored, to take away. */
@Path("/registrations")
@RolesAllowed(Roles.OPERATOR)
@Tag(name = "operators")
@APIResponse(responseCode = "401", description = "Sign in as an operator.")
@APIResponse(responseCode = "403", description = "Only an operator may do this.")
@APIResponse(responseCode = "503", description = "MySQL cannot be reached; try again.")
public class ExportResource {

  private static final String CSV = "text/csv; charset=UTF-8";
  private static final String FILE = "attachment; filename=\"%s\"";

  private final Exports exports;
  private final WhoCalls who;

  ExportResource(Exports exports, WhoCalls who) {
    this.exports = exports;
    this.who = who;
  }

  /** One person. */
  @GET
  @Path("/{id: [0-9]{1,19}}/export")
  @Produces(MediaType.APPLICATION_JSON)
  @NoParameters
  @Operation(
      operationId = "exportRegistration",
      summary = "Export all that is stored of a person",
      description = "The registration, its data, and everything that happened to its mail.")
  @APIResponse(
      responseCode = "200",
      description = "The whole record.",
      content =
          @Content(
              schema = @Schema(implementation = PersonRecord.class),
              examples = @ExampleObject(name = "ada", value = ApiExamples.PERSON)))
  @APIResponse(responseCode = "404", description = "There is no such registration.")
  public Uni<RestResponse<PersonRecord>> person(
      @Parameter(description = "The registration.", example = "42") long id) {
    return exports
        .person(id, who.now().name())
        .map(
            record ->
                ResponseBuilder.ok(record)
                    .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        FILE.formatted("registration-" + id + ".json"))
                    .build());
  }

  /** Many registrations. */
  @GET
  @Path("/export")
  @Produces(CSV)
  @Operation(
      operationId = "exportRegistrations",
      summary = "Export registrations as a table",
      description =
          "All that the filter means, in the order of the list, as CSV (RFC 4180) with the names of"
              + " the columns first. It is written while it is read: an answer that breaks off is"
              + " not the whole. A cell that a spreadsheet would take for a formula begins with an"
              + " apostrophe.")
  @APIResponse(
      responseCode = "200",
      description = "A row for each registration.",
      content =
          @Content(
              mediaType = "text/csv",
              schema = @Schema(type = SchemaType.STRING),
              examples = @ExampleObject(name = "failed", value = ApiExamples.TABLE)))
  @APIResponse(
      responseCode = "400",
      description = "A parameter is not valid, or not known; each is named.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = @ExampleObject(name = "state", value = ApiExamples.BAD_STATE)))
  public Multi<String> table(@Context UriInfo uri, @BeanParam FilterParameters filter) {
    Parameters.only(uri, FilterParameters.namesAnd());
    return RestMulti.fromMultiData(exports.table(filter.filter(), who.now().name()))
        .header(HttpHeaders.CONTENT_DISPOSITION, FILE.formatted("registrations.csv"))
        .build();
  }
}
