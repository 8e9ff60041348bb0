package io.github.bankhub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.bankhub.browser.Bench.TO_LINK;
import static io.github.bankhub.browser.Bench.TO_UNLINK;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.github.bankhub.browser.Chromium.Size;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.page.PageStep;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The hosted page in a browser, in its own window or in an iframe. */
class OnePageTest {

  private final Bench bench = new Bench();
  private final BrowserContext browser = Chromium.fresh(Size.DESKTOP);

  @AfterEach
  void close() {
    browser.close();
    bench.close();
  }

  @Nested
  class While_it_is_open {

    private final LinkToken token = bench.create(bench.request(Purpose.LINK_BANK_ACCOUNT, "en"));
    private final Page merchant = browser.newPage();
    private final Shown shown = bench.open("iframe", merchant, bench.at(token));

    @Test
    void LT_21_a_link_that_is_revoked_cuts_the_user_off() {
      shown.isAt(PageStep.CHOOSE_BANK);
      bench.revoke(token);
      shown.isAt(PageStep.REVOKED);
      assertThat(shown.find("h1")).isFocused();
      assertThat(Bench.events(merchant, 2))
          .containsExactly("BANKHUB_OPEN", "BANKHUB_TOKEN_EXPIRED");
    }

    @Test
    void LT_21_a_link_whose_time_is_over_cuts_the_user_off() {
      shown.chooseBank(TO_LINK);
      bench.hub.control().clock().advance(Duration.ofMinutes(30));
      shown.isAt(PageStep.EXPIRED);
      assertThat(Bench.events(merchant, 2))
          .containsExactly("BANKHUB_OPEN", "BANKHUB_TOKEN_EXPIRED");
    }

    @Test
    void a_session_that_is_over_can_be_opened_again() {
      shown.chooseBank(TO_LINK).enter(TO_LINK);
      bench.hub.control().clock().advance(Duration.ofMinutes(15));
      shown.isAt(PageStep.SESSION_EXPIRED);
      assertThat(Bench.events(merchant, 2))
          .containsExactly("BANKHUB_OPEN", "BANKHUB_SESSION_EXPIRED");
      shown.find("a.main").click();
      shown.isAt(PageStep.CHOOSE_BANK);
      assertThat(Bench.events(merchant, 3)).endsWith("BANKHUB_OPEN");
    }

    @Test
    void leaving_tells_the_merchant() {
      shown.chooseBank(TO_LINK);
      shown.find("button.close").click();
      shown.isAt(PageStep.ABANDONED);
      assertThat(Bench.events(merchant, 2)).containsExactly("BANKHUB_OPEN", "BANKHUB_CLOSE_LINK");
      shown.find("button.close").click();
      assertThat(Bench.events(merchant, 3)).endsWith("BANKHUB_CLOSE_LINK");
    }

    @Test
    void a_final_rejection_reports_nothing_until_the_user_leaves() {
      shown.find("summary").last().click();
      shown.find("#reason").selectOption(BankRejection.BANK_BUSY.name());
      shown.find("button[value=FAIL]").click();
      shown.isAt(PageStep.FAILED);
      assertThat(shown.find("[role=alert]")).hasText("The bank's system is busy.");
      shown.find("button.close").click();
      assertThat(Bench.events(merchant, 2)).containsExactly("BANKHUB_OPEN", "BANKHUB_CLOSE_LINK");
    }
  }

  @Nested
  class With_the_keyboard_alone {

    private final Page page = browser.newPage();

    @Test
    void links() {
      page.navigate(bench.link(Purpose.LINK_BANK_ACCOUNT, "en").toString());
      tabTo(page.getByLabel("MBBank"));
      page.keyboard().press("Space");
      tabTo(page.getByLabel("Personal"));
      tabTo(button("Continue"));
      page.keyboard().press("Enter");

      Shown.in(page).isAt(PageStep.ENTER_ACCOUNT);
      assertThat(page.locator("h1")).isFocused();
      type("Account number", TO_LINK.number());
      type("Identity card number", TO_LINK.identification());
      type("Phone number", "0999");
      page.keyboard().press("Enter");
      assertThat(page.locator("#rejection")).isFocused();
      assertThat(page.getByLabel("Phone number")).hasAttribute("aria-invalid", "true");
      tabTo(page.getByLabel("Phone number"));
      page.keyboard().press("ControlOrMeta+a");
      page.keyboard().type(TO_LINK.phone());
      page.keyboard().press("Enter");

      Shown.in(page).isAt(PageStep.ENTER_OTP);
      type("One-time password", TO_LINK.otp());
      page.keyboard().press("Enter");
      Shown.in(page).isAt(PageStep.LINKED);
      assertThat(page.locator("h1")).isFocused();
    }

