package io.github.registrationmail.page;

import io.github.registrationmail.operation.BulkOperation;
import io.github.registrationmail.operation.Operations;
import io.github.registrationmail.operator.Figures;
import io.github.registrationmail.operator.ListQuery;
import io.github.registrationmail.operator.Minute;
import io.github.registrationmail.operator.Overview;
import io.github.registrationmail.problem.NoParameters;
import io.github.registrationmail.registration.Registrations;
import io.github.registrationmail.search.FilterParameters;
import io.github.registrationmail.security.Roles;
import io.github.registrationmail.security.SignedIn;
import io.github.registrationmail.security.WhoCalls;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** Serves the parts of the pages that change, and the event that they have changed. */
@Path("/page")
@Produces(MediaType.TEXT_HTML)
@RolesAllowed({Roles.VIEWER, Roles.OPERATOR})
@PageHeaders
public class FragmentResource {

  private final Pages pages;
  private final MailPages mails;
  private final Overview overview;
  private final PageEvents events;
  private final Operations operations;
  private final WhoCalls who;

  FragmentResource(
      Pages pages,
      MailPages mails,
      Overview overview,
      PageEvents events,
      Operations operations,
      WhoCalls who) {
    this.pages = pages;
    this.mails = mails;
    this.overview = overview;
    this.events = events;
    this.operations = operations;
    this.who = who;
  }

  /** The figures. */
  @GET
  @Path("/overview")
  @Operation(hidden = true)
  public Uni<TemplateInstance> overview(
      @BeanParam Visitor visitor, @BeanParam FilterParameters filter) {
    visitor.asksOnly(FilterParameters.namesAnd());
    SignedIn caller = who.now();
    return pages
        .overview(ListQuery.of(filter, null, null).of(caller), caller)
        .map(view -> PageTemplates.overview(caller, view))
        .map(part -> part.setLocale(visitor.language()));
  }

  /** The list. */
  @GET
  @Path("/list")
  @Operation(hidden = true)
  public Uni<TemplateInstance> list(
      @BeanParam Visitor visitor,
      @BeanParam FilterParameters filter,
      @RestQuery @Nullable String after) {
    visitor.asksOnly(FilterParameters.namesAnd("after"));
    SignedIn caller = who.now();
    return pages
        .list(ListQuery.of(filter, after, Pages.ROWS).of(caller), caller)
        .map(view -> PageTemplates.rows(caller, view))
        .map(part -> part.setLocale(visitor.language()));
  }

  /** Why mails have failed. */
  @GET
  @Path("/reasons")
  @Operation(hidden = true)
  public Uni<TemplateInstance> reasons(@BeanParam Visitor visitor) {
    visitor.asksOnly();
    SignedIn caller = who.now();
    return pages
        .reasons(caller)
        .map(groups -> PageTemplates.reasons(caller, groups))
        .map(part -> part.setLocale(visitor.language()));
  }

  /** What is done to many mails. */
  @GET
  @Path("/operations")
  @Operation(hidden = true)
  public Uni<TemplateInstance> operations(@BeanParam Visitor visitor) {
    visitor.asksOnly();
    SignedIn caller = who.now();
    return operations
        .recent()
        .map(found -> found.stream().map(one -> caller.shown(one, BulkOperation::masked)))
        .map(found -> PageTemplates.operations(caller, found.map(OperationView::of).toList()))
        .map(part -> part.setLocale(visitor.language()));
  }

  /** One registration. */
  @GET
  @Path("/mails/{id: [0-9]{1,19}}")
  @Operation(hidden = true)
  public Uni<TemplateInstance> mail(@BeanParam Visitor visitor, long id) {
    visitor.asksOnly();
    SignedIn caller = who.now();
    return mails
        .mail(id, caller)
        .map(found -> found.orElseThrow(() -> Registrations.unknown(id)))
        .map(view -> PageTemplates.mail(caller, view))
        .map(part -> part.setLocale(visitor.language()));
  }

  /** What the chart shows: the last hour, oldest minute first. */
  @GET
  @Path("/activity")
  @NoParameters
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Uni<List<Minute>> activity() {
    return overview.figures().map(Figures::hour);
  }

  /** An event whenever something has changed, and now and then so that proxies keep it open. */
  @GET
  @Path("/events")
  @NoParameters
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public Multi<PageEvents.Event> events() {
    return events.stream();
  }
}
