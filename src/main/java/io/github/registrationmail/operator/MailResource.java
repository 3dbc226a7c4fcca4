package io.github.registrationmail.operator;

import io.github.registrationmail.problem.NoParameters;
import io.github.registrationmail.problem.Problem;
import io.github.registrationmail.security.Roles;
import io.github.registrationmail.security.WhoCalls;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /registrations}, the part for operators: the mail itself. */
@Path("/registrations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
@NoParameters
@Tag(name = "operators")
@APIResponse(responseCode = "401", description = "Sign in as an operator.")
@APIResponse(responseCode = "503", description = "MySQL cannot be reached; try again.")
public class MailResource {

  private final RegistrationMails mails;
  private final WhoCalls who;

  MailResource(RegistrationMails mails, WhoCalls who) {
    this.mails = mails;
    this.who = who;
  }

  /** The mail of one registration. */
  @GET
  @Path("/{id: [0-9]{1,19}}/mail")
  @Operation(
      summary = "Show a mail",
      description =
          "As it would be written now, with the registration's data and its template as it is.")
  @APIResponse(
      responseCode = "200",
      description = "Subject, page, text and headers.",
      content =
          @Content(
              schema = @Schema(implementation = Preview.class),
              examples = @ExampleObject(name = "welcome", value = ApiExamples.PREVIEW)))
  @APIResponse(responseCode = "403", description = "Addresses and names are hidden from viewers.")
  @APIResponse(responseCode = "404", description = "There is no such registration.")
  @APIResponse(
      responseCode = "409",
      description = "It cannot be written: its template has gone, or needs what the data lacks.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = @ExampleObject(name = "gone", value = ApiExamples.NO_TEMPLATE)))
  public Uni<Preview> mail(@Parameter(description = "The registration.", example = "42") long id) {
    who.now().mustSeePeople(RegistrationMails.HIDDEN);
    return mails.preview(id);
  }
}