    @Test
    void unlinks_with_the_help_for_the_sandbox() {
      page.navigate(bench.link(Purpose.UNLINK_BANK_ACCOUNT, "en").toString());
      tabTo(button("Unlink"));
      page.keyboard().press("Enter");
      Shown.in(page).isAt(PageStep.ENTER_OTP);
      tabTo(page.getByText("Offline help: the one-time password"));
      page.keyboard().press("Enter");
      tabTo(button("Fill in account " + TO_UNLINK.number()));
      page.keyboard().press("Enter");
      assertThat(button("Continue")).isFocused();
      page.keyboard().press("Enter");
      Shown.in(page).isAt(PageStep.UNLINKED);
    }

    @Test
    void leaves_a_frame_by_Escape() {
      Shown shown = bench.open("iframe", page, bench.link(Purpose.LINK_BANK_ACCOUNT, "en"));
      shown.isAt(PageStep.CHOOSE_BANK).find("input").first().press("Escape");
      shown.isAt(PageStep.ABANDONED);
    }

    private Locator button(String name) {
      return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    private void type(String label, String text) {
      tabTo(page.getByLabel(label));
      page.keyboard().type(text);
    }

    /** Goes on until it is there; a page that cannot be walked through never gets there. */
    private void tabTo(Locator target) {
      for (int presses = 0; presses < 30; presses++) {
        page.keyboard().press("Tab");
        if ((Boolean) target.evaluate("element => element.matches(':focus')")) {
          return;
        }
      }
      throw new AssertionError("the Tab key does not lead to " + target);
    }
  }

  @Nested
  class Without_JavaScript {

    private final BrowserContext plain = Chromium.fresh(Size.PHONE, false);
    private final Page page = plain.newPage();

    @AfterEach
    void close() {
      plain.close();
    }

    @ParameterizedTest
    @EnumSource(Purpose.class)
    void works_to_the_end_and_comes_back(Purpose purpose) {
      URI link =
          bench.at(bench.create(bench.request(purpose, "vi").redirectTo(bench.merchant.back())));
      page.navigate(link.toString());
      Shown shown = Shown.in(page);
      if (purpose == Purpose.LINK_BANK_ACCOUNT) {
        shown.chooseBank(TO_LINK).enter(TO_LINK).otp(TO_LINK);
      } else {
        shown.confirm().otp(TO_UNLINK);
      }
      assertThat(page.locator("h1")).hasText("Back at the merchant");
      assertThat(bench.merchant.returns())
          .containsExactly("/back?order=7&next=%2Fa%20b&c=a+b&x=%e1%ba%A1&empty=&y");
    }

    @Test
    void leaves_and_opens_again() {
      page.navigate(bench.link(Purpose.LINK_BANK_ACCOUNT, "vi").toString());
      Shown shown = Shown.in(page).chooseBank(TO_LINK);
      shown.find("button.close").click();
      shown.isAt(PageStep.ABANDONED).find("a.main").click();
      shown.isAt(PageStep.CHOOSE_BANK);
    }
  }

  @Test
  void sends_a_form_once_however_often_it_is_pressed() {
    Page page = browser.newPage();
    page.navigate(bench.link(Purpose.LINK_BANK_ACCOUNT, "en").toString());
    Shown shown = Shown.in(page).chooseBank(TO_LINK).enter(TO_LINK);
    shown.find("#otp").fill(TO_LINK.otp());
    shown.find("button.main").dblclick();
    shown.isAt(PageStep.LINKED);
  }

  @Test
  void breaks_no_rule_of_its_own_policy() {
    Page page = browser.newPage();
    List<String> complaints = new java.util.ArrayList<>();
    page.onConsoleMessage(message -> complaints.add(message.text()));
    page.onPageError(complaints::add);
    page.navigate(bench.link(Purpose.LINK_BANK_ACCOUNT, "en").toString());
    Shown.in(page).chooseBank(TO_LINK).enter(TO_LINK).otp(TO_LINK);
    Shown.in(page).isAt(PageStep.LINKED);
    assertThat(complaints).isEmpty();
  }
}
