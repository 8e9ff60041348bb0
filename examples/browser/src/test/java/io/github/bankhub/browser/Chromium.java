package io.github.bankhub.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One Chromium for all tests. For the one thread that they run on. */
final class Chromium {

  /** Slow machines are no fault of the page's. */
  private static final double MAX_MILLIS = 15_000;

  private static final Playwright PLAYWRIGHT =
      Playwright.create(
          new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
  private static final Browser BROWSER =
      PLAYWRIGHT
          .chromium()
          .launch(
              new BrowserType.LaunchOptions()
                  .setExecutablePath(Path.of(System.getProperty("bankhub.chromium")))
                  .setArgs(
                      List.of(
                          "--no-sandbox",
                          "--disable-gpu",
                          "--disable-quic",
                          "--no-first-run",
                          "--disable-background-networking",
                          "--disable-component-update",
                          "--disable-sync")));

  static {
    PlaywrightAssertions.setDefaultAssertionTimeout(MAX_MILLIS);
    Runtime.getRuntime().addShutdownHook(new Thread(Chromium::stop));
  }

  private Chromium() {}

  private static void stop() {
    BROWSER.close();
    PLAYWRIGHT.close();
  }

  /** A browser that knows nothing yet. */
  static BrowserContext fresh(Size size) {
    return fresh(size, true);
  }

  static BrowserContext fresh(Size size, boolean scripts) {
    BrowserContext context =
        BROWSER.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(size.width, size.height)
                .setJavaScriptEnabled(scripts));
    context.setDefaultTimeout(MAX_MILLIS);
    return context;
  }

  /** A width and height that people have. */
  enum Size {
    DESKTOP(1280, 800),
    PHONE(390, 844);

    final int width;
    final int height;

    Size(int width, int height) {
      this.width = width;
      this.height = height;
    }

    Page page() {
      return fresh(this).newPage();
    }
  }
}
