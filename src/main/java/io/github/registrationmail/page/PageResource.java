package io.github.registrationmail.page;

import io.github.registrationmail.database.DatabaseUnavailable;
import io.github.registrationmail.operator.HistoryQuery;
import io.github.registrationmail.operator.ListQuery;
import io.github.registrationmail.operator.OperatorConfig;
import io.github.registrationmail.problem.NoParameters;
import io.github.registrationmail.problem.ProblemException;
import io.github.registrationmail.search.FilterParameters;
import io.github.registrationmail.security.Roles;
import io.github.registrationmail.security.SignedIn;
import io.github.registrationmail.security.WhoCalls;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The pages as a browser's address line names them. */
@Path("/")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
public class PageResource {

  private final Pages pages;
  private final MailPages mails;
  private final OperatorConfig config;
  private final WhoCalls who;
  private final String build;

  PageResource(
      Pages pages,
      MailPages mails,
      OperatorConfig config,
      WhoCalls who,
      @ConfigProperty(name = "quarkus.application.version") String build) {
    this.pages = pages;
    this.mails = mails;
    this.config = config;
    this.who = who;
    this.build = build;
  }

  /** Figures, chart and list. */
  @GET
  @PageHeaders
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> index(
      @BeanParam Visitor visitor,
      @BeanParam FilterParameters filter,
      @RestQuery @Nullable String after) {
    visitor.asksOnly(FilterParameters.namesAnd("after"));
    SignedIn caller = who.now();
    ListQuery query = ListQuery.of(filter, after, Pages.ROWS).of(caller);
    // the list first: the figures are shown as they are and read anew beside it, or all wait
    Uni<TemplateInstance> page =
        Uni.combine()
            .all()
            .unis(pages.list(query, caller), pages.overview(query, caller))
            .with((list, overview) -> PageTemplates.index(frame(visitor), caller, overview, list));
    return answer(visitor, page.map(shown -> ResponseBuilder.ok(shown)));
  }

  /** One registration. */
  @GET
  @Path("mails/{id: [0-9]{1,19}}")
  @PageHeaders
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> detail(@BeanParam Visitor visitor, long id) {
    visitor.asksOnly();
    SignedIn caller = who.now();
    return answer(
        visitor,
        Uni.combine()
            .all()
            .unis(mails.mail(id, caller), mails.letter(id, caller))
            .with(
                (found, letter) ->
                    found
                        .map(mail -> PageTemplates.detail(frame(visitor), caller, mail, letter))
                        .map(page -> ResponseBuilder.ok(page))
                        .orElseGet(() -> nothing(visitor, Status.NOT_FOUND))));
  }

  /** Its failed attempts, as many as there are. */
  @GET
  @Path("mails/{id: [0-9]{1,19}}/failures")
  @PageHeaders
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> failures(
      @BeanParam Visitor visitor, long id, @RestQuery @Nullable String after) {
    visitor.asksOnly("after");
    return answer(
        visitor,
        mails
            .failures(id, ListQuery.unfiltered(after, null), who.now())
            .map(view -> ResponseBuilder.ok(PageTemplates.failures(frame(visitor), view)))
            .onFailure(ProblemException.class)
            .recoverWithItem(() -> nothing(visitor, Status.NOT_FOUND)));
  }

  /** The HTML of its mail, for the frame. */
  @GET
  @Path("mails/{id: [0-9]{1,19}}/page")
  @NoParameters
  @Operation(hidden = true)
  public Uni<Response> page(long id) {
    return mails.framed(id, who.now());
  }

  /** What operators have done. */
  @GET
  @Path("history")
  @PageHeaders
  @Operation(hidden = true)
  public Uni<RestResponse<TemplateInstance>> history(
      @BeanParam Visitor visitor,
      @RestQuery @Nullable String registration,
      @RestQuery("who") @Nullable String name,
      @RestQuery @Nullable String after) {
    visitor.asksOnly("registration", "who", "after");
    HistoryQuery query = HistoryQuery.of(registration, name, after, null);
    return answer(
        visitor,
        mails
            .history(query)
            .map(view -> ResponseBuilder.ok(PageTemplates.history(frame(visitor), view))));
  }

  private Uni<RestResponse<TemplateInstance>> answer(
      Visitor visitor, Uni<ResponseBuilder<TemplateInstance>> page) {
    return page.onFailure(DatabaseUnavailable.class)
        .recoverWithItem(() -> nothing(visitor, Status.SERVICE_UNAVAILABLE))
        .map(answer -> answer.cookie(visitor.cookie().stream().toArray(NewCookie[]::new)).build())
        .invoke(answer -> answer.getEntity().setLocale(visitor.language()));
  }

  private ResponseBuilder<TemplateInstance> nothing(Visitor visitor, Status status) {
    boolean unknown = status == Status.NOT_FOUND;
    return ResponseBuilder.create(
        RestResponse.Status.fromStatusCode(status.getStatusCode()),
        PageTemplates.nothing(frame(visitor), unknown));
  }

  private Frame frame(Visitor visitor) {
    return Frame.of(visitor.language(), build, config);
  }
}
