package io.github.bankhub.browser;

import static io.github.bankhub.browser.Bench.TO_LINK;
import static io.github.bankhub.browser.Bench.TO_UNLINK;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.github.bankhub.browser.Chromium.Size;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.Platform;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.page.PageStep;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every screen: whether all can use it, whether it fits, and a picture of it. */
class EveryScreenTest {

  private static final String AXE = axe();

  /** Of the wide screens, those that the documentation shows; of the narrow ones it shows all. */
  private static final Set<String> WIDE =
      Set.of(
          "choose-bank-vi",
          "enter-account-vi",
          "enter-otp-vi",
          "linked-vi",
          "confirm-unlink-vi",
          "unlinked-vi",
          "modal-vi",
          "demo-vi");

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @CsvSource({"vi, DESKTOP", "en, PHONE", "vi, PHONE", "en, DESKTOP"})
  void of_the_hosted_page_is_accessible_and_fits(String language, Size size) {
    try (BrowserContext browser = Chromium.fresh(size)) {
      Page page = browser.newPage();
      new Tour(page, language, size).take();
    }
  }

  @Test
  void of_a_merchant_is_accessible_with_the_modal_on_top() {
    try (BrowserContext browser = Chromium.fresh(Size.DESKTOP)) {
      Page page = browser.newPage();
      bench
          .open("modal", page, bench.link(Purpose.LINK_BANK_ACCOUNT, "vi"))
          .isAt(PageStep.CHOOSE_BANK);
      bench.hub.control().webhooks().inbox();
      check(page, "modal", "vi", Size.DESKTOP);
      page.navigate(bench.server.baseUri() + "/_testkit/demo?language=vi");
      page.uncheck("[name=redirect]");
      page.click("#order button");
      Shown.in(page.frameLocator("iframe")).chooseBank(TO_LINK).enter(TO_LINK).otp(TO_LINK);
      page.waitForSelector("#webhooks li:nth-child(7)");
      page.click("#receive button");
      page.click("#new-transaction button");
      page.waitForSelector("#transactions :text('HTTP 200')");
      page.setViewportSize(1280, 2200);
      page.evaluate("scrollTo(0, 0)");
      check(page, "demo", "vi", Size.DESKTOP);
    }
  }

  /** A visit to every screen there is. */
  private final class Tour {

    private final Page page;
    private final String language;
    private final Size size;

    Tour(Page page, String language, Size size) {
      this.page = page;
      this.language = language;
      this.size = size;
    }

    void take() {
      // At the end of each link, the page stays for the picture.
      link();
      unlink();
      ends();
      page.navigate(bench.server.baseUri() + "/link/none");
      check("unknown");
    }

    private void link() {
      LinkToken token = open(Purpose.LINK_BANK_ACCOUNT);
      Shown shown = Shown.in(page).isAt(PageStep.CHOOSE_BANK);
      check("choose-bank");
      shown.chooseBank(TO_LINK);
      check("enter-account");
      page.fill("#account_number", TO_LINK.number());
      page.fill("#identification_number", TO_LINK.identification());
      page.fill("#phone_number", "0999");
      page.click("button.main");
      page.locator("summary").first().click();
      page.locator(".help summary").first().click();
      page.locator(".help summary").last().click();
      check("rejected");
      shown.enter(TO_LINK);
      check("enter-otp");
      shown.otp(TO_LINK);
      shown.isAt(PageStep.LINKED);
      check("linked");
      page.navigate(bench.at(token).toString());
      check("used");
    }

    private void unlink() {
      open(Purpose.UNLINK_BANK_ACCOUNT);
      check("confirm-unlink");
      page.click("button.close");
      Shown.in(page).isAt(PageStep.ABANDONED);
      check("abandoned");
      page.click("a.main");
      bench.hub.control().unlinkingInactivates(true);
      Shown.in(page).confirm().otp(TO_UNLINK);
      Shown.in(page).isAt(PageStep.INACTIVATED);
      check("inactivated");
      bench.hub.control().unlinkingInactivates(false);
      open(Purpose.UNLINK_BANK_ACCOUNT);
      Shown.in(page).confirm().otp(TO_UNLINK);
      Shown.in(page).isAt(PageStep.UNLINKED);
      check("unlinked");
    }

    private void ends() {
      open(Purpose.LINK_BANK_ACCOUNT);
      page.locator("summary").last().click();
      page.click("button[value=FAIL]");
      Shown.in(page).isAt(PageStep.FAILED);
      check("failed");
      bench.revoke(open(Purpose.LINK_BANK_ACCOUNT));
      Shown.in(page).isAt(PageStep.REVOKED);
      check("revoked");
      open(Purpose.LINK_BANK_ACCOUNT);
      bench.hub.control().clock().advance(Duration.ofMinutes(15));
      Shown.in(page).isAt(PageStep.SESSION_EXPIRED);
      check("session-expired");
      bench.hub.control().clock().advance(Duration.ofMinutes(15));
      Shown.in(page).isAt(PageStep.EXPIRED);
      check("expired");
    }

    private LinkToken open(Purpose purpose) {
      LinkTokenRequest request =
          bench
              .request(purpose, language)
              .on(size == Size.PHONE ? Platform.MOBILE_APP : Platform.WEB);
      LinkToken token = bench.create(request);
      page.navigate(bench.at(token).toString());
      return token;
    }

    private void check(String screen) {
      EveryScreenTest.check(page, screen, language, size);
    }
  }

  private static void check(Page page, String screen, String language, Size size) {
    if (size == Size.PHONE ? language.equals("en") : WIDE.contains(screen + "-" + language)) {
      String file = screen + "-" + language + "-" + size.name().toLowerCase(Locale.ROOT) + ".png";
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(Path.of(System.getProperty("bankhub.pictures"), file))
              .setFullPage(size == Size.PHONE));
    }
    assertFitsAndIsAccessible(page, screen);
  }

  static void assertFitsAndIsAccessible(Page page, String screen) {
    assertThat(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))
        .as("%s fits", screen)
        .isEqualTo(true);
    assertThat(violations(page)).as(screen).isEmpty();
  }

  /** What axe-core finds: serious and critical is not all there is, so minor ones count too. */
  @SuppressWarnings("unchecked")
  private static List<String> violations(Page page) {
    page.evaluate(AXE);
    return (List<String>)
        page.evaluate(
            """
            async () => (await axe.run({ iframes: true }))
              .violations.map((v) => `${v.impact} ${v.id}: ${v.nodes.map((n) => n.html)}`)
            """);
  }

  private static String axe() {
    try (InputStream script = EveryScreenTest.class.getResourceAsStream("/axe.min.js")) {
      return new String(script.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
