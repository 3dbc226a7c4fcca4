package io.github.registrationmail.page;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The machine's own Chromium, signed in as an operator if nothing else is said. */
final class Browser implements AutoCloseable {

  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;
  private final List<String> complaints = new ArrayList<>();

  Browser() {
    this.playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    this.chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(CHROMIUM)
                    .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")));
  }

  static boolean isInstalled() {
    return Files.isExecutable(CHROMIUM);
  }

  static com.microsoft.playwright.Browser.NewContextOptions english() {
    return new com.microsoft.playwright.Browser.NewContextOptions()
        .setLocale("en-GB")
        .setTimezoneId("UTC")
        .setViewportSize(1200, 900);
  }

  /** A page of a new context, to close with its context. */
  Page open(URI base, String path, com.microsoft.playwright.Browser.NewContextOptions options) {
    return openAs("operator", base, path, options);
  }

  /** The same for whoever has their name as their password. */
  Page openAs(
      String name,
      URI base,
      String path,
      com.microsoft.playwright.Browser.NewContextOptions options) {
    BrowserContext context =
        chromium.newContext(options.setBaseURL(base.toString()).setHttpCredentials(name, name));
    context.setDefaultTimeout(20_000);
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.navigate(path);
    return page;
  }

  /** Closes its pages, which would go on renewing themselves, and forgets what it had to say. */
  void clear() {
    List.copyOf(chromium.contexts()).forEach(BrowserContext::close);
    complaints.clear();
  }

  /** What the browser had to say about scripts, styles and the Content-Security-Policy. */
  List<String> complaints() {
    return complaints;
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
