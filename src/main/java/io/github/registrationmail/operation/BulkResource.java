package io.github.registrationmail.operation;

import io.github.registrationmail.operation.Operations.Begun;
import io.github.registrationmail.problem.FieldError;
import io.github.registrationmail.problem.NoBody;
import io.github.registrationmail.problem.Parameters;
import io.github.registrationmail.problem.Problem;
import io.github.registrationmail.problem.ProblemException;
import io.github.registrationmail.search.FilterParameters;
import io.github.registrationmail.search.MailFilter;
import io.github.registrationmail.security.Roles;
import io.github.registrationmail.security.SameOrigin;
import io.github.registrationmail.security.WhoCalls;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/**
 * {@code /registrations}, the part for operators: what is done to many at once. Each call says how
 * many are meant, or begins the operation; neither waits for the mails.
 */
@Path("/registrations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
@SameOrigin
@NoBody
@Tag(name = "operators")
@APIResponse(
    responseCode = "200",
    description = "With `dryRun=true`: how many are meant, and nothing is done.",
    content =
        @Content(
            schema = @Schema(implementation = Matching.class),
            examples = @ExampleObject(name = "many", value = OperationExamples.MATCHING)))
@APIResponse(
    responseCode = "202",
    description = "It has begun; Location has how far it is.",
    content =
        @Content(
            schema = @Schema(implementation = BulkOperation.class),
            examples = @ExampleObject(name = "running", value = OperationExamples.RUNNING)))
@APIResponse(
    responseCode = "400",
    description =
        "The state is none for it, or a parameter is not valid, blank, given twice, or not known; or"
            + " there is a body.",
    content =
        @Content(
            mediaType = Problem.MEDIA_TYPE,
            examples = @ExampleObject(name = "state", value = OperationExamples.BAD_STATE)))
@APIResponse(responseCode = "401", description = "Sign in as an operator.")
@APIResponse(
    responseCode = "403",
    description = "A viewer, or the page of another site, makes this call.")
@APIResponse(
    responseCode = "409",
    description = "The same is under way, or paused; Location has it.",
    content =
        @Content(
            mediaType = Problem.MEDIA_TYPE,
            examples = @ExampleObject(name = "same", value = OperationExamples.SAME)))
@APIResponse(responseCode = "503", description = "MySQL cannot be reached; try again.")
public class BulkResource {

  private static final String DRY_RUN = "dryRun";
  private static final String EXPECTED = "expected";
  private static final String AT_MOST =
      "How many there were when they were counted: if there are more by now, nothing is done (412).";
  private static final String HOW_MANY =
      "`true` says how many are meant, and does nothing; what takes longer than a second to count"
          + " is counted no further (`atLeast`).";

  private final Operations operations;
  private final WhoCalls who;

  BulkResource(Operations operations, WhoCalls who) {
    this.operations = operations;
    this.who = who;
  }

  /** Starts mails over. */
  @POST
  @Path("/mail/retry")
  @Operation(
      operationId = "retryAll",
      summary = "Retry mails",
      description =
          "Makes those due that the filter means, from the first attempt; they are sent as fast as"
              + " the broker takes them. The state must be FAILED or CANCELLED.")
  public Uni<Response> retryAll(
      @Context UriInfo uri,
      @BeanParam FilterParameters filter,
      @Parameter(description = HOW_MANY, schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery
          @Nullable String dryRun) {
    return answer(OperationKind.RETRY, uri, filter, dryRun);
  }

  /** Cancels mails. */
  @POST
  @Path("/mail/cancel")
  @Operation(
      operationId = "cancelAll",
      summary = "Cancel mails",
      description =
          "Those that the filter means and that are not sent, or being sent, will not be: PENDING,"
              + " QUEUED, RETRYING and FAILED ones, or one of these states only.")
  public Uni<Response> cancelAll(
      @Context UriInfo uri,
      @BeanParam FilterParameters filter,
      @Parameter(description = HOW_MANY, schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery
          @Nullable String dryRun) {
    return answer(OperationKind.CANCEL, uri, filter, dryRun);
  }

  /** Sends mails once more. */
  @POST
  @Path("/mail/resend")
  @Operation(
      operationId = "resendAll",
      summary = "Send mails again",
      description =
          "As other mails with Message-IDs of their own, to the same addresses: SENT, FAILED and"
              + " CANCELLED ones that the filter means. There must be a filter.")
  public Uni<Response> resendAll(
      @Context UriInfo uri,
      @BeanParam FilterParameters filter,
      @Parameter(description = HOW_MANY, schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery
          @Nullable String dryRun) {
    return answer(OperationKind.RESEND, uri, filter, dryRun);
  }

  /** Erases registrations. */
  @POST
  @Path("/erase")
  @Operation(
      operationId = "eraseAll",
      summary = "Erase registrations",
      description =
          "Deletes the persons, the mails and all that is known of them, from every table and for"
              + " good; any that the filter means but those whose mail is being sent. There must be a"
              + " filter.")
  @APIResponse(responseCode = "412", description = "More are meant than were expected.")
  public Uni<Response> eraseAll(
      @Context UriInfo uri,
      @BeanParam FilterParameters filter,
      @Parameter(description = HOW_MANY, schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery
          @Nullable String dryRun,
      @Parameter(description = AT_MOST, example = "57", schema = @Schema(type = SchemaType.INTEGER))
          @RestQuery
          @Nullable String expected) {
    Parameters.only(uri, FilterParameters.namesAnd(DRY_RUN, EXPECTED));
    return answer(OperationKind.ERASE, uri, filter, dryRun, most(expected));
  }

  private Uni<Response> answer(
      OperationKind kind, UriInfo uri, FilterParameters parameters, @Nullable String dryRun) {
    Parameters.only(uri, FilterParameters.namesAnd(DRY_RUN));
    return answer(kind, uri, parameters, dryRun, Long.MAX_VALUE);
  }

  private Uni<Response> answer(
      OperationKind kind,
      UriInfo uri,
      FilterParameters parameters,
      @Nullable String dryRun,
      long most) {
    // what a variable with nothing in it leaves behind would mean all
    Parameters.noneBlank(uri);
    MailFilter filter = parameters.filter();
    return isDry(dryRun)
        ? operations.count(kind, filter).map(matching -> Response.ok(matching).build())
        : operations.begin(kind, filter, most, who.now().name()).map(BulkResource::answer);
  }

  private static Response answer(Begun begun) {
    String path = begun.operation().path();
    ResponseBuilder answer =
        begun.isNew()
            ? Response.accepted(begun.operation())
            : Response.status(Status.CONFLICT)
                .type(Problem.MEDIA_TYPE)
                .entity(
                    Problem.of(Status.CONFLICT, "The same is under way already: " + path + "."));
    return answer.header(HttpHeaders.LOCATION, path).build();
  }

  private static long most(@Nullable String expected) {
    try {
      return expected == null ? Long.MAX_VALUE : Long.parseLong(expected.strip());
    } catch (NumberFormatException e) {
      throw new ProblemException(
          Problem.invalid(List.of(new FieldError(EXPECTED, "must be a number"))));
    }
  }

  private static boolean isDry(@Nullable String dryRun) {
    if (dryRun == null || dryRun.equals("false")) {
      return false;
    }
    if (dryRun.equals("true")) {
      return true;
    }
    throw new ProblemException(
        Problem.invalid(List.of(new FieldError(DRY_RUN, "must be true or false"))));
  }
}
