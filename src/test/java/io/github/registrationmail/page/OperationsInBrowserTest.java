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
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  private static final LocatorAssertions.HasAttributeOptions PATIENT =
      new LocatorAssertions.HasAttributeOptions().setTimeout(20_000);

  /** What the page says, in its other language. */
  private static final Map<String, String> CHINESE =
      Map.of(
          "Send 3 mails", "3 封邮件再次发送到原邮箱",
          "Erase 3 registrations", "永久删除此搜索中的 3 个注册",
          "Send again", "再次发送",
          "Erase", "删除",
          "3 of 3", "3 / 3",
          "done", "已完成",
          "Sent", "已发送");

  private final String domain = UUID.randomUUID().toString().substring(0, 8) + ".test";
  private Map<String, String> words = Map.of();
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

  @ParameterizedTest
  @CsvSource({"en-GB, 1200", "zh-CN, 360"})
  void sendsAgainAndErasesWhatIsSearchedFor(String locale, int width) {
    words = locale.equals("zh-CN") ? CHINESE : Map.of();
    Page page =
        browser.open(
            base,
            "/?domain=" + domain,
            Browser.english().setLocale(locale).setViewportSize(width, 800).setBypassCSP(true));
    assertThat(page.locator("#live")).hasAttribute("data-state", "live", PATIENT);

    assertThat(page.locator("#resend-these")).isHidden();
    assertThat(page.locator("#erase-these")).isHidden();
    page.locator("#more-these summary").click();
    page.locator("#resend-these").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText(said("Send 3 mails"), SOON);
    assertThat(page.locator("#confirm-number")).isHidden();
    page.locator("#confirm button.primary").click();

    assertThat(operation(page, "Send again")).containsText(said("3 of 3"), SOON);
    await().until(() -> count("SENT") == 3);
    // as it was opened, whatever the list shows meanwhile
    assertThat(page.locator("#list")).containsText(said("Sent"), SOON);
    assertThat(page.locator("#erase-these")).isVisible();
    assertEquals("", Measured.outside(page));
    assertEquals("", Measured.tooSmallToHit(page));
    check(page);

    page.locator("#erase-these").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText(said("Erase 3 registrations"), SOON);
    check(page);
    erasesWithTheRightNumberOnly(page);

    assertThat(operation(page, "Erase")).containsText(said("3 of 3"), SOON);
    assertThat(operation(page, "Erase")).containsText(said("done"), SOON);
    assertEquals(0, count("SENT"));
    assertThat(page.locator("#list .empty")).isVisible();
    assertThat(page.locator("#erase-these")).hasCount(0);
    assertEquals(List.of(), browser.complaints());
  }

  private void erasesWithTheRightNumberOnly(Page page) {
    Locator yes = page.locator("#confirm button.primary");
    Locator number = page.locator("#confirm-number");
    assertThat(number).isFocused();
    for (String wrong : List.of("", "2", "33", "yes")) {
      number.fill(wrong);
      assertThat(yes).isDisabled();
    }
    number.fill("3");
    assertThat(yes).isEnabled();
    number.press("Enter");
    assertThat(page.getByRole(AriaRole.DIALOG)).isVisible();
    assertEquals(3, count("SENT"));
    page.keyboard().press("Escape");
    assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();

    // what was typed for one question is no answer to the next
    page.locator("#erase-these").click();
    assertThat(number).hasValue("");
    assertThat(yes).isDisabled();
    assertEquals(3, count("SENT"));
    number.fill("３");
    yes.click();
  }

  @Test
  void erasesAGroupOfFailures() {
    rows.registration("other@" + domain, "SENT");
    Page page = open("/");
    Locator group = page.locator(".reasons li", new Page.LocatorOptions().setHasText(domain));

    group.getByText("More").click();
    group.getByText("Send these again").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Send 3 mails that failed", SOON);
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("550 no " + domain);
    page.keyboard().press("Escape");
    group.getByText("Erase these").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Erase 3 registrations", SOON);
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("550 no " + domain);
    assertEquals("", Measured.outside(page));
    page.locator("#confirm-number").fill("3");
    page.locator("#confirm button.primary").click();

    assertThat(operation(page, "Erase")).containsText("3 of 3", SOON);
    await().until(() -> count("FAILED") == 0);
    assertEquals(1, count("SENT"));
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void erasesNoneIfThereAreMoreThanWereTyped() {
    Page page = open("/?domain=" + domain);
    page.locator("#more-these summary").click();
    page.locator("#erase-these").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Erase 3 registrations", SOON);
    page.locator("#confirm-number").fill("3");

    rows.registration("late@" + domain, "FAILED");
    page.locator("#confirm button.primary").click();

    assertThat(page.locator("#notice")).containsText("by now there are more", SOON);
    assertEquals(4, count("FAILED"));
    page.locator("#erase-these").click();
    assertThat(page.getByRole(AriaRole.DIALOG)).containsText("Erase 4 registrations", SOON);
  }

  @Test
  void offersAViewerNothingOfIt() {
    Page page = browser.openAs("viewer", base, "/?domain=" + domain, Browser.english());

    assertThat(page.locator("#list tbody tr")).hasCount(3);
    assertThat(page.locator(".reasons li", new Page.LocatorOptions().setHasText(domain)))
        .hasCount(1, new LocatorAssertions.HasCountOptions().setTimeout(20_000));
    assertThat(page.locator(".more, [hx-post], [hx-delete]")).hasCount(0);
    assertThat(page.getByText("Erase these")).hasCount(0);
    assertThat(page.getByText("Send these again")).hasCount(0);
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

  /** Of this test's mails. */
  private Locator operation(Page page, String kind) {
    Locator named = page.locator("strong", new Page.LocatorOptions().setHasText(said(kind)));
    return page.locator(
        ".operations li", new Page.LocatorOptions().setHas(named).setHasText(domain));
  }

  private String said(String english) {
    return words.getOrDefault(english, english);
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
