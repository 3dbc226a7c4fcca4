package io.github.registrationmail.page;

import io.github.registrationmail.operator.Figures;
import io.github.registrationmail.operator.ListQuery;
import io.github.registrationmail.operator.Minute;
import io.github.registrationmail.operator.Overview;
import io.github.registrationmail.problem.NoParameters;
import io.github.registrationmail.registration.Registrations;
import io.github.registrationmail.search.FilterParameters;
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
@RolesAllowed("operator")
@PageHeaders
public class FragmentResource {

  private final Pages pages;
  private final Overview overview;
  private final PageEvents events;

  FragmentResource(Pages pages, Overview overview, PageEvents events) {
    this.pages = pages;
    this.overview = overview;
    this.events = events;
  }

  /** The figures. */
  @GET
  @Path("/overview")
  @Operation(hidden = true)
  public Uni<TemplateInstance> overview(
      @BeanParam Visitor visitor, @BeanParam FilterParameters filter) {
    visitor.asksOnly(FilterParameters.namesAnd());
    return pages
        .overview(ListQuery.of(filter, null, null))
        .map(PageTemplates::overview)
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
    return pages
        .list(ListQuery.of(filter, after, null))
        .map(PageTemplates::rows)
        .map(part -> part.setLocale(visitor.language()));
  }

  /** Why mails have failed. */
  @GET
  @Path("/reasons")
  @Operation(hidden = true)
  public Uni<TemplateInstance> reasons(@BeanParam Visitor visitor) {
    visitor.asksOnly();
    return pages
        .reasons()
        .map(PageTemplates::reasons)
        .map(part -> part.setLocale(visitor.language()));
  }

  /** One registration. */
  @GET
  @Path("/mails/{id: [0-9]{1,18}}")
  @Operation(hidden = true)
  public Uni<TemplateInstance> mail(@BeanParam Visitor visitor, long id) {
    visitor.asksOnly();
    return pages
        .mail(id)
        .map(found -> found.orElseThrow(() -> Registrations.unknown(id)))
        .map(PageTemplates::mail)
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
