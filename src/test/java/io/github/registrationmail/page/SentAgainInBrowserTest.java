package io.github.registrationmail.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.registrationmail.support.Api.address;
import static io.github.registrationmail.support.Api.awaitState;
import static io.github.registrationmail.support.Api.find;
import static io.github.registrationmail.support.Api.register;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.github.registrationmail.stack.EmbeddedStack;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A mail that went to a wrong address, and a person who wants to be forgotten. */
@Tag("alone")
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class SentAgainInBrowserTest {

  private static final LocatorAssertions.ContainsTextOptions SOON =
      new LocatorAssertions.ContainsTextOptions().setTimeout(20_000);

  EmbeddedStack stack;

  @TestHTTPResource("/")
  URI base;

  private Browser browser;

  @BeforeEach
  void start() {
    Assumptions.assumeTrue(
        Browser.isInstalled(), "There is no /usr/bin/chromium: the page is not tried in a browser");
    browser = new Browser();
  }

  @AfterEach
  void end() {
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void sendsAgainToTheCorrectedAddress() {
    String wrong = address("mistyped");
    String right = address("corrected");
    long id = sent(wrong);
    Page page = story(id);

    page.locator("#resend").getByLabel("Email").fill(right);
    confirmed(page, page.getByRole(AriaRole.BUTTON, named("Send again")));

    assertThat(page.locator("#notice")).not().isEmpty();
    assertThat(page.locator("#mail h1")).containsText(right, SOON);
    awaitState(id, "SENT");
    page.reload();
    assertThat(page.locator(".timeline li.state-SENT")).hasCount(2);
    assertEquals(1, stack.smtp().received(wrong).size());
    assertEquals(1, stack.smtp().received(right).size());
  }

  @Test
  void keepsWhatIsTypedWhenThePageRenewsItself() {
    Page page = story(sent(address("typed")));
    Locator field = page.locator("#resend-email");

    field.fill("half@exam");
    page.waitForResponse(
        response -> response.url().contains("/page/mails/"),
        () -> page.evaluate("document.body.dispatchEvent(new CustomEvent('changed'))"));
    page.waitForFunction(
        "() => !document.querySelector('.htmx-request, .htmx-swapping, .htmx-settling')");

    assertEquals("half@exam", field.inputValue());
    assertThat(field).isFocused();
  }

  @Test
  void saysThatTheCorrectedAddressIsTaken() {
    String taken = address("taken");
    sent(taken);
    String email = address("mistyped");
    Page page = story(sent(email));

    page.locator("#resend").getByLabel("Email").fill(taken);
    confirmed(page, page.getByRole(AriaRole.BUTTON, named("Send again")));

    assertThat(page.locator("#notice")).containsText("a registration of its own", SOON);
    assertThat(page.locator("#mail h1")).containsText(email);
  }

  @Test
  void erasesAPersonOnlyWhenItIsMeant() {
    long id = sent(address("forgotten"));
    Page page = story(id);
    Locator erase = page.locator("#erase-" + id);

    erase.click();
    page.keyboard().press("Escape");
    assertThat(page.getByRole(AriaRole.DIALOG)).isHidden();
    find(id).statusCode(200);

    confirmed(page, erase);
    page.waitForURL(base.toString());
    find(id).statusCode(404);
  }

  private static long sent(String email) {
    long id = register(email);
    awaitState(id, "SENT");
    return id;
  }

  private Page story(long id) {
    return browser.open(base, "/mails/" + id, Browser.english());
  }

  private static void confirmed(Page page, Locator button) {
    button.click();
    page.locator("#confirm button.primary").click();
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }
}
