package io.github.bankhub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.bankhub.browser.Bench.TO_LINK;
import static io.github.bankhub.browser.Bench.TO_UNLINK;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import io.github.bankhub.browser.Chromium.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The merchant's page that comes with the offline hub, as a person tries it. */
class DemoPageTest {

  private final Bench bench = new Bench();
  private final BrowserContext browser = Chromium.fresh(Size.DESKTOP);
  private final Page page = browser.newPage();

  DemoPageTest() {
    bench.hub.control().webhooks().inbox();
    page.navigate(bench.server.baseUri() + "/_testkit/demo");
  }

  @AfterEach
  void close() {
    browser.close();
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"iframe", "modal", "newTab", "newWindow", "redirect"})
  void LT_23_shows_what_both_sides_are_told(String how) {
    page.check("input[value=" + how + "]");
    Shown shown =
        switch (how) {
          case "iframe", "modal" -> {
            page.click("form button");
            yield Shown.in(page.frameLocator("iframe"));
          }
          case "redirect" -> {
            page.click("form button");
            yield Shown.in(page);
          }
          default -> Shown.in(page.waitForPopup(() -> page.click("form button")));
        };
    shown.chooseBank(TO_LINK).enter(TO_LINK).otp(TO_LINK);
    assertThat(shown.find("#back")).isVisible();
    if (!how.equals("redirect")) {
      assertThat(page.locator("#messages strong"))
          .hasText(
              how.equals("iframe")
                  ? new String[] {"BANKHUB_OPEN", "FINISHED_BANK_ACCOUNT_LINK"}
                  : new String[] {"onOpen", "onSuccess"});
    }
    assertThat(page.locator("#webhooks strong"))
        .hasText(
            new String[] {
              "LINK_TOKEN_CREATED",
              "LINK_SESSION_INITIALIZED",
              "LINK_SESSION_STATE_CHANGED",
              "LINK_SESSION_STATE_CHANGED",
              "LINK_SESSION_STATE_CHANGED",
              "BANK_ACCOUNT_LINKED",
              "LINK_SESSION_COMPLETED"
            });
    assertThat(page.locator("[name=bank_account_xid]")).containsText("MBBank 9876543210");
  }

  @Test
  void unlinks_the_account_that_was_chosen_in_the_language_that_was_chosen() {
    page.check("input[value=UNLINK_BANK_ACCOUNT]");
    page.selectOption("[name=language]", "en");
    page.uncheck("[name=redirect]");
    // The page loads the accounts after it is shown.
    assertThat(page.locator("[name=bank_account_xid] option")).not().hasCount(0);
    page.click("form button");
    Shown shown = Shown.in(page.frameLocator("iframe"));
    assertThat(shown.find("h1")).hasText("Unlink this account?");
    shown.confirm().otp(TO_UNLINK);
    assertThat(page.locator("#messages strong").last()).hasText("FINISHED_BANK_ACCOUNT_UNLINK");
    shown.find("button.close").click();
    assertThat(page.locator("iframe")).hasCount(0);
    assertThat(page.locator("[name=bank_account_xid] option")).hasCount(0);
    page.click("form button");
    assertThat(page.locator("#problem")).containsText("bank_account_xid");
  }
}
