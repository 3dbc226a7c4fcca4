package io.github.registrationmail.page;

import io.github.registrationmail.operator.Preview;
import io.github.registrationmail.problem.Problem;
import io.github.registrationmail.template.Data;
import io.quarkus.qute.TemplateData;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A mail on the page, or why it cannot be shown.
 *
 * @param data JSON that was typed in, or the sample
 * @param mails one, or none
 * @param frame address of its HTML
 */
@TemplateData
record PreviewView(
    String template,
    String language,
    String data,
    String frame,
    List<Preview> mails,
    String fault) {

  static PreviewView of(Preview mail, String data) {
    return new PreviewView(
        mail.template(), mail.language(), data, frame(mail, data), List.of(mail), "");
  }

  static PreviewView of(String template, String language, String data, Problem problem) {
    String fault =
        problem.errors().stream()
            .findFirst()
            .map(error -> error.field() + " " + error.message())
            .orElse(problem.detail());
    return new PreviewView(template, language, data, "", List.of(), fault);
  }

  private static String frame(Preview mail, String data) {
    return "/previews/"
        + mail.template()
        + "/"
        + mail.language()
        + "/page?data="
        + URLEncoder.encode(data, StandardCharsets.UTF_8);
  }

  /** The data of a mail that could be shown, which is valid therefore. */
  Optional<Map<String, Object>> values() {
    return mails.isEmpty() ? Optional.empty() : Optional.of(Data.stored(data));
  }
}
