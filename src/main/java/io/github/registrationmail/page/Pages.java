package io.github.registrationmail.page;

import io.github.registrationmail.operator.Figures;
import io.github.registrationmail.operator.ListQuery;
import io.github.registrationmail.operator.Overview;
import io.github.registrationmail.operator.Reasons;
import io.github.registrationmail.operator.RegistrationList;
import io.github.registrationmail.operator.RegistrationMails;
import io.github.registrationmail.operator.RegistrationPage;
import io.github.registrationmail.pause.SendingPause;
import io.github.registrationmail.problem.ProblemException;
import io.github.registrationmail.registration.FailurePage;
import io.github.registrationmail.registration.RegistrationDetail;
import io.github.registrationmail.registration.Registrations;
import io.github.registrationmail.security.SignedIn;
import io.github.registrationmail.template.Templates;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;

/** Reads what the pages and their fragments show. */
@Singleton
class Pages {

  private final RegistrationList list;
  private final Overview overview;
  private final Registrations registrations;
  private final RegistrationMails mails;
  private final Reasons reasons;
  private final Templates templates;
  private final SendingPause pause;

  Pages(
      RegistrationList list,
      Overview overview,
      Registrations registrations,
      RegistrationMails mails,
      Reasons reasons,
      Templates templates,
      SendingPause pause) {
    this.list = list;
    this.overview = overview;
    this.registrations = registrations;
    this.mails = mails;
    this.reasons = reasons;
    this.templates = templates;
    this.pause = pause;
  }

  Uni<OverviewView> overview(ListQuery query, SignedIn caller) {
    return overview
        .figures()
        .map(figures -> caller.shown(figures, Figures::masked))
        .map(figures -> OverviewView.of(figures, query, templates.fault(), pause.latest()));
  }

  Uni<ListView> list(ListQuery query, SignedIn caller) {
    return list.page(query)
        .map(page -> caller.shown(page, RegistrationPage::masked))
        .map(page -> ListView.of(query, page));
  }

  /** Why mails were given up. */
  Uni<List<ReasonView>> reasons() {
    return reasons.ofFailed().map(groups -> groups.stream().map(ReasonView::of).toList());
  }

  /** Empty when there is no such registration. */
  Uni<Optional<MailView>> mail(long id, SignedIn caller) {
    return registrations
        .find(id)
        .map(
            found ->
                found
                    .map(detail -> caller.shown(detail, RegistrationDetail::masked))
                    .map(MailView::of));
  }

  /** What has failed before that, which is more than the page of the registration shows. */
  Uni<FailuresView> failures(long id, ListQuery query, SignedIn caller) {
    return registrations
        .failures(id, query.after().orElse(Long.MAX_VALUE), FailuresView.ROWS)
        .map(page -> caller.shown(page, FailurePage::masked))
        .map(page -> FailuresView.of(id, page));
  }

  /** The mail itself, or why there is none; nothing for whom people are hidden from. */
  Uni<LetterView> letter(long id, SignedIn caller) {
    return caller.seesPeople() ? letter(id) : Uni.createFrom().item(LetterView.HIDDEN);
  }

  private Uni<LetterView> letter(long id) {
    return mails
        .preview(id)
        .map(mail -> LetterView.of(id, mail))
        .onFailure(ProblemException.class)
        .recoverWithItem(why -> LetterView.of((ProblemException) why));
  }

  /** Its HTML. */
  Uni<Response> framed(long id, SignedIn caller) {
    caller.mustSeePeople(RegistrationMails.HIDDEN);
    return mails.letter(id).map(FramedPage::of);
  }
}
