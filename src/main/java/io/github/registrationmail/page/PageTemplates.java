package io.github.registrationmail.page;

import io.github.registrationmail.operator.TemplateSummary;
import io.github.registrationmail.operator.TestResult;
import io.github.registrationmail.security.SignedIn;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import java.util.List;

/** The page's templates, checked at build time; their words come from {@link PageMessages}. */
@CheckedTemplate(basePath = "page")
final class PageTemplates {

  private PageTemplates() {}

  /** The whole page with the list. */
  static native TemplateInstance index(
      Frame frame, SignedIn caller, OverviewView overview, ListView list);

  /** The whole page of one registration. */
  static native TemplateInstance detail(
      Frame frame, SignedIn caller, MailView mail, LetterView letter);

  /** The whole page of failed attempts. */
  static native TemplateInstance failures(Frame frame, FailuresView view);

  /** The whole page of what operators have done. */
  static native TemplateInstance history(Frame frame, HistoryView view);

  /** The whole page that says why there is nothing to show. */
  static native TemplateInstance nothing(Frame frame, boolean unknown);

  /** The whole page with all templates. */
  static native TemplateInstance previews(
      Frame frame, List<TemplateSummary> templates, String fault);

  /** The whole page of one mail of a template. */
  static native TemplateInstance preview(
      Frame frame, SignedIn caller, PreviewView view, List<TestResult> results);

  /** The figures only. */
  static native TemplateInstance overview(SignedIn caller, OverviewView overview);

  /** The list only. */
  static native TemplateInstance rows(SignedIn caller, ListView list);

  /** The reasons only. */
  static native TemplateInstance reasons(SignedIn caller, List<ReasonView> groups);

  /** What is done to many mails only. */
  static native TemplateInstance operations(SignedIn caller, List<OperationView> operations);

  /** One registration only. */
  static native TemplateInstance mail(SignedIn caller, MailView mail);
}
