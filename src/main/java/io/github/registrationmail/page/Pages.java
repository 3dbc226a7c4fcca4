package io.github.registrationmail.page;

import io.github.registrationmail.operator.ListQuery;
import io.github.registrationmail.operator.Overview;
import io.github.registrationmail.operator.RegistrationList;
import io.github.registrationmail.registration.Registrations;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Reads what the pages and their fragments show. */
@Singleton
class Pages {

  private final RegistrationList list;
  private final Overview overview;
  private final Registrations registrations;

  Pages(RegistrationList list, Overview overview, Registrations registrations) {
    this.list = list;
    this.overview = overview;
    this.registrations = registrations;
  }

  Uni<OverviewView> overview(ListQuery query) {
    return overview.figures().map(figures -> OverviewView.of(figures, query.state()));
  }

  Uni<ListView> list(ListQuery query) {
    return list.page(query).map(page -> ListView.of(query, page));
  }

  /** Empty when there is no such registration. */
  Uni<Optional<MailView>> mail(long id) {
    return registrations.find(id).map(found -> found.map(MailView::of));
  }
}
