package io.github.registrationmail.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Draws the pages for the README, with -Dscreenshots=docs; the other ways they look, to target. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@TestProfile(ScreenshotTest.Profile.class)
@EnabledIfSystemProperty(named = "screenshots", matches = ".+")
class ScreenshotTest {

  /** As in production. */
  public static final class Profile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "registration.page.register-form",
          "false",
          "registration.templates.directory",
          "src/test/resources/mails");
    }
  }

  @Inject SampleHour sample;

  @TestHTTPResource("/")
  URI base;

  /**
   * Those of the README first: later the head of the page tells how many of the rows came a minute.
   */
  @Test
  void drawsTheListAMailAndAnIncident() {
    long failed = sample.write();
    try (Browser browser = new Browser()) {
      drawPages(browser, failed, ColorScheme.LIGHT, 1200);
      sample.writeIncident();
      draw(browser, "reasons", "/", ColorScheme.LIGHT, 1200);
      for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
        draw(browser, "reasons", "/", scheme, 360);
        drawPages(browser, failed, scheme, 360);
      }
      draw(browser, "reasons", "/", ColorScheme.DARK, 1200);
      drawPages(browser, failed, ColorScheme.DARK, 1200);
    }
  }

  private void drawPages(Browser browser, long failed, ColorScheme scheme, int width) {
    draw(browser, "list", "/", scheme, width);
    draw(browser, "detail", "/mails/" + failed, scheme, width);
    draw(browser, "preview", "/previews/invite/en", scheme, width);
  }

  private void draw(Browser browser, String name, String path, ColorScheme scheme, int width) {
    boolean forReadme = scheme == ColorScheme.LIGHT && width == 1200;
    Path file =
        forReadme
            ? Path.of(System.getProperty("screenshots"), "operator-" + name + ".png")
            : Path.of("target", "operator-%s-%s-%d.png".formatted(name, scheme, width));
    Page page =
        browser.open(
            base, path, Browser.english().setColorScheme(scheme).setViewportSize(width, 1050));
    assertThat(page.locator("#live")).containsText("Live");
    page.waitForTimeout(1_500);
    if (name.equals("reasons")) {
      page.setViewportSize(width, bottom(page.locator(".reasons")) + 8);
      page.waitForTimeout(500);
    }
    page.screenshot(new Page.ScreenshotOptions().setPath(file));
    page.context().close();
  }

  /** Down to where a panel is seen as a whole. */
  private static int bottom(Locator panel) {
    assertThat(panel.locator("> ul > li")).hasCount(3);
    BoundingBox box = panel.boundingBox();
    return (int) Math.ceil(box.y + box.height);
  }
}
