package io.github.registrationmail.page;

import io.github.registrationmail.audit.ActionPage;
import io.github.registrationmail.audit.Audit;
import io.github.registrationmail.audit.PastAction;
import io.github.registrationmail.operator.HistoryQuery;
import io.github.registrationmail.operator.ListQuery;
import io.github.registrationmail.operator.RegistrationMails;
import io.github.registrationmail.problem.ProblemException;
import io.github.registrationmail.registration.FailurePage;
import io.github.registrationmail.registration.RegistrationDetail;
import io.github.registrationmail.registration.Registrations;
import io.github.registrationmail.security.SignedIn;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Reads what the pages of one registration show, and what operators have done. */
@Singleton
class MailPages {

  /** On the timeline of a registration, at most. */
  private static final int ACTIONS = 100;

  private final Registrations registrations;
  private final RegistrationMails mails;
  private final Audit audit;

  MailPages(Registrations registrations, RegistrationMails mails, Audit audit) {
    this.registrations = registrations;
    this.mails = mails;
    this.audit = audit;
  }

  /** Empty when there is no such registration. */
  Uni<Optional<MailView>> mail(long id, SignedIn caller) {
    return Uni.combine()
        .all()
        .unis(registrations.find(id), actions(id))
        .with(
            (found, actions) ->
                found
                    .map(detail -> caller.shown(detail, RegistrationDetail::masked))
                    .map(detail -> MailView.of(caller, detail, actions)));
  }

  private Uni<List<PastAction>> actions(long id) {
    return audit
        .page(OptionalLong.of(id), Optional.empty(), Long.MAX_VALUE, ACTIONS)
        .map(ActionPage::actions);
  }

  /** What has failed before that, which is more than the page of the registration shows. */
  Uni<FailuresView> failures(long id, ListQuery query, SignedIn caller) {
    return registrations
        .failures(id, query.before(), FailuresView.ROWS)
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

  /** What operators have done. */
  Uni<HistoryView> history(HistoryQuery query) {
    return audit
        .page(
            query.registration(), query.who(), query.after().orElse(Long.MAX_VALUE), query.limit())
        .map(page -> HistoryView.of(query, page));
  }
}
