package io.github.bankhub.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.github.bankhub.browser.Bench.TO_LINK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.github.bankhub.browser.Chromium.Size;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.page.PageStep;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rows of the table "Embedding situations" in docs/hosted-page.md. */
class EmbeddingTest {

  private static final String OPENER_POLICY = "Cross-Origin-Opener-Policy";

  private final Bench bench = new Bench();
  private final BrowserContext browser = Chromium.fresh(Size.DESKTOP);
  private final Page merchant = browser.newPage();
  private LinkToken token = bench.create(bench.request(Purpose.LINK_BANK_ACCOUNT, "en"));

  @AfterEach
  void close() {
    browser.close();
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"iframe", "modal", "newTab", "redirect"})
  void Back_and_Forward_show_the_current_screen(String way) {
    Shown shown = bench.open(way, merchant, link()).chooseBank(TO_LINK).enter(TO_LINK);
    Page window = browser.pages().get(browser.pages().size() - 1);
    int events = bench.events(token);
    for (String move : List.of("back", "back", "forward", "forward")) {
      shown.loadedBy(() -> window.evaluate("history." + move + "()")).isAt(PageStep.ENTER_OTP);
    }
    assertThat(bench.events(token)).isEqualTo(events);
    shown.otp(TO_LINK);
    shown.isAt(PageStep.LINKED);
  }

  @Test
  void Back_after_the_redirect_shows_the_end_and_stays() {
    redirecting();
    Shown shown = bench.open("redirect", merchant, link());
    shown.chooseBank(TO_LINK).enter(TO_LINK).otp(TO_LINK);
    assertThat(merchant.locator("h1")).hasText("Back at the merchant");
    merchant.goBack();
    shown.isAt(PageStep.LINKED);
    assertThat(shown.find("h1")).hasText("The account is linked");
    assertThat(shown.find("[data-redirect]")).hasCount(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iframe", "modal"})
  void Reload_repeats_nothing(String way) {
    Shown shown = bench.open(way, merchant, link()).isAt(PageStep.CHOOSE_BANK);
    reload(shown).isAt(PageStep.CHOOSE_BANK).chooseBank(TO_LINK);
    reload(shown).isAt(PageStep.ENTER_ACCOUNT).enter(TO_LINK);
    shown.otp(TO_LINK);
    reload(shown.isAt(PageStep.LINKED)).isAt(PageStep.LINKED);
    int events = bench.events(token);
    reload(shown).isAt(PageStep.LINKED).close();
    assertThat(Bench.events(merchant, 3))
        .containsExactly("BANKHUB_OPEN", "FINISHED_BANK_ACCOUNT_LINK", "BANKHUB_CLOSE_LINK");
    assertThat(bench.events(token)).isEqualTo(events).isEqualTo(7);
  }

  @Test
  void each_step_adds_one_entry_to_the_history() {
    Shown shown = bench.open("iframe", merchant, link()).isAt(PageStep.CHOOSE_BANK);
    int entries = (int) merchant.evaluate("history.length");
    shown.chooseBank(TO_LINK).enter(TO_LINK);
    assertThat(merchant.evaluate("history.length")).isEqualTo(entries + 2);
  }

  @Test
  void an_iframe_that_is_inserted_again_opens_the_link_again_at_its_step() {
    Shown shown = bench.open("iframe", merchant, link()).chooseBank(TO_LINK);
    merchant.evaluate(
        "() => { const f = document.querySelector('iframe'); f.replaceWith(f.cloneNode()); }");
    shown.isAt(PageStep.ENTER_ACCOUNT);
    assertThat(Bench.events(merchant, 2)).containsExactly("BANKHUB_OPEN", "BANKHUB_OPEN");
  }

  @ParameterizedTest
  @ValueSource(strings = {"newTab", "newWindow"})
  void an_opener_policy_of_the_merchant_lets_the_SDK_ask_the_hub(String mode) {
    Shown shown = openSeparated(mode).isAt(PageStep.CHOOSE_BANK);
    assertThat(callbacks(1)).containsExactly("onOpen BANKHUB_OPEN");
    shown.chooseBank(TO_LINK).enter(TO_LINK).otp(TO_LINK);
    shown.isAt(PageStep.LINKED);
    assertThat(callbacks(2))
        .containsExactly("onOpen BANKHUB_OPEN", "onSuccess FINISHED_BANK_ACCOUNT_LINK");
  }

  @Test
  void an_opener_policy_of_the_merchant_hides_a_closed_window_but_not_one_that_was_left() {
    openSeparated("newTab").isAt(PageStep.CHOOSE_BANK);
    assertThat(callbacks(1)).containsExactly("onOpen BANKHUB_OPEN");
    browser.pages().get(1).close();
    bench.hub.control().clock().advance(Duration.ofMinutes(15));
    assertThat(callbacks(2)).endsWith("onExpired BANKHUB_SESSION_EXPIRED");
    Shown shown =
        Shown.in(browser.waitForPage(() -> merchant.click("#open"))).isAt(PageStep.CHOOSE_BANK);
    assertThat(callbacks(3)).endsWith("onOpen BANKHUB_OPEN");
    shown.find("button.close").click();
    assertThat(callbacks(4)).endsWith("onExit BANKHUB_CLOSE_LINK");
  }

  @Test
  void an_opener_policy_of_the_merchant_with_a_link_that_is_revoked() {
    bench.revoke(token);
    openSeparated("newWindow").isAt(PageStep.REVOKED);
    assertThat(callbacks(1)).containsExactly("onExpired BANKHUB_TOKEN_EXPIRED");
  }

  @Test
  void an_opener_policy_of_the_merchant_without_connect_src_reports_nothing() {
    bench.merchant.with("Content-Security-Policy", "connect-src 'none'");
    merchant.addInitScript(
        "addEventListener('securitypolicyviolation', (v) => { window.blocked = v.blockedURI; })");
    openSeparated("newTab").isAt(PageStep.CHOOSE_BANK);
    merchant.waitForCondition(() -> merchant.evaluate("window.blocked") != null);
    assertThat(Bench.received(merchant)).isEmpty();
  }

  @Test
  void an_opener_policy_of_the_page_after_the_redirect_looks_like_an_exit() {
    redirecting();
    merchant.navigate(bench.merchant.sdk("newWindow", link()));
    bench.merchant.with(OPENER_POLICY, "same-origin");
    Shown shown = Shown.in(merchant.waitForPopup(() -> merchant.click("#open")));
    shown.chooseBank(TO_LINK).enter(TO_LINK).otp(TO_LINK);
    assertThat(callbacks(3))
        .containsExactly(
            "onOpen BANKHUB_OPEN",
            "onSuccess FINISHED_BANK_ACCOUNT_LINK",
            "onExit BANKHUB_CLOSE_LINK");
  }

  @Test
  void a_sandbox_with_scripts_and_forms_reports_every_event_once() {
    Shown shown = sandbox("allow-scripts allow-forms").isAt(PageStep.CHOOSE_BANK);
    bench.hub.control().clock().advance(Duration.ofMinutes(15));
    shown.isAt(PageStep.SESSION_EXPIRED).find("a.main").click();
    shown.isAt(PageStep.CHOOSE_BANK).chooseBank(TO_LINK).enter(TO_LINK).otp(TO_LINK);
    reload(shown.isAt(PageStep.LINKED)).isAt(PageStep.LINKED).find("button.close").click();
    assertThat(Bench.events(merchant, 5))
        .containsExactly(
            "BANKHUB_OPEN",
            "BANKHUB_SESSION_EXPIRED",
            "BANKHUB_OPEN",
            "FINISHED_BANK_ACCOUNT_LINK",
            "BANKHUB_CLOSE_LINK");
    assertThat(Bench.received(merchant))
        .extracting(each -> each.get("origin"))
        .containsOnly("null");
  }

  @Test
  void a_sandbox_with_forms_alone_works_without_messages() {
    Shown shown = sandbox("allow-forms");
    shown.chooseBank(TO_LINK).enter(TO_LINK).otp(TO_LINK);
    shown.isAt(PageStep.LINKED);
    assertThat(Bench.received(merchant)).isEmpty();
  }

  @Test
  void a_frame_without_storage_reports_every_event_once() {
    browser.addInitScript(
        "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('blocked'); }"
            + " });");
    Shown shown = bench.open("iframe", merchant, link());
    shown.chooseBank(TO_LINK).enter(TO_LINK).otp(TO_LINK);
    reload(shown.isAt(PageStep.LINKED)).isAt(PageStep.LINKED).find("button.close").click();
    assertThat(Bench.events(merchant, 3))
        .containsExactly("BANKHUB_OPEN", "FINISHED_BANK_ACCOUNT_LINK", "BANKHUB_CLOSE_LINK");
  }

  @ParameterizedTest
  @ValueSource(strings = {"iframe", "modal", "sandbox"})
  void a_merchant_that_is_cross_origin_isolated_can_embed_the_page(String way) {
    bench.merchant.with(OPENER_POLICY, "same-origin");
    bench.merchant.with("Cross-Origin-Embedder-Policy", "require-corp");
    Shown shown =
        way.equals("sandbox")
            ? sandbox("allow-scripts allow-forms")
            : bench.open(way, merchant, link());
    assertThat(merchant.evaluate("crossOriginIsolated")).isEqualTo(true);
    shown.chooseBank(TO_LINK).enter(TO_LINK).otp(TO_LINK);
    shown.isAt(PageStep.LINKED);
    assertThat(Bench.events(merchant, 2))
        .containsExactly("BANKHUB_OPEN", "FINISHED_BANK_ACCOUNT_LINK");
  }

  @Test
  void a_strict_policy_of_the_merchant_needs_the_hub_in_script_src_and_frame_src() {
    String hub = bench.server.baseUri().toString();
    bench.merchant.with(
        "Content-Security-Policy",
        "default-src 'none'; base-uri 'none'; require-trusted-types-for 'script'; script-src"
            + " 'nonce-x' "
            + hub
            + "; frame-src "
            + hub);
    merchant.navigate(
        bench.merchant.page(sdk("modal").replace("<script>", "<script nonce=\"x\">")));
    merchant.click("#open");
    Shown.in(merchant.frameLocator("dialog iframe")).isAt(PageStep.CHOOSE_BANK);
    assertThat(callbacks(1)).containsExactly("onOpen BANKHUB_OPEN");
    assertThat(merchant.locator("dialog").evaluate("dialog => dialog.offsetWidth")).isEqualTo(480);
  }

  @Test
  void open_in_the_head_waits_for_the_body() {
    merchant.navigate(bench.merchant.page(inHead("bankhub.open();")));
    Shown.in(merchant.frameLocator("dialog iframe")).isAt(PageStep.CHOOSE_BANK);
    assertThat(callbacks(1)).containsExactly("onOpen BANKHUB_OPEN");
  }

  @Test
  void open_in_the_head_can_be_taken_back_before_the_body() {
    merchant.navigate(bench.merchant.page(inHead("bankhub.open(); bankhub.destroy();")));
    assertThat(merchant.locator("#open")).isVisible();
    assertThat(merchant.locator("dialog")).hasCount(0);
  }

  @Test
  void a_WebView_that_opens_no_windows_gets_an_error_that_says_what_to_do() {
    merchant.navigate(bench.merchant.sdk("newTab", link()));
    assertThatThrownBy(() -> merchant.evaluate("window.open = () => null; bankhub.open()"))
        .hasMessageContaining("in a WebView, use the mode redirect");
  }

  @Test
  void a_WebView_or_a_window_without_an_opener_shows_the_page_without_messages() {
    List<String> errors = new java.util.ArrayList<>();
    merchant.onPageError(errors::add);
    merchant.navigate(
        bench.merchant.page(
            "<!doctype html><a target=\"_blank\" rel=\"noopener\" href=\""
                + link()
                + "\">Open</a>"));
    Page opened = browser.waitForPage(() -> merchant.click("a"));
    opened.onPageError(errors::add);
    Shown shown = Shown.in(opened).chooseBank(TO_LINK);
    shown.find("button.close").click();
    shown.isAt(PageStep.ABANDONED);
    assertThat(shown.find("button.close")).isHidden();
    assertThat(errors).isEmpty();
  }

  @Test
  void a_prefetch_does_not_open_the_link() {
    String page = "<!doctype html><link rel=\"prefetch\" href=\"%s\"><a href=\"%s\">Open</a>";
    Response prefetched =
        merchant.waitForResponse(
            link().toString(),
            () -> merchant.navigate(bench.merchant.page(page.formatted(link(), link()))));
    assertThat(prefetched.status()).isEqualTo(503);
    assertThat(bench.events(token)).isEqualTo(1);
    merchant.click("a");
    Shown.in(merchant).isAt(PageStep.CHOOSE_BANK);
    assertThat(bench.events(token)).isEqualTo(2);
  }

  @Test
  void a_submit_that_is_aborted_can_be_repeated() {
    AtomicBoolean stalled = new AtomicBoolean();
    browser.route(
        link() + "*",
        route -> {
          if (!route.request().method().equals("POST") || stalled.getAndSet(true)) {
            route.resume();
          }
        });
    Shown shown = bench.open("redirect", merchant, link()).isAt(PageStep.CHOOSE_BANK);
    shown.find("input[value=ACB]").check();
    // The page itself stops its submit: Playwright waits for a navigation that is under way.
    merchant.evaluate(
        "() => { setTimeout(() => { document.querySelector('button.main').click();"
            + " setTimeout(() => window.stop(), 1000); }); }");
    merchant.waitForCondition(stalled::get);
    shown.chooseBank(TO_LINK);
  }

  @Test
  void a_double_click_does_one_step() {
    Shown shown = bench.open("iframe", merchant, link()).chooseBank(TO_LINK);
    shown.find("summary").first().click();
    int events = bench.events(token);
    shown.find("button.other[value=CHOOSE_BANK]").dblclick();
    assertThat(shown.find("details[open]")).hasCount(0);
    shown.isAt(PageStep.ENTER_ACCOUNT);
    assertThat(bench.events(token)).isEqualTo(events + 1);
    assertThat(shown.find("[role=alert]")).hasCount(0);
  }

  @Test
  void a_page_that_the_browser_stored_for_Back_shows_the_current_screen() {
    Shown shown = bench.open("redirect", merchant, link()).chooseBank(TO_LINK);
    bench.hub.control().hostedPage(token.hostedLink()).enter(TO_LINK);
    merchant.evaluate("dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))");
    shown.isAt(PageStep.ENTER_OTP);
  }

  @Test
  void a_form_of_a_second_window_that_is_out_of_date_shows_the_current_screen() {
    Shown first = bench.open("redirect", merchant, link()).chooseBank(TO_LINK);
    Page second = browser.newPage();
    Shown other = bench.open("redirect", second, link()).isAt(PageStep.ENTER_ACCOUNT);
    first.enter(TO_LINK);
    other.find("summary").first().click();
    other.find("button.other[value=CHOOSE_BANK]").click();
    other.isAt(PageStep.ENTER_OTP);
    assertThat(other.find("[role=alert]")).containsText("no longer possible");
  }

  private URI link() {
    return bench.at(token);
  }

  private void redirecting() {
    token =
        bench.create(
            bench.request(Purpose.LINK_BANK_ACCOUNT, "en").redirectTo(bench.merchant.back()));
  }

  private Shown openSeparated(String mode) {
    bench.merchant.with(OPENER_POLICY, "same-origin");
    merchant.navigate(bench.merchant.sdk(mode, link()));
    return Shown.in(browser.waitForPage(() -> merchant.click("#open")));
  }

  private Shown sandbox(String permissions) {
    String frame = "<iframe sandbox=\"" + permissions + "\" ";
    merchant.navigate(
        bench.merchant.page(Merchant.IFRAME.formatted(link()).replace("<iframe ", frame)));
    return Shown.in(merchant.frameLocator("iframe"));
  }

  private String sdk(String mode) {
    return Merchant.SDK.formatted(bench.server.baseUri(), mode, link());
  }

  /** The page of the SDK with all its scripts in the head, and more at their end. */
  private String inHead(String more) {
    return sdk("modal")
        .replace("<main><h1>Merchant</h1>", "<head>")
        .replace("<button id=\"open\">Open</button>", "")
        .replaceAll("document.getElementById.*", more)
        .replaceAll("</script>\\s*$", "</script></head><body><button id=\"open\">Open</button>");
  }

  private static Shown reload(Shown shown) {
    return shown.loadedBy(() -> shown.find("body").evaluate("() => { location.reload(); }"));
  }

  private List<String> callbacks(int count) {
    return Bench.received(merchant, count).stream()
        .map(received -> received.get("callback") + " " + received.get("event"))
        .toList();
  }
}
