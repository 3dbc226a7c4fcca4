package io.github.registrationmail.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What is done to many mails, from the page. */
@Tag("alone")
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class OperationsInBrowserTest {

  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

  @Inject SampleRows rows;
  @Inject Sql sql;

  @TestHTTPResource("/")
  URI base;

  private final String domain = UUID.randomUUID().toString().substring(0, 8) + ".test";
  private Browser browser;

  @BeforeEach
  void start() {
    Assumptions.assumeTrue(
        Browser.isInstalled(), "There is no /usr/bin/chromium: the page is not tried in a browser");
    browser = new Browser();
    for (int i = 0; i < 3; i++) {
      long id = rows.registration("mail" + i + "@" + domain, "FAILED");
      sql.execute(
          "update registration set failure_reason = ?, failed_at = utc_timestamp(3) where id = ?",
          "550 no " + domain,
          id);
    }
  }

  @AfterEach
  void end() {
    sql.execute("delete from operation where state in ('RUNNING', 'PAUSED')");
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void cancelsAGroupOfFailuresAfterSayingHowMany() {
    Page page = open("/");
    Locator group = page.locator(".reasons li", new Page.LocatorOptions().setHasText(domain));

    group.getByText("Cancel these").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Cancel 3 mails", SOON);
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("550 no " + domain);
    page.keyboard().press("Escape");
    assertEquals(3, count("FAILED"));

    group.getByText("Cancel these").click();
    page.locator("#confirm button.primary").click();

    assertThat(page.locator("#notice")).containsText("It has begun", SOON);
    Locator operation = page.locator(".operations li").first();
    assertThat(operation).containsText("3 of 3", SOON);
    assertThat(operation).containsText("done", SOON);
    assertThat(operation).containsText("550 no " + domain);
    assertEquals(3, count("CANCELLED"));
    // although nothing changes any more
    assertThat(group).hasCount(0, new LocatorAssertions.HasCountOptions().setTimeout(20_000));
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void retriesWhatTheListShows() {
    sql.execute("update registration set mail_state = 'CANCELLED' where domain = ?", domain);
    Page page = open("/?state=CANCELLED&domain=" + domain);

    page.locator("#retry-these").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Retry the 3 mails", SOON);
    page.locator("#confirm button.primary").click();

    await().until(() -> count("CANCELLED") == 0);
    assertThat(page.locator(".operations li").first()).containsText("done", SOON);
  }

  @Test
  void saysThatThereIsNothingToDo() {
    Page page = open("/?state=FAILED&domain=" + domain);
    page.locator("#live").click();
    sql.execute("update registration set mail_state = 'SENT' where domain = ?", domain);

    page.locator("#cancel-these").click();

    assertThat(page.locator("#notice")).containsText("Nothing to do", SOON);
    assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
  }

  @Test
  void pausesLetsGoOnAndStops() {
    long id = held();
    Page page = open("/");
    Locator operation = page.locator("#operation-" + id);

    assertThat(operation).containsText("running", SOON);
    assertThat(operation).containsText("500 of 1,204");
    assertThat(operation.locator("progress")).hasAttribute("value", "501");
    assertThat(operation).containsText("1 had changed meanwhile");
    check(page);
    page.getByRole(AriaRole.BUTTON, named("Pause operation " + id)).click();
    assertThat(operation).containsText("paused", SOON);
    page.getByRole(AriaRole.BUTTON, named("Stop operation " + id)).click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("for good", SOON);
    page.locator("#confirm button.primary").click();

    assertThat(operation).containsText("stopped", SOON);
    assertThat(operation.locator("button")).hasCount(0);
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void isReadInChineseAsWell() {
    long id = held();
    Page page = browser.open(base, "/?lang=zh", Browser.english().setBypassCSP(true));

    assertThat(page.locator("#operation-" + id)).containsText("进行中", SOON);
    assertThat(page.locator("#operation-" + id)).containsText("500 / 1,204");
    check(page);
  }

  /** One that no replica takes, half done. */
  private long held() {
    return sql.insert(
        """
        insert into operation(kind, filter, state, running, expected, at_least, newest, looked,
          changed, started_by, created_at, updated_at, claim, claimed_until)
        values ('CANCEL', ?, 'RUNNING', sha2(?, 256), 1204, 0, 1, 501, 500, 'operator',
          utc_timestamp(3), utc_timestamp(3), 17, utc_timestamp(3) + interval 1 hour)
        """,
        "state=FAILED&domain=" + domain,
        domain);
  }

  private long count(String state) {
    return sql.number(
        "select count(*) from registration where domain = ? and mail_state = ?", domain, state);
  }

  private Page open(String path) {
    Page page =
        browser.open(
            base, path, Browser.english().setColorScheme(ColorScheme.DARK).setBypassCSP(true));
    assertThat(page.locator("#live")).containsText("Live", SOON);
    return page;
  }

  private static void check(Page page) {
    assertEquals(
        List.of(),
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .map(rule -> rule.getId() + rule.getNodes())
                .toList());
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
