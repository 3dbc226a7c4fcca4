package io.github.registrationmail.registration;

import io.github.registrationmail.async.EvenTime;
import io.github.registrationmail.problem.NoParameters;
import io.github.registrationmail.problem.Problem;
import io.github.registrationmail.problem.ProblemException;
import io.github.registrationmail.security.ForCallers;
import io.github.registrationmail.security.Roles;
import io.github.registrationmail.security.SignedIn;
import io.github.registrationmail.security.WhoCalls;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirementsSet;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jspecify.annotations.Nullable;

/** {@code /registrations}: anyone registers, operators look one up. */
@Path("/registrations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "registrations")
public class RegistrationResource {

  /**
   * The answer takes at least this time, which is longer than nearly every registration: a new
   * address costs more work than a known one, and the time must not tell.
   */
  private static final Duration DISCREET = Duration.ofMillis(100);

  private final Registrations registrations;
  private final Acceptance acceptance;
  private final WhoCalls who;
  private final boolean revealsDuplicates;

  RegistrationResource(
      Registrations registrations,
      Acceptance acceptance,
      WhoCalls who,
      @ConfigProperty(name = "registration.reveal-duplicates", defaultValue = "true")
          boolean revealsDuplicates) {
    this.registrations = registrations;
    this.acceptance = acceptance;
    this.who = who;
    this.revealsDuplicates = revealsDuplicates;
  }

  /** Stores the registration; its mail follows. */
  @POST
  @PermitAll
  @ForCallers
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(summary = "Register", description = "The mail follows after the first delay.")
  @SecurityRequirementsSet(@SecurityRequirement(name = "token"))
  @SecurityRequirementsSet
  @APIResponse(
      responseCode = "201",
      description = "Registered; Location names it.",
      headers =
          @Header(
              name = HttpHeaders.LOCATION,
              description = "Where operators find it.",
              schema = @Schema(type = SchemaType.STRING)),
      content =
          @Content(
              schema = @Schema(implementation = Registration.class),
              examples =
                  @ExampleObject(name = "registered", value = RegistrationExamples.REGISTERED)))
  @APIResponse(
      responseCode = "202",
      description =
          "Registered, now or before: with registration.reveal-duplicates=false nobody is told"
              + " which.")
  @APIResponse(
      responseCode = "400",
      description = "Not valid; each wrong field is named.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = @ExampleObject(name = "email", value = RegistrationExamples.INVALID)))
  @APIResponse(responseCode = "401", description = "The service has tokens, and this is none.")
  @APIResponse(
      responseCode = "409",
      description =
          "The address is registered already, or the first request with this key is under way.",
      content =
          @Content(
              mediaType = Problem.MEDIA_TYPE,
              examples = @ExampleObject(name = "known", value = RegistrationExamples.KNOWN)))
  @APIResponse(responseCode = "413", description = "The body is larger than 16 KiB.")
  @APIResponse(responseCode = "422", description = "Another request had this Idempotency-Key.")
  @APIResponse(responseCode = "429", description = "Too many from this address; Retry-After tells.")
  @APIResponse(responseCode = "503", description = "MySQL cannot be reached; try again.")
  public Uni<Response> register(
      @Parameter(
              name = Idempotency.HEADER,
              in = ParameterIn.HEADER,
              description =
                  "So that the same request, sent again within 24 hours because its answer was"
                      + " lost, gets the same answer (draft-ietf-httpapi-idempotency-key-header).",
              example = "\"8e03978e-40d5-43dd-bc93-6894a57f9324\"",
              schema = @Schema(type = SchemaType.STRING, maxLength = 257))
          @RestHeader(Idempotency.HEADER)
          List<String> keys,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = NewRegistration.class),
                      examples = {
                        @ExampleObject(name = "welcome", value = RegistrationExamples.NEW),
                        @ExampleObject(name = "invite", value = RegistrationExamples.INVITED)
                      }))
          @Valid
          @Nullable NewRegistration body) {
    if (body == null) {
      throw new ProblemException(Status.BAD_REQUEST, "The body must be one JSON object.");
    }
    Optional<Idempotency> idempotency = Idempotency.of(keys, body);
    Uni<Registered> registered = registrations.register(acceptance.accept(body), idempotency);
    return revealsDuplicates
        ? registered.map(RegistrationResource::answer)
        : EvenTime.of(DISCREET, registered).map(RegistrationResource::discreet);
  }

  /** One registration, where its mail is, and its failed attempts. */
  @GET
  @Path("/{id: [0-9]{1,19}}")
  @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
  @NoParameters
  @Operation(summary = "Look one registration up")
  @APIResponse(
      responseCode = "200",
      description =
          "The registration, its mail, and the last hundred failed attempts, newest first; there"
              + " are `olderFailures` more.",
      content =
          @Content(
              schema = @Schema(implementation = RegistrationDetail.class),
              examples = @ExampleObject(name = "sent", value = RegistrationExamples.FOUND)))
  @APIResponse(responseCode = "401", description = "Sign in as an operator.")
  @APIResponse(responseCode = "503", description = "MySQL cannot be reached; try again.")
  @APIResponse(responseCode = "404", description = "There is no such registration.")
  public Uni<RegistrationDetail> find(
      @Parameter(description = "The registration.", example = "42") long id) {
    SignedIn caller = who.now();
    return registrations
        .find(id)
        .map(found -> found.orElseThrow(() -> Registrations.unknown(id)))
        .map(found -> caller.shown(found, RegistrationDetail::masked));
  }

  private static Response answer(Registered result) {
    if (result instanceof Registered.New created) {
      return created(created.registration());
    }
    if (result instanceof Registered.Again again) {
      return created(again.registration());
    }
    throw refusal(result);
  }

  /** Nobody is told whether the address is known. */
  private static Response discreet(Registered result) {
    if (result instanceof Registered.KeyUsed || result instanceof Registered.UnderWay) {
      throw refusal(result);
    }
    return Response.accepted().build();
  }

  private static Response created(Registration registration) {
    return Response.status(Status.CREATED)
        .header(HttpHeaders.LOCATION, "/registrations/" + registration.id())
        .entity(registration)
        .build();
  }

  private static ProblemException refusal(Registered result) {
    if (result instanceof Registered.KeyUsed) {
      return new ProblemException(
          Problem.unprocessable(
              "Another request had this Idempotency-Key: send this one with a key of its own."));
    }
    return new ProblemException(
        Status.CONFLICT,
        result instanceof Registered.UnderWay
            ? "The first request with this Idempotency-Key is not answered yet; try again."
            : "This email address is registered already.");
  }
}
