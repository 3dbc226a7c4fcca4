package io.github.registrationmail.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.registrationmail.support.Api.address;
import static io.github.registrationmail.support.Api.awaitState;
import static io.github.registrationmail.support.Api.register;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ForcedColors;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.SampleRows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a support person uses it, in a real browser. */
@Tag("alone")
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class PageInBrowserTest {

  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

  @Inject SampleRows rows;
  @Inject SampleHour sample;
  EmbeddedStack stack;

  @TestHTTPResource("/")
  URI base;

  private static @Nullable Browser shared;

  private Browser browser;

  @BeforeEach
  void start() {
    Assumptions.assumeTrue(
        Browser.isInstalled(), "There is no /usr/bin/chromium: the page is not tried in a browser");
    shared = shared == null ? new Browser() : shared;
    browser = shared;
    browser.clear();
  }

  @AfterAll
  static void end() {
    if (shared != null) {
      shared.close();
    }
  }

  @Test
  void registersAndWatchesTheMailFailAndBeRetriedUntilItIsSent() {
    Page page = browser.open(base, "/", Browser.english());
    String email = address("busy5");

    page.getByLabel("Email", new Page.GetByLabelOptions().setExact(true)).fill(email);
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Ada");
    page.getByRole(AriaRole.BUTTON, named("Register")).click();

    Locator row = row(page, email);
    assertThat(row).containsText("Retrying", SOON);
    assertThat(row).containsText("450 4.2.1 mailbox busy", SOON);
    assertThat(row).containsText("Sent", SOON);
    assertEquals(1, stack.smtp().received(email).size());
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void showsWhatIsWrongWithARegistration() {
    Page page = browser.open(base, "/", Browser.english());

    page.getByLabel("Email", new Page.GetByLabelOptions().setExact(true)).fill("ada@localhost");
    page.getByLabel("Name", new Page.GetByLabelOptions().setExact(true)).fill("Ada");
    page.getByRole(AriaRole.BUTTON, named("Register")).click();

    assertThat(page.locator("#register-errors")).containsText("email: must", SOON);
  }

  @Test
  void retriesAFailedMailFromItsStory() {
    String email = address("busy7");
    long id = register(email);
    awaitState(id, "FAILED");
    Page page =
        browser.open(base, "/?state=FAILED&email=" + email.replace("+", "%2B"), Browser.english());

    page.getByRole(AriaRole.LINK, named(email)).click();
    page.getByRole(AriaRole.BUTTON, named("Retry " + email)).click();

    assertThat(page.locator("#notice")).containsText("The mail is due again.", SOON);
    assertThat(page.locator("#mail")).containsText("Accepted by the mail server", SOON);
    assertThat(page.locator(".timeline li")).hasCount(10);
    assertThat(page.locator(".timeline")).containsText("operator");
    assertEquals(1, stack.smtp().received(email).size());
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void cancelsAMailByKeyboardAloneAndOnlyWhenItIsMeant() {
    String email = address("cancel");
    rows.registration(email, "QUEUED");
    Page page = browser.open(base, "/?email=" + email.replace("+", "%2B"), Browser.english());
    Locator cancel = page.getByRole(AriaRole.BUTTON, named("Cancel " + email));
    Locator dialog = page.getByRole(AriaRole.DIALOG);

    cancel.focus();
    page.keyboard().press("Enter");
    assertThat(dialog).containsText("Cancel the mail to " + email + "?", SOON);
    page.keyboard().press("Escape");
    assertThat(dialog).isHidden();
    assertThat(cancel).isFocused();
    assertThat(row(page, email)).containsText("Queued");

    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(row(page, email)).containsText("Cancelled", SOON);
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void takesAClickAtOnceAfterTheListHasChanged() {
    String email = address("atonce");
    rows.registration(email, "QUEUED");
    Page page = browser.open(base, "/", Browser.english());
    assertThat(page.locator("#live")).containsText("Live", SOON);
    page.getByRole(AriaRole.BUTTON, named("Cancel " + email))
        .evaluate(
            "button => document.body.addEventListener('htmx:afterSwap', ({ detail }) => "
                + "detail.target.id === 'list' && "
                + "setTimeout(() => document.getElementById(button.id).click()))");

    rows.registration(address("atonce"), "SENT");

    assertThat(page.getByRole(AriaRole.DIALOG))
        .containsText("Cancel the mail to " + email + "?", SOON);
  }

  @Test
  void saysWhatBecameOfACallAlsoWhenTheListChangesMeanwhile() {
    String email = address("meanwhile");
    rows.registration(email, "FAILED");
    Page page = browser.open(base, "/?email=" + email.replace("+", "%2B"), Browser.english());
    assertThat(page.locator("#live")).containsText("Live", SOON);
    page.route(
        "**/mail/retry",
        call -> {
          awaitState(register(address("ok")), "SENT");
          // long enough for the page to look again
          LockSupport.parkNanos(Duration.ofSeconds(2).toNanos());
          call.resume();
        });

    page.getByRole(AriaRole.BUTTON, named("Retry " + email)).click();

    assertThat(page.locator("#notice")).containsText("The mail is due again.", SOON);
    assertThat(row(page, email)).containsText("Sent", SOON);
  }

  @Test
  void retriesAllFailedMailsAfterSayingHowMany() {
    List<String> emails = List.of(address("all"), address("all"), address("all"));
    emails.forEach(email -> rows.registration(email, "FAILED"));
    Page page = browser.open(base, "/", Browser.english());
    Locator button = page.locator("#retry-all");
    long count = rows.count("FAILED");
    // the figures of the page may be half a second old
    assertThat(button).containsText("" + count, SOON);

    button.click();
    assertThat(page.getByRole(AriaRole.DIALOG))
        .containsText("Retry all " + count + " failed mails now?", SOON);
    page.getByRole(AriaRole.BUTTON, named("Yes")).click();

    assertThat(page.locator("#notice")).containsText("It has begun", SOON);
    assertThat(page.locator("#operations")).containsText(count + " of " + count, SOON);
    assertThat(page.locator("#operations")).containsText("done", SOON);
    emails.forEach(email -> assertThat(row(page, email)).containsText("Sent", SOON));
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void keepsTheFocusWhenThePageChangesUnderIt() {
    String email = address("focus");
    rows.registration(email, "QUEUED");
    Page page = browser.open(base, "/", Browser.english());
    Locator cancel = page.getByRole(AriaRole.BUTTON, named("Cancel " + email));
    assertThat(page.locator("#live")).containsText("Live", SOON);
    cancel.focus();

    String other = address("focus");
    rows.registration(other, "SENT");

    assertThat(row(page, other)).containsText("Sent", SOON);
    assertThat(cancel).isFocused();
  }

  @Test
  void saysWhenTheDatabaseIsAwayAndGoesOnWhenItIsBack() {
    Page page = browser.open(base, "/", Browser.english());
    assertThat(page.locator("#live")).containsText("Live", SOON);

    stack.database().stop();
    assertThat(page.locator("#live")).containsText("Database not reachable", SOON);
    stack.database().start();

    assertThat(page.locator("#live")).containsText("Live", SOON);
  }

  @Test
  void stopsWhenItIsPaused() {
    Page page = browser.open(base, "/", Browser.english());
    Locator live = page.getByRole(AriaRole.BUTTON, named("Live updates"));
    assertThat(live).containsText("Live", SOON);
    live.click();
    assertThat(live).containsText("Paused", SOON);
    String email = address("paused");
    rows.registration(email, "SENT");

    page.waitForTimeout(2_500);
    assertThat(row(page, email)).hasCount(0);
    live.click();
    assertThat(row(page, email)).hasCount(1);
  }

  @Test
  void keepsTheSearchWhenTheLanguageIsSwitched() {
    String email = address("language");
    rows.registration(email, "FAILED");
    rows.registration(address("other"), "FAILED");
    Page page = browser.open(base, "/?state=FAILED&email=language", Browser.english());

    page.getByRole(AriaRole.LINK, named("中文")).click();

    assertThat(page.getByRole(AriaRole.HEADING, named("最近一小时"))).isVisible();
    assertThat(page.locator("#list tbody tr")).hasCount(1);
    assertThat(row(page, email)).hasCount(1);
  }

  @Test
  void speaksChineseAndSwitches() {
    Page page = browser.open(base, "/", Browser.english().setLocale("zh-CN"));
    assertThat(page.getByRole(AriaRole.HEADING, named("最近一小时"))).isVisible();

    page.getByRole(AriaRole.LINK, named("English")).click();
    page.navigate("/");

    assertThat(page.getByRole(AriaRole.HEADING, named("The last hour"))).isVisible();
  }

  @Test
  void showsAMailBeforeAnybodyGetsItAndSendsItToWhoeverAsks() throws Exception {
    Page page = browser.open(base, "/", Browser.english());
    page.getByRole(AriaRole.LINK, named("Templates")).click();
    page.getByRole(AriaRole.LINK, named("en")).click();
    assertThat(page.getByRole(AriaRole.HEADING, named("Welcome, Ada"))).isVisible();
    assertThat(page.frameLocator("iframe.preview").locator("p").first()).containsText("Hello Ada,");

    page.getByLabel("Data").fill("{\"more\":1}");
    page.getByRole(AriaRole.BUTTON, named("Show")).click();
    assertThat(page.locator("main")).containsText("data.more is not used.", SOON);

    String email = address("ok");
    page.getByLabel("Address").fill(email);
    page.getByRole(AriaRole.BUTTON, named("Send me this")).click();
    assertThat(page.locator("p[role=status]")).containsText("250 ", SOON);
    assertEquals("[Test] Welcome, Ada", stack.smtp().received(email).get(0).getSubject());
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void saysWhatIsWrongWithTheDataThatWasTypedIn() {
    Page page = browser.open(base, "/previews/welcome/en", Browser.english());
    page.getByLabel("Data").fill("{");
    page.getByRole(AriaRole.BUTTON, named("Show")).click();
    assertThat(page.getByRole(AriaRole.ALERT)).containsText("data is not JSON", SOON);
    assertThat(page.getByLabel("Data")).hasValue("{");
  }

  @Test
  void showsTheMailOfARegistrationInAFrame() {
    long id = register(address("ok"));
    Page page = browser.open(base, "/mails/" + id, Browser.english());
    assertThat(page.frameLocator("#letter iframe").locator("p").first())
        .containsText("Hello Ada,", SOON);
    assertThat(page.locator("#letter")).containsText("Message-ID: <registration-" + id + ".");
    assertEquals(List.of(), browser.complaints());
  }

  @ParameterizedTest
  @ValueSource(ints = {1200, 360})
  void isAccessibleAndFitsASmallScreen(int width) {
    for (String path : pages()) {
      check(path, Browser.english().setViewportSize(width, 800), axe -> axe);
    }
  }

  /** Nothing but the colours is another one then. */
  @Test
  void canBeReadInTheDark() {
    var dark = Browser.english().setColorScheme(ColorScheme.DARK).setViewportSize(360, 800);
    for (String path : pages()) {
      check(path, dark, axe -> axe.withRules(List.of("color-contrast")));
    }
  }

  private List<String> pages() {
    long failed = sample.write();
    return List.of(
        "/",
        "/mails/" + failed,
        "/history",
        "/previews",
        "/previews/welcome/en",
        "/mails/999999999");
  }

  @ParameterizedTest
  @CsvSource({"en-US, 360", "zh-CN, 320", "en-US, 1200"})
  void staysInItsPlaceAndIsLargeEnoughToHit(String locale, int width) {
    long failed = sample.write();
    rows.registration(address("a".repeat(60)), "RETRYING");
    rows.action("a".repeat(100), "state=FAILED&reason=" + "b".repeat(254));
    for (String path :
        List.of(
            "/",
            "/?state=FAILED&email=nobody",
            "/mails/" + failed,
            "/mails/" + failed + "/failures",
            "/history",
            "/previews",
            "/previews/welcome/en")) {
      Page page =
          browser.open(base, path, Browser.english().setLocale(locale).setViewportSize(width, 800));
      assertThat(page.locator("#live")).hasAttribute("data-state", "live");
      assertEquals("", Measured.outside(page), path);
      assertEquals("", Measured.tooSmallToHit(page), path);
      assertEquals(width, page.evaluate("document.documentElement.scrollWidth"), path);
      page.context().close();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en-GB", "zh-CN"})
  void hasTheButtonsOfAMailSideBySide(String locale) {
    String email = address("side");
    rows.registration(email, "FAILED");
    Page page = browser.open(base, "/", Browser.english().setLocale(locale));
    assertThat(row(page, email).getByRole(AriaRole.BUTTON)).hasCount(2);

    // in one look: the list may be renewed between two
    page.waitForFunction(
        "email => new Set([...[...document.querySelectorAll('#list tbody tr')]"
            + ".find(row => row.textContent.includes(email)).querySelectorAll('button')]"
            + ".map(button => button.getBoundingClientRect().y)).size === 1",
        email);
  }

  @Test
  void saysInTheReadersColoursWhatColoursSay() {
    long failed = sample.write();
    var options = Browser.english().setForcedColors(ForcedColors.ACTIVE);
    Page page = browser.open(base, "/?state=FAILED", options);
    String background = "link => getComputedStyle(link).backgroundColor";
    assertNotEquals(
        page.locator("#state-SENT").evaluate(background),
        page.locator("#state-FAILED").evaluate(background));
    page.navigate("/mails/" + failed);
    page.waitForFunction(
        "getComputedStyle(document.querySelector('.timeline li'), '::before').borderTopWidth ==="
            + " '1px'");
  }

  @Test
  void tellsOnceThatAMailWasGivenUp() {
    long failed = sample.write();
    Page page = browser.open(base, "/mails/" + failed, Browser.english());

    assertThat(page.locator(".timeline li")).hasCount(7);
    assertThat(page.locator(".timeline li").first())
        .containsText("Attempt 6 failed · no further attempt");
  }

  @Test
  void movesThroughTheListByKeysUnlessTheyAreOff() {
    String email = address("keys");
    rows.registration(email, "SENT");
    rows.registration(email.replace("keys", "keys2"), "SENT");
    Page page = browser.open(base, "/?email=keys", Browser.english());
    Locator links = page.locator("#list .who a");
    page.keyboard().press("j");
    assertThat(links.first()).isFocused();
    page.keyboard().press("j");
    assertThat(links.nth(1)).isFocused();
    page.keyboard().press("k");
    assertThat(links.first()).isFocused();
    page.keyboard().press("/");
    Locator search = page.getByLabel("Email begins with");
    assertThat(search).isFocused();
    page.keyboard().press("j");
    assertThat(search).hasValue("j");

    page.getByRole(AriaRole.BUTTON, named("Keys: / search, j k move")).click();
    page.keyboard().press("/");
    assertThat(search).not().isFocused();
  }

  @Test
  void copiesTheCallForAShell() {
    long id = rows.registration(address("curl"), "SENT");
    Page page =
        browser.open(
            base,
            "/mails/" + id,
            Browser.english().setPermissions(List.of("clipboard-read", "clipboard-write")));

    page.getByRole(AriaRole.BUTTON, named("Copy as curl")).click();

    String command = "curl -u operator " + base.resolve("/registrations/" + id);
    assertThat(page.locator("#notice")).containsText("Copied: " + command);
    assertEquals(command, page.evaluate("navigator.clipboard.readText()"));
    assertEquals(List.of(), browser.complaints());
  }

  @Test
  void keepsTheSearchWhenAnotherStateIsChosen() {
    String email = address("chips");
    rows.registration(email, "FAILED");
    rows.registration(email.replace("chips", "chips2"), "SENT");
    Page page = browser.open(base, "/?state=FAILED&email=chips", Browser.english());

    page.locator("#state-SENT").click();

    assertThat(page.getByLabel("Email begins with")).hasValue("chips");
    assertThat(page.locator("#list tbody tr")).hasCount(1);
    page.locator("#state-all").click();
    assertThat(page.locator("#list tbody tr")).hasCount(2);
    // after it has fetched itself, too
    rows.registration(address("chips3"), "SENT");
    assertThat(page.locator("#list tbody tr")).hasCount(3);
    assertThat(page.locator("#state-SENT")).hasAttribute("href", "/?email=chips&state=SENT");
  }

  @Test
  void saysWhatToDoWhenThereIsNothing() {
    Page page = browser.open(base, "/?email=nobody-at-all", Browser.english());
    assertThat(page.locator("#list")).containsText("No registration is like that.");
    page.getByRole(AriaRole.LINK, named("Show all")).click();
    assertThat(page.getByLabel("Email begins with")).hasValue("");
  }

  @Test
  void saysAtItsHeadWhetherMailsGoOutAndWhyNot() {
    Page page = browser.open(base, "/", Browser.english());
    assertThat(page.locator("#live")).hasAttribute("data-well", "true");
    assertThat(page.locator("#sending")).containsText("Mails go out.");
    assertThat(page.locator("#sending")).containsText("1 consumer", SOON);
    stack.smtp().stop();
    try {
      register(address("ok"));
      assertThat(page.locator("#sending"))
          .containsText("Sending is paused: the mail server takes nothing.", SOON);
      assertThat(page.locator("#sending")).containsText("not connected", SOON);
      assertThat(page.locator("#live")).hasAttribute("data-well", "false");
    } finally {
      stack.smtp().start();
    }
    assertThat(page.locator("#sending"))
        .containsText("Sending slower: the mail server asks for less.", SOON);
    assertThat(page.locator("#live"))
        .hasAttribute(
            "data-well", "true", new LocatorAssertions.HasAttributeOptions().setTimeout(90_000));
  }

  @Test
  void saysThatAMailStandsInTheQueueWhenItsTimeHasCome() {
    String email = address("inqueue");
    rows.due(email, "QUEUED");
    Page page = browser.open(base, "/?email=" + email.replace("+", "%2B"), Browser.english());
    assertThat(row(page, email)).containsText("waiting in the queue", SOON);
    page.getByRole(AriaRole.LINK, named(email)).click();
    assertThat(page.locator(".facts")).containsText("waiting in the queue", SOON);
  }

  @Test
  void saysDurationsInTheReadersLanguage() {
    long failed = sample.write();
    Page page = browser.open(base, "/mails/" + failed, Browser.english().setLocale("zh-CN"));
    assertThat(page.locator(".timeline")).containsText("1 分 36 秒 后再次发送");
    assertThat(page.locator(".timeline")).not().containsText("min");
    page.navigate("/?state=RETRYING");
    assertThat(page.locator("time[data-until]").first()).containsText("秒");
  }

  private void check(
      String path,
      com.microsoft.playwright.Browser.NewContextOptions options,
      UnaryOperator<AxeBuilder> rules) {
    Page page = browser.open(base, path, options.setBypassCSP(true));
    // in the frame of a mail nothing runs, what looks at the page neither
    List<String> violations =
        rules.apply(new AxeBuilder(page).exclude("iframe")).analyze().getViolations().stream()
            .map(rule -> rule.getId() + rule.getNodes())
            .toList();
    int width = page.viewportSize().width;
    assertEquals(List.of(), violations, path + " " + width);
    assertEquals(width, page.evaluate("document.documentElement.scrollWidth"), path);
    page.context().close();
  }

  private static Locator row(Page page, String email) {
    return page.locator("#list tbody tr", new Page.LocatorOptions().setHasText(email));
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name).setExact(true);
  }
}
