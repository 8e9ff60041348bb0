package io.github.bankhub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.bankhub.browser.Bench.TO_LINK;
import static io.github.bankhub.browser.Bench.TO_UNLINK;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.SelectOption;
import io.github.bankhub.browser.Chromium.Size;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @ParameterizedTest
  @CsvSource({
    "en, A merchant's page, Make ready for IPN, Not sent, Delivered",
    "vi, Trang của đơn vị bán hàng, Cho phép nhận IPN, Không gửi, Đã nhận"
  })
  void the_IPN_of_a_new_company_arrives(
      String language, String title, String makeReady, String unsent, String delivered) {
    page.navigate(bench.server.baseUri() + "/_testkit/demo?language=" + language);
    assertThat(page.locator("h1")).hasText(title);
    page.fill("[name=full_name]", "<i>Mới</i>");
    page.click("#new-company button");
    assertThat(page.locator("#companies tr").first()).containsText("<i>Mới</i>");
    assertThat(page.locator("[name=company_xid] option:checked")).hasText("<i>Mới</i>");
    page.uncheck("[name=redirect]");
    page.click("#order button");
    Shown.in(page.frameLocator("iframe")).chooseBank(TO_LINK).enter(TO_LINK).otp(TO_LINK);
    assertThat(page.locator("#accounts tr").first()).containsText("MBBank 9876543210");

    page.selectOption("[name=account]", new SelectOption().setIndex(0));
    simulate("1");
    Locator newest = page.locator("#transactions tr").first();
    assertThat(newest).containsText(unsent);
    assertThat(newest).containsText("transaction_amount");
    page.click("text=" + makeReady);
    page.click("#receive button");
    assertThat(page.locator("#receive")).isHidden();
    simulate("<script>alert(1)</script>");
    assertThat(newest).containsText("MBBank 9876543210");
    assertThat(newest).containsText("+150.000\u00a0₫");
    assertThat(newest).containsText("<script>alert(1)</script>");
    assertThat(newest).containsText(delivered + " (HTTP 200)");

    for (Size size : Size.values()) {
      page.setViewportSize(size.width, size.height);
      EveryScreenTest.assertFitsAndIsAccessible(page, "demo in " + language + " at " + size);
    }
  }

  private void simulate(String content) {
    page.fill("[name=content]", content);
    page.click("#new-transaction button");
  }
}
