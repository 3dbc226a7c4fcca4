package io.github.registrationmail.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.SampleRows;
import io.github.registrationmail.support.Sql;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
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

/** The note that is kept with a group of failures, from the page. */
@Tag("alone")
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class NotesInBrowserTest {

  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

  @Inject SampleRows rows;
  @Inject Sql sql;

  @TestHTTPResource("/")
  URI base;

  private final String mark = UUID.randomUUID().toString().substring(0, 8);
  private final String reason = "452 full at " + mark + " " + "x".repeat(100);
  private Browser browser;

  @BeforeEach
  void start() {
    Assumptions.assumeTrue(
        Browser.isInstalled(), "There is no /usr/bin/chromium: the page is not tried in a browser");
    browser = new Browser();
    for (int i = 0; i < 6; i++) {
      fail();
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> Api.operator().get("/page/reasons").asString().contains(mark));
  }

  @AfterEach
  void end() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void isWrittenByKeyboardAloneAndDeleted() {
    Page page = browser.open(base, "/", Browser.english());
    Locator group = group(page);
    group.locator("details.note summary").focus();
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    assertThat(group.getByLabel("Note, without names")).isFocused();
    page.keyboard().type("quota is raised tonight");
    page.keyboard().press("Enter");

    assertThat(page.locator("#notice")).containsText("Done.", SOON);
    assertThat(group.locator("p.note")).containsText("quota is raised tonight", SOON);
    assertThat(group.locator("p.note")).containsText("operator,");
    assertThat(group.getByLabel("Note, without names")).isFocused();

    page.keyboard().press("ControlOrMeta+a");
    page.keyboard().press("Delete");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(group.locator("p.note")).hasCount(0);
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void isNotLostWhileThePanelRenewsItself() {
    Page page = browser.open(base, "/", Browser.english());
    Locator field = group(page).locator("input[name=note]");
    group(page).locator("details.note summary").click();
    field.fill("half a no");

    fail();

    renewed(page, "7 mails");
    assertThat(field).hasValue("half a no");
    assertThat(field).isFocused();
  }

  @Test
  void isInTheFieldWhoeverHasWrittenIt() {
    Page page = browser.open(base, "/", Browser.english());
    assertThat(group(page)).containsText("Write a note", SOON);
    write("ticket 4711");

    assertThat(group(page)).containsText("ticket 4711", SOON);
    assertThat(group(page).locator("input[name=note]")).hasValue("ticket 4711");
  }

  @ParameterizedTest
  @CsvSource({"en-GB, 1200", "en-GB, 320", "zh-CN, 320"})
  void isAccessibleAndStaysInItsPlace(String locale, int width) {
    write("n".repeat(500));
    Page page =
        browser.open(
            base,
            "/",
            Browser.english().setLocale(locale).setViewportSize(width, 800).setBypassCSP(true));
    assertThat(page.locator("#live")).hasAttribute("data-state", "live");
    group(page).locator("details.note summary").click();
    assertThat(group(page).locator("input[name=note]")).isVisible();

    assertEquals("", Measured.outside(page));
    assertEquals("", Measured.tooSmallToHit(page));
    assertEquals(width, page.evaluate("document.documentElement.scrollWidth"));
    assertEquals(
        List.of(),
        new AxeBuilder(page)
            .analyze().getViolations().stream()
                .map(rule -> rule.getId() + rule.getNodes())
                .toList());
  }

  private void fail() {
    long id = rows.registration(Api.address("note"), "FAILED");
    sql.execute(
        "update registration set failure_reason = ?, failed_at = utc_timestamp(3) where id = ?",
        reason,
        id);
  }

  private void write(String note) {
    Api.operator()
        .contentType("application/json")
        .body(Map.of("reason", reason, "note", note))
        .put("/registrations/reasons/note")
        .then()
        .statusCode(204);
  }

  /** The panel looks again every five seconds at most, if something has changed. */
  private void renewed(Page page, String text) {
    page.waitForFunction(
        """
        ([mark, text]) => {
          document.body.dispatchEvent(new CustomEvent('changed'));
          return [...document.querySelectorAll('.reasons li')]
            .some(li => li.textContent.includes(mark) && li.textContent.includes(text));
        }
        """,
        List.of(mark, text),
        new Page.WaitForFunctionOptions().setPollingInterval(500));
  }

  private Locator group(Page page) {
    return page.locator(".reasons li", new Page.LocatorOptions().setHasText(mark));
  }
}
