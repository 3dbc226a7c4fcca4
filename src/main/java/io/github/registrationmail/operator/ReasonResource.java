package io.github.registrationmail.operator;

import io.github.registrationmail.problem.NoParameters;
import io.github.registrationmail.problem.Parameters;
import io.github.registrationmail.problem.Problem;
import io.github.registrationmail.search.FilterParameters;
import io.github.registrationmail.security.Roles;
import io.github.registrationmail.security.SameOrigin;
import io.github.registrationmail.security.SignedIn;
import io.github.registrationmail.security.WhoCalls;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /registrations/reasons}: why mails have failed, and what operators note about it. */
@Path("/registrations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
@Tag(name = "operators")
@APIResponse(responseCode = "401", description = "Sign in as an operator.")
@APIResponse(responseCode = "503", description = "MySQL cannot be reached, or needs too long.")
public class ReasonResource {

  private final Reasons reasons;
  private final WhoCalls who;

  ReasonResource(Reasons reasons, WhoCalls who) {
    this.reasons = reasons;
    this.who = who;
  }

  /** The groups. */
  @GET
  @Path("/reasons")
  @Operation(
      operationId = "listReasons",
      summary = "Group failures by their reasons",
      description =
          "Of the mails whose last attempt failed and which the filter means, FAILED ones if it names"
              + " no state; largest group first, 100 at most. A reason is what the mail server said,"
              + " without addresses, quoted words, numbers and ids; as `reason` it means these mails in"
              + " every other call, and it has the note that an operator has written about it. Of a"
              + " state they are up to five seconds old; with more than the state, the newest 10,000"
              + " mails in it are looked at.")
  @APIResponse(
      responseCode = "200",
      description = "The groups.",
      content =
          @Content(
              schema = @Schema(type = SchemaType.ARRAY, implementation = FailureGroup.class),
              examples = @ExampleObject(name = "two", value = ApiExamples.REASONS)))
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
  public Uni<List<FailureGroup>> reasons(@Context UriInfo uri, @BeanParam FilterParameters filter) {
    Parameters.only(uri, FilterParameters.namesAnd());
    SignedIn caller = who.now();
    return reasons
        .of(filter.filter().of(caller))
        .map(
            groups ->
                groups.stream().map(group -> caller.shown(group, FailureGroup::masked)).toList());
  }

  /** Keeps a note with a group. */
  @PUT
  @Path("/reasons/note")
  @RolesAllowed(Roles.OPERATOR)
  @SameOrigin
  @NoParameters
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "noteReason",
      summary = "Keep a note with a reason",
      description =
          "Instead of the one that it has; an empty one deletes it. A note is one line, which"
              + " everybody sees who sees the reasons: write no name and no address in it. It stays"
              + " until it is deleted, also while no mail has the reason.")
  @APIResponse(responseCode = "204", description = "It is kept, or there is none any more.")
  @APIResponse(
      responseCode = "400",
      description = "Reason or note is missing or too long, or a parameter is not known.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = @ExampleObject(name = "long", value = ApiExamples.LONG_NOTE)))
  @APIResponse(
      responseCode = "403",
      description = "A viewer, or the page of another site, makes this call.")
  public Uni<Void> note(
      @RequestBody(
              required = true,
              content =
                  @Content(
                      mediaType = MediaType.APPLICATION_JSON,
                      schema = @Schema(implementation = NewNote.class),
                      examples =
                          @ExampleObject(
                              name = "ticket",
                              value =
                                  "{\"reason\": \"452 4.2.2 mailbox full\","
                                      + " \"note\": \"their quota is raised tonight\"}")))
          @NotNull(message = "is missing")
          @Valid
          NewNote body) {
    return reasons.note(body, who.now().name());
  }
}
