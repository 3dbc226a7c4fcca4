package io.github.registrationmail.page;

import io.github.registrationmail.operator.FailureGroup;
import io.github.registrationmail.operator.Figures;
import io.github.registrationmail.operator.ListQuery;
import io.github.registrationmail.operator.Overview;
import io.github.registrationmail.operator.Reasons;
import io.github.registrationmail.operator.RegistrationList;
import io.github.registrationmail.operator.RegistrationPage;
import io.github.registrationmail.pause.Paused;
import io.github.registrationmail.pause.SendingPause;
import io.github.registrationmail.security.SignedIn;
import io.github.registrationmail.template.Templates;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Reads what the page of the list and its fragments show. */
@Singleton
class Pages {

  /** Rows of a list; each open page reads it anew whenever something changes. */
  static final String ROWS = "25";

  private final RegistrationList list;
  private final Overview overview;
  private final Reasons reasons;
  private final Templates templates;
  private final SendingPause pause;

  Pages(
      RegistrationList list,
      Overview overview,
      Reasons reasons,
      Templates templates,
      SendingPause pause) {
    this.list = list;
    this.overview = overview;
    this.reasons = reasons;
    this.templates = templates;
    this.pause = pause;
  }

  Uni<OverviewView> overview(ListQuery query, SignedIn caller) {
    return overview
        .figures()
        .map(figures -> caller.shown(figures, Figures::masked))
        .map(figures -> OverviewView.of(figures, query, templates.fault(), pause(caller)));
  }

  private Optional<Paused> pause(SignedIn caller) {
    return pause.latest().map(paused -> caller.shown(paused, Paused::masked));
  }

  Uni<ListView> list(ListQuery query, SignedIn caller) {
    return list.page(query)
        .map(page -> caller.shown(page, RegistrationPage::masked))
        .map(page -> ListView.of(query, page, caller));
  }

  /** Why mails were given up. */
  Uni<List<ReasonView>> reasons(SignedIn caller) {
    return reasons
        .ofFailed()
        .map(groups -> groups.stream().map(one -> caller.shown(one, FailureGroup::masked)))
        .map(groups -> groups.map(ReasonView::of).toList());
  }
}
