package io.github.registrationmail.operator;

import io.github.registrationmail.problem.NoParameters;
import io.github.registrationmail.problem.Problem;
import io.github.registrationmail.security.Roles;
import io.github.registrationmail.security.SameOrigin;
import io.github.registrationmail.security.WhoCalls;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.logging.Logger;

/** {@code /registrations}, the part for operators: erase. */
@Path("/registrations")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
@NoParameters
@SameOrigin
@Tag(name = "operators")
@APIResponse(responseCode = "401", description = "Sign in as an operator.")
@APIResponse(
    responseCode = "403",
    description = "A viewer, or the page of another site, makes this call.")
@APIResponse(responseCode = "503", description = "MySQL cannot be reached; try again.")
public class ErasureResource {

  private static final Logger LOG = Logger.getLogger(ErasureResource.class);

  private final ErasureRepository repository;
  private final WhoCalls who;

  ErasureResource(ErasureRepository repository, WhoCalls who) {
    this.repository = repository;
    this.who = who;
  }

  /** Erases one registration. */
  @DELETE
  @Path("/{id: [0-9]{1,19}}")
  @Operation(
      summary = "Erase a registration",
      description =
          "Deletes the person, the mail and all that is known of it, from every table and for good."
              + " A mail that is not sent yet will not be; the address may register anew.")
  @APIResponse(responseCode = "204", description = "Nothing is left of it.")
  @APIResponse(responseCode = "404", description = "There is no such registration.")
  @APIResponse(
      responseCode = "409",
      description = "Its mail is being sent at this moment; try again.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = @ExampleObject(name = "sending", value = ApiExamples.NOT_ERASED)))
  public Uni<Void> erase(@Parameter(description = "The registration.", example = "42") long id) {
    String name = who.now().name();
    return repository
        .erase(id, name)
        .invoke(result -> ActionResource.require(result, id, "The registration cannot be erased"))
        .invoke(() -> LOG.infof("user %d: erased by %s", id, name))
        .replaceWithVoid();
  }
}
