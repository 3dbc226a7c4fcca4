package io.github.registrationmail.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An incident, from the first look at the page to the last, by clicks alone. */
@Tag("alone")
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class IncidentInBrowserTest {

  private static final double SOON = 30_000;

  private static final Failed GONE = new Failed(4_700, "550 5.1.1 no such user", "gone");
  private static final Failed FULL = new Failed(180, "452 4.2.2 mailbox full", "full");
  private static final Failed LIMITED = new Failed(120, "450 4.7.1 too many mails", "limited");
  private static final int RETRIED = 300;

  /** What the page says, in its other language. */
  private static final Map<String, String> CHINESE =
      Map.ofEntries(
          Map.entry("show these", "查看"),
          Map.entry("Retry these", "重发这些邮件"),
          Map.entry("Cancel these", "取消这些邮件"),
          Map.entry("Retry %s mails", "现在重发 %s 封"),
          Map.entry("Cancel %s mails", "取消 %s 封"),
          Map.entry("%s of %s", "%s / %s"),
          Map.entry("done", "已完成"),
          Map.entry("History", "操作记录"),
          Map.entry("Many retried", "已批量重发"),
          Map.entry("Many cancelled", "已批量取消"));

  @Inject Sql sql;
  @Inject SampleRows rows;
  EmbeddedStack stack;

  @TestHTTPResource("/")
  URI base;

  private final String domain = UUID.randomUUID().toString().substring(0, 8) + ".test";
  private Map<String, String> words = Map.of();
  private Browser browser;

  @BeforeAll
  static void bePatient() {
    PlaywrightAssertions.setDefaultAssertionTimeout(SOON);
  }

  @BeforeEach
  void failThousands() {
    Assumptions.assumeTrue(
        Browser.isInstalled(), "There is no /usr/bin/chromium: the page is not tried in a browser");
    browser = new Browser();
    List.of("operation", "operator_action").forEach(table -> run("delete from " + table));
    List.of(GONE, FULL, LIMITED).forEach(this::insert);
  }

  @AfterEach
  void end() {
    if (browser != null) {
      browser.close();
    }
    run("delete from registration where mail_state = 'FAILED'");
  }

  @ParameterizedTest
  @CsvSource({"en-GB, 1200", "zh-CN, 360"})
  void accountsForEachOfFiveThousandFailures(String locale, int width) {
    words = locale.equals("zh-CN") ? CHINESE : Map.of();
    long cancelled = rows.count("CANCELLED") + GONE.mails;
    long sent = rows.count("SENT") + RETRIED;
    Page page =
        browser.open(base, "/", Browser.english().setLocale(locale).setViewportSize(width, 800));

    seesWhyTheyFailed(page);
    looksAt(page, GONE);
    begins(page, "Retry these", "Retry %s mails", FULL);
    begins(page, "Retry these", "Retry %s mails", LIMITED);
    begins(page, "Cancel these", "Cancel %s mails", GONE);
    seesThatNoneIsLeft(page, cancelled, sent);
    readsWhatWasDone(page);

    assertEquals(List.of(), notReceived(FULL, 1));
    assertEquals(List.of(), notReceived(LIMITED, 1));
    assertEquals(List.of(), notReceived(GONE, 0));
    assertEquals(List.of(), browser.complaints());
  }

  private void seesWhyTheyFailed(Page page) {
    assertThat(page.locator(".figures .alarm dd")).containsText("5,000");
    assertThat(page.locator(".reasons q"))
        .hasText(new String[] {GONE.reason, FULL.reason, LIMITED.reason});
    for (Failed group : List.of(GONE, FULL, LIMITED)) {
      assertThat(row(page, group)).containsText(group.count());
      assertThat(row(page, group)).containsText(domain);
    }
    assertFits(page);
  }

  /** At the mails of one reason, at one of these, and back. */
  private void looksAt(Page page, Failed group) {
    click(row(page, group), "show these");
    assertShowsOnly(page, group);
    page.locator("#list .who a").first().click();
    assertThat(page.locator(".timeline")).containsText(group.reason);
    assertFits(page);
    page.goBack();
    assertShowsOnly(page, group);
    page.locator("a.brand").click();
    assertThat(page.locator(".reasons li")).hasCount(3);
  }

  private void assertShowsOnly(Page page, Failed group) {
    assertThat(page).hasURL(base + "?state=FAILED&reason=" + group.reason.replace(' ', '+'));
    assertThat(page.locator("#search-more [name=reason]")).hasValue(group.reason);
    Locator list = page.locator("#list tbody tr");
    assertThat(list.first()).containsText(group.reason);
    assertThat(list.filter(new Locator.FilterOptions().setHasNotText(group.reason))).hasCount(0);
    assertFits(page);
  }

  private void begins(Page page, String button, String question, Failed group) {
    String count = group.count();
    click(row(page, group), button);
    Locator dialog = page.getByRole(AriaRole.DIALOG);
    assertThat(dialog).containsText(said(question).formatted(count));
    assertThat(dialog).containsText(group.reason);
    page.locator("#confirm button.primary").click();

    Locator operation =
        page.locator(".operations li", new Page.LocatorOptions().setHasText(group.reason));
    assertThat(operation).containsText(said("%s of %s").formatted(count, count));
    assertThat(operation.locator(".badge")).hasText(said("done"));
    assertFits(page);
  }

  private static void seesThatNoneIsLeft(Page page, long cancelled, long sent) {
    assertThat(page.locator("#state-FAILED b")).hasText("0");
    assertThat(page.locator("#state-CANCELLED b")).hasText(Quantity.count(cancelled));
    assertThat(page.locator("#state-SENT b")).hasText(Quantity.count(sent));
    assertThat(page.locator("#state-all b")).hasText(Quantity.count(cancelled + sent));
    assertThat(page.locator(".reasons")).hasCount(0);
    assertFits(page);
  }

  private void readsWhatWasDone(Page page) {
    click(page.locator(".top"), "History");
    Locator actions = page.locator("tbody tr");
    assertThat(actions).hasCount(3);
    assertTells(actions.nth(0), "Many cancelled", GONE);
    assertTells(actions.nth(1), "Many retried", LIMITED);
    assertTells(actions.nth(2), "Many retried", FULL);
    assertFits(page);
  }

  private void assertTells(Locator action, String what, Failed group) {
    assertThat(action).containsText("operator");
    assertThat(action).containsText(said(what));
    assertThat(action).containsText(group.reason);
    assertThat(action.locator(".number")).hasText(group.count());
  }

  /** When its styles and scripts are there. */
  private static void assertFits(Page page) {
    assertThat(page.locator("#live")).hasAttribute("data-state", "live");
    int width = page.viewportSize().width;
    assertEquals(width, page.evaluate("document.documentElement.scrollWidth"), page.url());
  }

  private void click(Locator part, String text) {
    part.getByText(said(text), new Locator.GetByTextOptions().setExact(true)).click();
  }

  private String said(String english) {
    return words.getOrDefault(english, english);
  }

  private static Locator row(Page page, Failed group) {
    return page.locator(".reasons li", new Page.LocatorOptions().setHasText(group.reason));
  }

  /** Those of a group that the mail server has not got so often. */
  private List<String> notReceived(Failed group, int times) {
    return IntStream.rangeClosed(1, group.mails)
        .mapToObj(number -> group.beginning + number + "@" + domain)
        .filter(email -> stack.smtp().received(email).size() != times)
        .toList();
  }

  private void insert(Failed group) {
    run(
        """
        insert into registration(email, email_key, name, locale, registered_at, mail_state, due_at,
          sweep_at, last_error, failure_reason, failed_at)
        select concat(?, seq, '@', ?), concat(?, seq, '@', ?), 'Ada', 'en',
          utc_timestamp(3) - interval 1 hour, 'FAILED', utc_timestamp(3) - interval 1 hour, null,
          ?, ?, utc_timestamp(3) - interval mod(seq, 600) second
        from
        """
            + Sql.SEQUENCE.formatted(group.mails),
        group.beginning,
        domain,
        group.beginning,
        domain,
        group.reason,
        group.reason);
    run(
        """
        insert into mail_failure(user_id, attempt, failed_at, reason, next_delay_ms)
        select id, attempt, failed_at, last_error, null from registration
        where domain = ? and failure_reason = ?
        """,
        domain,
        group.reason);
  }

  private void run(String statement, Object... parameters) {
    var unused = sql.execute(statement, parameters);
  }

  /** The mails that failed for one reason; their addresses begin alike and are numbered. */
  private record Failed(int mails, String reason, String beginning) {

    String count() {
      return Quantity.count(mails);
    }
  }
}
