package io.github.registrationmail.operator;

import io.github.registrationmail.problem.NoParameters;
import io.github.registrationmail.problem.Parameters;
import io.github.registrationmail.problem.ProblemException;
import io.github.registrationmail.security.Roles;
import io.github.registrationmail.security.SameOrigin;
import io.github.registrationmail.security.WhoCalls;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** {@code /templates}: the mails there are, and how they look. */
@Path("/templates")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.OPERATOR)
@Tag(name = "templates")
@APIResponse(responseCode = "401", description = "Sign in as an operator.")
public class TemplateResource {

  private final Previews previews;
  private final TestMails tests;
  private final WhoCalls who;

  TemplateResource(Previews previews, TestMails tests, WhoCalls who) {
    this.previews = previews;
    this.tests = tests;
    this.who = who;
  }

  /** All of them. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
  @NoParameters
  @Operation(
      operationId = "listTemplates",
      summary = "List the templates",
      description = "As they were loaded last.")
  @APIResponse(
      responseCode = "200",
      description = "All of them.",
      content =
          @Content(
              schema = @Schema(type = SchemaType.ARRAY, implementation = TemplateSummary.class),
              examples = @ExampleObject(name = "two", value = ApiExamples.TEMPLATES)))
  public List<TemplateSummary> list() {
    return previews.templates();
  }

  /** One mail. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
  @Path("/{template}/{language}")
  @Operation(
      summary = "Preview a mail",
      description = "With the template's sample.json, or with the data given.")
  @APIResponse(
      responseCode = "200",
      description = "Subject, page, text, headers and warnings.",
      content =
          @Content(
              schema = @Schema(implementation = Preview.class),
              examples = @ExampleObject(name = "welcome", value = ApiExamples.PREVIEW)))
  @APIResponse(responseCode = "400", description = "The data is not valid, or lacks what is named.")
  @APIResponse(responseCode = "404", description = "There is no such template or language.")
  public Preview preview(
      @Context UriInfo uri,
      @Parameter(example = "welcome") String template,
      @Parameter(example = "en") String language,
      @Parameter(description = "JSON, instead of the sample.") @RestQuery @Nullable String data) {
    Parameters.only(uri, "data");
    return previews.preview(template, language, Optional.ofNullable(data));
  }

  /** Sends one. */
  @POST
  @Path("/{template}/{language}/test")
  @NoParameters
  @Consumes(MediaType.APPLICATION_JSON)
  @SameOrigin
  @Operation(
      summary = "Send a test mail",
      description =
          "At once, marked as a test in subject and header, with the mail server's answer.")
  @APIResponse(
      responseCode = "200",
      description = "Whether it was accepted, and the reply.",
      content =
          @Content(
              schema = @Schema(implementation = TestResult.class),
              examples = @ExampleObject(name = "accepted", value = ApiExamples.TESTED)))
  @APIResponse(responseCode = "400", description = "The address or the data is not valid.")
  @APIResponse(responseCode = "404", description = "There is no such template or language.")
  public Uni<TestResult> test(
      @Parameter(example = "welcome") String template,
      @Parameter(example = "en") String language,
      @RequestBody(
              required = true,
              content =
                  @Content(
                      schema = @Schema(implementation = NewTest.class),
                      examples =
                          @ExampleObject(name = "to me", value = "{\"to\": \"me@example.org\"}")))
          @Valid
          @Nullable NewTest body) {
    if (body == null) {
      throw new ProblemException(Status.BAD_REQUEST, "The body must be one JSON object.");
    }
    String to = Optional.ofNullable(body.to()).orElseThrow();
    return tests.send(template, language, to, Optional.ofNullable(body.data()), who.now().name());
  }
}
