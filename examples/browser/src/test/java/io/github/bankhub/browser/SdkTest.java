package io.github.bankhub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.bankhub.browser.Bench.TO_LINK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import io.github.bankhub.browser.Chromium.Size;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.page.PageStep;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the JavaScript SDK does beside the flows. */
class SdkTest {

  private final Bench bench = new Bench();
  private final BrowserContext browser = Chromium.fresh(Size.DESKTOP);
  private final Page merchant = browser.newPage();
  private final LinkToken token = bench.create(bench.request(Purpose.LINK_BANK_ACCOUNT, "en"));
  private final URI link = bench.at(token);

  @AfterEach
  void close() {
    browser.close();
    bench.close();
  }

  @Test
  void its_modal_takes_the_focus_and_gives_it_back() {
    Shown shown = bench.open("modal", merchant, link).isAt(PageStep.CHOOSE_BANK);
    assertThat(merchant.locator("dialog iframe")).isFocused();
    assertThat(merchant.locator("dialog")).hasAttribute("aria-label", "Bank Hub");
    shown.find("button.close").click();
    assertThat(merchant.locator("dialog")).hasCount(0);
    assertThat(merchant.locator("#open")).isFocused();
    assertThat(callbacks(2)).containsExactly("onOpen BANKHUB_OPEN", "onExit BANKHUB_CLOSE_LINK");
  }

  @Test
  void its_modal_closes_by_Escape_within_and_without_the_page() {
    bench.open("modal", merchant, link).isAt(PageStep.CHOOSE_BANK);
    merchant.keyboard().press("Tab");
    merchant.keyboard().press("Escape");
    assertThat(merchant.locator("dialog")).hasCount(0);
    merchant.click("#open");
    Shown.in(merchant.frameLocator("dialog iframe")).isAt(PageStep.CHOOSE_BANK);
    assertThat(callbacks(3)).endsWith("onOpen BANKHUB_OPEN");
    merchant.locator("dialog > button").focus();
    merchant.keyboard().press("Escape");
    assertThat(merchant.locator("dialog")).hasCount(0);
    assertThat(callbacks(4))
        .containsExactly(
            "onOpen BANKHUB_OPEN",
            "onExit BANKHUB_CLOSE_LINK",
            "onOpen BANKHUB_OPEN",
            "onExit BANKHUB_CLOSE_LINK");
  }

  @Test
  void its_modal_stays_after_success_until_the_user_closes_it() {
    Shown shown = bench.open("modal", merchant, link);
    shown.chooseBank(TO_LINK).enter(TO_LINK).otp(TO_LINK);
    shown.isAt(PageStep.LINKED);
    assertThat(callbacks(2)).endsWith("onSuccess FINISHED_BANK_ACCOUNT_LINK");
    shown.close();
    assertThat(merchant.locator("dialog")).hasCount(0);
    assertThat(callbacks(3)).endsWith("onExit BANKHUB_CLOSE_LINK");
  }

  @ParameterizedTest
  @ValueSource(strings = {"newTab", "newWindow"})
  void its_windows_close_themselves_and_tell(String mode) {
    merchant.navigate(bench.merchant.sdk(mode, link));
    Page opened = merchant.waitForPopup(() -> merchant.click("#open"));
    Shown.in(opened).isAt(PageStep.CHOOSE_BANK);
    opened.waitForClose(() -> opened.click("button.close"));
    assertThat(callbacks(2)).containsExactly("onOpen BANKHUB_OPEN", "onExit BANKHUB_CLOSE_LINK");
  }

  @Test
  void a_window_that_the_user_closes_is_told_too() {
    merchant.navigate(bench.merchant.sdk("newWindow", link));
    Page opened = merchant.waitForPopup(() -> merchant.click("#open"));
    Shown.in(opened).isAt(PageStep.CHOOSE_BANK);
    // The SDK knows the exit of a window only if the window has sent a message.
    assertThat(callbacks(1)).containsExactly("onOpen BANKHUB_OPEN");
    opened.close();
    assertThat(callbacks(2)).endsWith("onExit BANKHUB_CLOSE_LINK");
    assertThat(Bench.received(merchant).get(1).get("timestamp")).asString().matches("[0-9]{10}");
  }

