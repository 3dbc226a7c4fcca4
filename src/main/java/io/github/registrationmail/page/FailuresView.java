package io.github.registrationmail.page;

import io.github.registrationmail.registration.FailurePage;
import io.quarkus.qute.TemplateData;
import java.util.List;

/**
 * Failed attempts of one mail, newest first.
 *
 * @param id the registration
 * @param older id to go on after; 0 on the last page
 */
@TemplateData
record FailuresView(long id, List<FailureView> failures, long older) {

  static final int ROWS = 100;

  static FailuresView of(long id, FailurePage page) {
    return new FailuresView(
        id, page.failures().stream().map(FailureView::of).toList(), page.next().orElse(0L));
  }
}
