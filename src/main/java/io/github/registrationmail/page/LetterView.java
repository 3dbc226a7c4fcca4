package io.github.registrationmail.page;

import io.github.registrationmail.operator.Preview;
import io.github.registrationmail.problem.ProblemException;
import io.quarkus.qute.TemplateData;
import java.util.List;

/**
 * The mail of a registration on the page, or why it cannot be written.
 *
 * @param mails one, or none
 * @param frame address of its HTML
 */
@TemplateData
record LetterView(List<Preview> mails, String frame, String fault) {

  static final LetterView HIDDEN = new LetterView(List.of(), "", "");

  static LetterView of(long id, Preview mail) {
    return new LetterView(List.of(mail), "/mails/" + id + "/page", "");
  }

  static LetterView of(ProblemException why) {
    return new LetterView(List.of(), "", why.problem().detail());
  }
}
