package io.github.registrationmail.page;

import io.github.registrationmail.operator.OperatorConfig;
import io.github.registrationmail.operator.Previews;
import io.github.registrationmail.operator.TestMails;
import io.github.registrationmail.problem.ProblemException;
import io.github.registrationmail.registration.EmailAddress;
import io.github.registrationmail.security.Roles;
import io.github.registrationmail.security.SameOrigin;
import io.github.registrationmail.security.SignedIn;
import io.github.registrationmail.security.WhoCalls;
import io.github.registrationmail.template.Data;
import io.github.registrationmail.template.Templates;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The pages that show how the mails look. */
@Path("/previews")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed(Roles.OPERATOR)
public class PreviewResource {

  private final Previews previews;
  private final TestMails tests;
  private final Templates templates;
  private final OperatorConfig config;
  private final WhoCalls who;
  private final String build;

  PreviewResource(
      Previews previews,
      TestMails tests,
      Templates templates,
      OperatorConfig config,
      WhoCalls who,
      @ConfigProperty(name = "quarkus.application.version") String build) {
    this.previews = previews;
    this.tests = tests;
    this.templates = templates;
    this.config = config;
    this.who = who;
    this.build = build;
  }

  /** All templates in all their languages. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
  @PageHeaders
  @Operation(hidden = true)
  public TemplateInstance index(@BeanParam Visitor visitor) {
    visitor.asksOnly();
    return PageTemplates.previews(
            frame(visitor), previews.templates(), templates.fault().orElse(""))
        .setLocale(visitor.language());
  }

  /** One mail. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
  @Path("{template}/{language}")
  @PageHeaders
  @Operation(hidden = true)
  public TemplateInstance preview(
      @BeanParam Visitor visitor,
      String template,
      String language,
      @RestQuery @Nullable String data) {
    visitor.asksOnly("data");
    return PageTemplates.preview(
            frame(visitor), who.now(), view(template, language, data), List.of())
        .setLocale(visitor.language());
  }

  /** Sends it to whoever looks at it. */
  @POST
  @Path("{template}/{language}/test")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @PageHeaders
  @SameOrigin
  @Operation(hidden = true)
  public Uni<TemplateInstance> test(
      @BeanParam Visitor visitor,
      String template,
      String language,
      @RestForm @EmailAddress @NotNull(message = "is missing") String to,
      @RestForm @Nullable String data) {
    visitor.asksOnly();
    SignedIn caller = who.now();
    PreviewView view = view(template, language, data);
    return tests
        .send(template, language, to, view.values(), caller.name())
        .map(
            result ->
                PageTemplates.preview(frame(visitor), caller, view, List.of(result))
                    .setLocale(visitor.language()));
  }

  /** Its HTML, for the frame. */
  @GET
  @RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
  @Path("{template}/{language}/page")
  @Operation(hidden = true)
  public Response page(
      @BeanParam Visitor visitor,
      String template,
      String language,
      @RestQuery @Nullable String data) {
    visitor.asksOnly("data");
    return FramedPage.of(previews.letter(template, language, Optional.ofNullable(data)));
  }

  private PreviewView view(String template, String language, @Nullable String data) {
    String typed =
        Optional.ofNullable(data)
            .or(() -> templates.find(template).map(found -> Data.json(found.sample())))
            .orElse("{}");
    try {
      return PreviewView.of(previews.preview(template, language, Optional.of(typed)), typed);
    } catch (ProblemException e) {
      return PreviewView.of(template, language, typed, e.problem());
    }
  }

  private Frame frame(Visitor visitor) {
    return Frame.of(visitor.language(), build, config);
  }
}