  @Test
  void tells_what_has_expired() {
    Shown shown = bench.open("modal", merchant, link).isAt(PageStep.CHOOSE_BANK);
    bench.hub.control().clock().advance(Duration.ofMinutes(15));
    shown.isAt(PageStep.SESSION_EXPIRED);
    bench.revoke(token);
    shown.isAt(PageStep.REVOKED);
    assertThat(callbacks(3))
        .endsWith("onExpired BANKHUB_SESSION_EXPIRED", "onExpired BANKHUB_TOKEN_EXPIRED");
    assertThat(Bench.received(merchant))
        .extracting(received -> received.get("expired_type"))
        .containsExactly(null, "session", "token");
    Map<String, Object> nothing = new HashMap<>();
    nothing.put("account_number", null);
    nothing.put("account_type", null);
    assertThat(Bench.received(merchant).get(2)).containsEntry("metadata", nothing);
  }

  @Test
  void P14_receives_messages_only_from_the_page_that_it_has_opened() {
    Shown shown = bench.open("modal", merchant, link).isAt(PageStep.CHOOSE_BANK);
    merchant.evaluate("postMessage({ event: 'FINISHED_BANK_ACCOUNT_LINK' }, '*')");
    // The right origin, the wrong window: another page of the hub in a frame beside.
    merchant.evaluate(
        "link => { const f = document.createElement('iframe'); f.name = 'other'; f.src = link;"
            + " document.body.append(f); }",
        bench.link(Purpose.LINK_BANK_ACCOUNT, "en").toString());
    Shown.in(merchant.frameLocator("iframe[name=other]")).isAt(PageStep.CHOOSE_BANK);
    shown.find("button.close").click();
    assertThat(callbacks(2)).containsExactly("onOpen BANKHUB_OPEN", "onExit BANKHUB_CLOSE_LINK");
  }

  @Test
  void P14_hears_the_page_no_more_once_it_shows_another_site() {
    bench.open("modal", merchant, link).isAt(PageStep.CHOOSE_BANK);
    // The SDK ignores a message that arrives after the page has left.
    assertThat(callbacks(1)).containsExactly("onOpen BANKHUB_OPEN");
    merchant.evaluate(
        "to => { document.querySelector('dialog iframe').src = to; }", bench.merchant.back());
    Shown.in(merchant.frameLocator("dialog iframe")).find("text=Back at the merchant").waitFor();
    merchant
        .frames()
        .get(1)
        .evaluate("parent.postMessage({ event: 'FINISHED_BANK_ACCOUNT_LINK' }, '*')");
    merchant.click("dialog > button");
    assertThat(callbacks(2)).containsExactly("onOpen BANKHUB_OPEN", "onExit BANKHUB_CLOSE_LINK");
  }

  @Test
  void destroy_closes_without_a_callback() {
    bench.open("modal", merchant, link).isAt(PageStep.CHOOSE_BANK);
    assertThat(callbacks(1)).hasSize(1);
    merchant.evaluate("bankhub.destroy()");
    assertThat(merchant.locator("dialog")).hasCount(0);
    merchant.evaluate("bankhub.destroy()");
    assertThat(callbacks(1)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "new Bankhub({ mode: 'popup' })",
        "new Bankhub().open()",
        "new Bankhub().initLink('/link/1')",
        "new Bankhub().initLink('javascript:alert(1)')"
      })
  void rejects(String misuse) {
    merchant.navigate(bench.merchant.sdk("modal", link));
    assertThatThrownBy(() -> merchant.evaluate("() => { " + misuse + " }"))
        .isInstanceOf(PlaywrightException.class);
  }

  private List<String> callbacks(int count) {
    return Bench.received(merchant, count).stream()
        .map(received -> received.get("callback") + " " + received.get("event"))
        .toList();
  }
}
