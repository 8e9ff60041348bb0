package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.DisplayLanguage;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.Platform;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.lifecycle.PageAction;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostedPagesTest {

  private static final URI BASE = URI.create("http://127.0.0.1:4711");
  private static final String BACK = "https://yourapp.com/done?order=7&next=%2Fa%20b&x=%E1%BA%A1";
  private static final SandboxAccount MB = SandboxAccount.of("MBBank", "9876543210");
  private static final SandboxAccount ACB = SandboxAccount.of("ACB", "4567890123");

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final BankHubHttpHandler handler = BankHubHttpHandler.of(hub, BASE);

  HostedPagesTest() {
    hub.control().addSamples();
  }

  @Nested
  class To_link {

    private final LinkToken token = linkToken("en");

    @Test
    void asks_for_bank_and_type_first() {
      HttpResponse response = get(token);
      assertThat(response.status()).isEqualTo(200);
      assertThat(text(response))
          .contains("<html lang=\"en\">", "<h1 tabindex=\"-1\">Choose the bank</h1>", "Step 1 of 3")
          .contains("Usage sample asks you to link a bank account.")
          .contains("<legend>Bank</legend>", "<legend>Type of account</legend>")
          .contains("value=\"personal\" required checked", "value=\"business\" required>");
      assertThat(SandboxAccount.all()).map(SandboxAccount::bank).hasSize(36);
      SandboxAccount.all()
          .forEach(
              account ->
                  assertThat(text(response))
                      .containsOnlyOnce("name=\"bank\" value=\"" + account.bank() + "\""));
    }

    @Test
    void then_asks_for_the_account() {
      get(token);
      String page = text(chooseBank(token, MB));
      assertThat(page)
          .contains("<h1 tabindex=\"-1\" autofocus>Enter the account</h1>", "Step 2 of 3")
          .contains("MBBank · Personal. Enter the details that are registered with the bank.")
          .contains("<label for=\"account_number\">Account number</label>")
          .contains("<label for=\"identification_number\">Identity card number</label>")
          .contains("<label for=\"phone_number\">Phone number</label>");
    }

    @Test
    void asks_a_business_for_its_tax_code() {
      get(token);
      assertThat(text(chooseBank(token, SandboxAccount.of("MBBank", "5555666677"))))
          .contains("<label for=\"identification_number\">Tax code</label>");
    }

    @Test
    void helps_with_the_accounts_of_the_chosen_bank_and_type_alone() {
      get(token);
      String page = text(chooseBank(token, MB));
      for (SandboxAccount account : SandboxAccount.all()) {
        boolean chosen = account.bank().equals("MBBank") && account.type().equals(MB.type());
        assertThat(page.contains("<dd>" + account.phone() + "</dd>")).isEqualTo(chosen);
      }
      assertThat(page).contains("Offline help").contains("A real bank shows no such list.");
    }

    @Test
    void can_go_back_to_another_bank() {
      get(token);
      chooseBank(token, MB);
      assertThat(text(chooseBank(token, ACB))).contains("ACB · Personal.");
    }

    @Test
    void then_asks_for_the_one_time_password() {
      get(token);
      chooseBank(token, MB);
      String page = text(enter(token, MB));
      assertThat(page)
          .contains("Enter the one-time password</h1>", "Step 3 of 3")
          .contains("MBBank has sent the one-time password for account ***3210.")
          .contains("autocomplete=\"one-time-code\" inputmode=\"numeric\"")
          .contains("data-fill=\"otp=87654321\"")
          .doesNotContain("otp=12345678");
    }

    @Test
    void ends_with_the_account_linked_and_says_so() {
      String page = text(linked(token));
      assertThat(page)
          .contains("The account is linked</h1>", "TRAN THI B", "***3210")
          .contains("data-event=\"FINISHED_BANK_ACCOUNT_LINK\"")
          .contains("data-account-number=\"9876543210\" data-account-type=\"individual\"")
          .contains("data-timestamp=\"" + hub.control().clock().instant().getEpochSecond() + "\"")
          .doesNotContain("<form");
    }

    @Test
    void distinguishes_an_enterprise_from_an_individual() {
      SandboxAccount business = SandboxAccount.of("MBBank", "5555666677");
      get(token);
      chooseBank(token, business);
      enter(token, business);
      assertThat(text(otp(token, business.otp()))).contains("data-account-type=\"enterprise\"");
    }

    @Test
    void accepts_another_one_time_password_after_a_wrong_one() {
      get(token);
      chooseBank(token, MB);
      enter(token, MB);
      assertThat(text(otp(token, "00000000")))
          .contains("role=\"alert\" tabindex=\"-1\" autofocus>The one-time password is wrong")
          .contains("aria-invalid=\"true\" aria-describedby=\"rejection\"")
          .doesNotContain("data-event", "value=\"00000000\"");
      assertThat(text(post(token, Map.of("action", "RESEND_OTP"))))
          .contains("Enter the one-time password</h1>")
          .doesNotContain("role=\"alert\"");
      assertThat(text(otp(token, MB.otp()))).contains("The account is linked</h1>");
    }

    @Test
    void shows_the_rejection_of_the_bank_beside_the_input() {
      get(token);
      chooseBank(token, MB);
      HttpResponse response = enter(token, MB.number(), MB.identification(), "0999<\"'&>");
      assertThat(response.status()).isEqualTo(200);
      assertThat(text(response))
          .contains(">The phone number is not registered for this account.</p>")
          .contains("name=\"account_number\"", "value=\"9876543210\">")
          .contains("value=\"0999&lt;&quot;&#39;&amp;&gt;\" aria-invalid=\"true\"");
    }

    @ParameterizedTest
    @MethodSource("io.github.bankhub.testkit.sample.SandboxAccount#all")
    void accepts_each_account_of_the_sandbox(SandboxAccount account) {
      InMemoryBankHub empty = InMemoryBankHub.create();
      CompanyXid company = empty.control().addCompany("A");
      BankHubHttpHandler other = BankHubHttpHandler.of(empty, BASE);
      LinkToken mine = empty.linkTokens().create(LinkTokenRequest.link(company));
      String path = HostedPages.path(mine.xid());
      send(other, "GET", path, "");
      send(other, "POST", path, form(bank(account)));
      send(other, "POST", path, form(data(account)));
      assertThat(text(shown(other, send(other, "POST", path, form(otp(account.otp()))))))
          .contains("data-step=\"LINKED\"", "data-account-number=\"" + account.number() + "\"");
    }

    @Test
    void rejects_accounts_outside_the_sandbox() {
      for (SandboxAccount account : SandboxAccount.all()) {
        LinkToken mine = linkToken("en");
        get(mine);
        chooseBank(mine, account);
        for (SandboxAccount other : SandboxAccount.all()) {
          if (!account.number().equals(other.number())) {
            assertThat(text(enter(mine, account.number(), other.identification(), account.phone())))
                .contains("data-step=\"ENTER_ACCOUNT\"", "role=\"alert\"");
            assertThat(text(enter(mine, other.number(), other.identification(), account.phone())))
                .contains("data-step=\"ENTER_ACCOUNT\"", "role=\"alert\"");
          }
        }
      }
    }
  }

  @Nested
  class To_unlink {

    private final LinkToken token = unlinkToken("en");

    @Test
    void asks_first_and_shows_the_account_masked() {
      assertThat(text(get(token)))
          .contains("<h1 tabindex=\"-1\">Unlink this account?</h1>", "Step 1 of 2")
          .contains("<dd>ACB</dd>", "<dd>***0123</dd>", "<dd>BUI VAN G</dd>")
          .contains("value=\"CONFIRM_UNLINK\">Unlink</button>");
    }

    @Test
    void ends_with_the_account_unlinked_and_says_so() {
      get(token);
      assertThat(text(post(token, Map.of("action", "CONFIRM_UNLINK"))))
          .contains("Enter the one-time password</h1>", "Step 2 of 2", "data-fill=\"otp=456789\"");
      assertThat(text(otp(token, ACB.otp())))
          .contains("The account is unlinked</h1>")
          .contains("data-event=\"FINISHED_BANK_ACCOUNT_UNLINK\"")
          .contains("data-account-number=\"4567890123\"");
    }

    @Test
    void can_end_with_the_account_only_deactivated() {
      hub.control().unlinkingInactivates(true);
      get(token);
      post(token, Map.of("action", "CONFIRM_UNLINK"));
      assertThat(text(otp(token, ACB.otp())))
          .contains("The account is inactive</h1>")
          .contains("data-event=\"FINISHED_BANK_ACCOUNT_UNLINK\"");
    }
  }

  @Nested
  class The_end {

    @Test
    void LT_20_a_used_link_does_not_open_again_and_says_so() {
      LinkToken token = linkToken("en", BACK);
      linked(token);
      assertThat(text(get(token)))
          .contains("This link was already used</h1>")
          .contains("data-event=\"BANKHUB_TOKEN_EXPIRED\"")
          .contains("Back to the merchant")
          .doesNotContain("<form", "data-redirect", "http-equiv");
    }

    @ParameterizedTest
    @EnumSource(BankRejection.class)
    void is_failure_with_the_reason_if_the_bank_finally_rejects(BankRejection reason) {
      LinkToken token = linkToken("en", BACK);
      get(token);
      String page = text(post(token, Map.of("action", "FAIL", "reason", reason.name())));
      assertThat(page)
          .contains("The request failed</h1>", "data-redirect=", "role=\"alert\"")
          .contains("data-delay=\"5\"", "content=\"5;url=")
          .contains(reason.text("en").replace("'", "&#39;"))
          .doesNotContain("<form", "data-event");
      assertThat(text(get(token))).contains("This link was already used</h1>");
    }

    @Test
    void LT_22_redirects_with_the_original_query() {
      String to = BACK.replace("&", "&amp;");
      assertThat(text(linked(linkToken("en", BACK))))
          .contains("data-redirect=\"" + to + "\"")
          .contains("<noscript><meta http-equiv=\"refresh\" content=\"1;url=" + to + "\">")
          .contains("<a class=\"main\" href=\"" + to + "\">Back to the merchant</a>");
    }

    @Test
    void stays_without_a_redirect_address() {
      assertThat(text(linked(linkToken("en"))))
          .doesNotContain("data-redirect", "http-equiv", "<a ", "Returning");
    }
  }

  @Nested
  class Leaving {

    private final LinkToken token = linkToken("en");

    @Test
    void is_possible_on_every_screen() {
      get(token);
      assertThat(text(get(token))).contains("name=\"action\" value=\"CLOSE\">Close</button>");
      assertThat(text(chooseBank(token, MB))).contains("value=\"CLOSE\"");
      assertThat(text(enter(token, MB))).contains("value=\"CLOSE\"");
      String left = text(post(token, Map.of("action", "CLOSE")));
      assertThat(left)
          .contains("You left</h1>", "data-event=\"BANKHUB_CLOSE_LINK\"")
          .contains("<button class=\"close\" type=\"button\" data-close hidden>Close</button>")
          .contains("href=\"" + HostedPages.path(token.xid()) + "\">Open again</a>");
      assertThat(text(get(token))).contains("Choose the bank</h1>");
    }

    @Test
    void then_loading_the_page_resumes_the_session() {
      get(token);
      chooseBank(token, MB);
      assertThat(text(get(token)))
          .contains("Enter the account</h1>", "data-event=\"BANKHUB_OPEN\"");
    }
  }

  @Nested
  class End_of_a_session {

    private final LinkToken token = linkToken("en");

    @Test
    void an_expired_session_can_be_opened_again() {
      get(token);
      hub.control().clock().advance(Duration.ofMinutes(15));
      assertThat(json(token)).isEqualTo(Map.of("step", "SESSION_EXPIRED", "visited", false));
      assertThat(text(screen(token)))
          .contains("autofocus>This session has expired</h1>", "Open again</a>")
          .contains("data-event=\"BANKHUB_SESSION_EXPIRED\"");
      assertThat(json(token)).containsEntry("step", "SESSION_EXPIRED");
      assertThat(text(get(token))).contains("Choose the bank</h1>");
    }

    @Test
    void LT_21_an_expired_link_says_so() {
      get(token);
      hub.control().clock().advance(Duration.ofMinutes(30));
      assertThat(text(screen(token)))
          .contains("This link has expired</h1>", "data-event=\"BANKHUB_TOKEN_EXPIRED\"")
          .doesNotContain("<form", "Open again");
      assertThat(text(get(token)))
          .contains("This link has expired</h1>", "data-event=\"BANKHUB_TOKEN_EXPIRED\"");
    }

    @Test
    void LT_21_a_revoked_link_says_so() {
      get(token);
      revoke(token);
      assertThat(text(screen(token)))
          .contains("This link was revoked</h1>", "data-event=\"BANKHUB_TOKEN_EXPIRED\"");
      assertThat(text(get(token))).contains("This link was revoked</h1>");
      HttpResponse late = chooseBank(token, MB);
      assertThat(late.status()).isEqualTo(409);
      assertThat(text(late))
          .contains("This link was revoked</h1>", "data-event=\"BANKHUB_TOKEN_EXPIRED\"")
          .doesNotContain("role=\"alert\"");
    }

    @Test
    void reading_the_state_does_not_open_the_link() {
      assertThat(json(token)).isEqualTo(Map.of("step", "UNOPENED", "visited", false));
      assertThat(text(screen(token))).contains("Not opened yet</h1>").doesNotContain("data-event");
      assertThat(json(token)).containsEntry("step", "UNOPENED");
      get(token);
      assertThat(json(token)).isEqualTo(Map.of("step", "CHOOSE_BANK", "visited", true));
    }
  }

  @Nested
  class An_impossible_step {

    private final LinkToken token = linkToken("en");

    @ParameterizedTest
    @EnumSource(
        value = PageAction.class,
        names = {"ENTER_ACCOUNT", "CONFIRM_UNLINK", "RESEND_OTP", "ENTER_OTP"})
    void gets_409_with_the_current_screen(PageAction action) {
      get(token);
      HttpResponse response = post(token, Map.of("action", action.name()));
      assertThat(response.status()).isEqualTo(409);
      assertThat(text(response))
          .contains("Choose the bank</h1>", "role=\"alert\"", ">That is no longer possible.");
    }

    @ParameterizedTest
    @CsvSource({
      "CHOOSE_BANK, bank, ''",
      "CHOOSE_BANK, bank, NoBank",
      "CHOOSE_BANK, account_type, household",
      "FAIL, reason, NO_REASON",
      "REVOKE, bank, MBBank",
      "REJECT_OTP, otp, 1",
      "choose_bank, bank, MBBank",
    })
    void gets_400_if_no_form_of_the_page_sends_it(String action, String field, String value) {
      get(token);
      Map<String, String> fields = new LinkedHashMap<>(Map.of("action", action, "bank", "MBBank"));
      fields.put(field, value);
      HttpResponse response = post(token, fields);
      assertThat(response.status()).isEqualTo(400);
      assertThat(text(response))
          .contains("Choose the bank</h1>", "role=\"alert\"", ">A field is missing");
    }

    @Test
    void gets_400_if_it_is_not_a_form() {
      get(token);
      String path = HostedPages.path(token.xid());
      Map<String, List<String>> json = Map.of("Content-Type", List.of("application/json"));
      String good = form(bank(MB));
      assertThat(shown(send(handler, "POST", path, json, good)).status()).isEqualTo(400);
      assertThat(shown(send(handler, "POST", path, Map.of(), good)).status()).isEqualTo(400);
      assertThat(post(token, good + "&x=" + "y".repeat(20_000)).status()).isEqualTo(400);
      assertThat(post(token, "action&action=%zz").status()).isEqualTo(400);
      assertThat(post(token, good).status()).isEqualTo(200);
    }

    @Test
    void is_the_second_of_two_equal_steps_but_the_end_is_still_shown() {
      linked(token);
      HttpResponse again = otp(token, MB.otp());
      assertThat(again.status()).isEqualTo(409);
      assertThat(text(again))
          .contains("The account is linked</h1>", "data-event=\"FINISHED_BANK_ACCOUNT_LINK\"")
          .doesNotContain("role=\"alert\"");
    }
  }

  @Nested
  class A_screen_that_is_loaded_again {

    private final LinkToken token = linkToken("en", BACK);

    @Test
    void changes_nothing() {
      HttpResponse opened = send(handler, "GET", HostedPages.path(token.xid()), "");
      HttpResponse chosen = submit(token, form(bank(MB)));
      HttpResponse rejected = submit(token, form(data(MB.number(), "1", "2")));
      int events = events(token);
      for (HttpResponse change : List.of(opened, chosen, rejected)) {
        for (int times = 0; times < 3; times++) {
          HttpResponse again = shown(change);
          assertThat(again.status()).isEqualTo(200);
          assertThat(text(again))
              .contains("data-step=\"ENTER_ACCOUNT\"", "value=\"9876543210\">")
              .contains("role=\"alert\"");
        }
      }
      assertThat(events(token)).isEqualTo(events);
    }

    @Test
    void is_news_only_at_the_step_to_which_its_change_led() {
      HttpResponse opened = send(handler, "GET", HostedPages.path(token.xid()), "");
      assertThat(text(shown(opened))).contains("data-event=\"BANKHUB_OPEN\"");
      HttpResponse chosen = submit(token, form(bank(MB)));
      enter(token, MB);
      HttpResponse late = submit(token, form(bank(MB)));
      HttpResponse linked = submit(token, form(otp(MB.otp())));
      for (HttpResponse earlier : List.of(opened, chosen, late)) {
        HttpResponse shown = shown(earlier);
        assertThat(shown.status()).isEqualTo(200);
        assertThat(text(shown))
            .contains("The account is linked</h1>", ">Back to the merchant</a>")
            .doesNotContain("data-event", "data-redirect", "http-equiv", "role=\"alert\"");
      }
      assertThat(text(shown(linked)))
          .contains("data-event=\"FINISHED_BANK_ACCOUNT_LINK\"", "data-redirect");
    }

    @Test
    void rejects_a_field_of_its_query_that_is_given_twice() {
      String path = HostedPages.path(token.xid()) + "/screen?at=A&at=B";
      assertThat(send(handler, "GET", path, "").status()).isEqualTo(400);
    }
  }

  @Nested
  class A_form {

    private final LinkToken token = linkToken("en");

    @Test
    void that_is_sent_twice_does_its_step_once() {
      get(token);
      for (Map<String, String> step : List.of(bank(MB), data(MB), otp(MB.otp()))) {
        String version = version();
        HttpResponse first = submit(version, step);
        int events = events(token);
        HttpResponse second = submit(version, step);
        assertThat(location(second)).isEqualTo(location(first)).doesNotContain("problem");
        assertThat(events(token)).isEqualTo(events);
      }
      assertThat(text(screen(token))).contains("The account is linked</h1>");
    }

    @Test
    void of_an_earlier_screen_is_rejected_though_its_step_is_possible() {
      get(token);
      String old = version();
      submit(old, bank(MB));
      int events = events(token);
      HttpResponse late = shown(submit(old, bank(ACB)));
      assertThat(late.status()).isEqualTo(409);
      assertThat(text(late))
          .contains("MBBank · Personal.", "role=\"alert\"", ">That is no longer possible.");
      assertThat(events(token)).isEqualTo(events);
    }

    @Test
    void stays_valid_if_the_link_is_opened_in_a_second_window() {
      get(token);
      String version = version();
      get(token);
      assertThat(shown(submit(version, bank(MB))).status()).isEqualTo(200);
    }

    @Test
    void that_is_incomplete_keeps_what_was_entered() {
      get(token);
      chooseBank(token, MB);
      HttpResponse response = enter(token, "0123456789", " ", "0000000001");
      assertThat(response.status()).isEqualTo(400);
      assertThat(text(response))
          .contains(">A field is missing", "value=\"0123456789\"", "value=\"0000000001\"");
    }

    private String version() {
      return text(screen(token)).replaceAll("(?s).*?\\?version=(\\d+)\".*", "$1");
    }

    private HttpResponse submit(String version, Map<String, String> step) {
      String path = HostedPages.path(token.xid()) + "?version=" + version;
      return send(handler, "POST", path, form(step));
    }
  }

  @Nested
  class A_prefetch {

    @ParameterizedTest
    @CsvSource({
      "Sec-Purpose, prefetch",
      "Sec-Purpose, prefetch;prerender",
      "Purpose, prefetch",
      "X-Purpose, preview",
      "X-Moz, prefetch"
    })
    void of_a_browser_opens_nothing(String header, String value) {
      LinkToken token = linkToken("en");
      String path = HostedPages.path(token.xid());
      int events = events(token);
      HttpResponse response = send(handler, "GET", path, Map.of(header, List.of(value)), "");
      assertThat(response.status()).isEqualTo(503);
      assertThat(response.headers()).containsEntry("Cache-Control", List.of("no-store"));
      assertThat(events(token)).isEqualTo(events);
      assertThat(json(token)).containsEntry("step", "UNOPENED");
    }
  }

  @Nested
  class Every_screen {

    @ParameterizedTest
    @CsvSource({
      "vi, NGOẠI TUYẾN (OFFLINE), Đây không phải SePay. Không có gì ở đây được gửi tới ngân hàng.",
      "en, OFFLINE, This is not SePay. Nothing here reaches a bank."
    })
    void says_in_the_requested_language_what_it_is_not(
        String language, String offline, String notSePay) {
      for (LinkToken token : List.of(linkToken(language), unlinkToken(language))) {
        assertThat(text(get(token)))
            .contains("<html lang=\"" + language + "\">")
            .contains("<strong>" + offline + "</strong> <span>" + notSePay + "</span>");
      }
    }

    @ParameterizedTest
    @CsvSource({"vi, vi", "en, en", "EN, vi", "fr, vi", "en-GB, vi"})
    void is_Vietnamese_unless_English_was_requested(String asked, String shown) {
      assertThat(text(get(linkToken(asked)))).contains("<html lang=\"" + shown + "\">");
    }

    @Test
    void is_without_a_card_in_a_mobile_app() {
      LinkToken app =
          hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY).on(Platform.MOBILE_APP));
      assertThat(text(get(app))).contains("<body class=\"app\"");
      assertThat(text(get(linkToken("vi")))).contains("<body class=\"web\"");
    }

    @Test
    void may_be_framed_and_loads_nothing_from_elsewhere() {
      LinkToken token = linkToken("vi");
      for (HttpResponse response : List.of(get(token), screen(token), post(token, "action=x"))) {
        assertThat(response.headers())
            .containsOnlyKeys(
                "Content-Type",
                "Cache-Control",
                "Content-Security-Policy",
                "Cross-Origin-Embedder-Policy",
                "Cross-Origin-Resource-Policy",
                "Referrer-Policy",
                "X-Content-Type-Options")
            .containsEntry("Cross-Origin-Embedder-Policy", List.of("require-corp"))
            .containsEntry("Cross-Origin-Resource-Policy", List.of("cross-origin"))
            .containsEntry("Content-Type", List.of("text/html; charset=utf-8"))
            .containsEntry("Cache-Control", List.of("no-store"))
            .containsEntry("Referrer-Policy", List.of("no-referrer"))
            .containsEntry("X-Content-Type-Options", List.of("nosniff"));
        assertThat(response.headers().get("Content-Security-Policy").get(0))
            .startsWith("default-src 'none'; script-src 'self'; style-src 'self'")
            .contains("form-action 'self'", "base-uri 'none'")
            .doesNotContain("unsafe", "frame-ancestors");
        assertThat(text(response)).doesNotContain("https://", "http://", "//");
      }
    }

    @Test
    void loads_files_that_are_there() {
      String page = text(get(linkToken("vi")));
      for (String type :
          List.of("page.css text/css", "page.js text/javascript", "icon.svg image/")) {
        String path = "/_testkit/assets/" + type.split(" ", 2)[0];
        assertThat(page).contains("\"" + path + "\"");
        HttpResponse file = send(handler, "GET", path, "");
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.headers().get("Content-Type").get(0)).startsWith(type.split(" ", 2)[1]);
        assertThat(file.headers())
            .containsEntry("Cross-Origin-Resource-Policy", List.of("cross-origin"));
        assertThat(file.body()).isNotEmpty();
        assertThat(send(handler, "HEAD", path, "").body()).isEmpty();
        HttpResponse rejected = send(handler, "POST", path, "");
        assertThat(rejected.status()).isEqualTo(405);
        assertThat(rejected.headers()).containsEntry("Allow", List.of("GET, HEAD"));
      }
    }
  }

  @Nested
  class The_address {

    @ParameterizedTest
    @ValueSource(strings = {"/link/no-such-link", "/link/%20", "/link/%00", "/link/x/screen"})
    void of_an_unknown_link_gets_404_in_both_languages(String path) {
      for (String method : List.of("GET", "POST")) {
        if (path.endsWith("/screen") && method.equals("POST")) {
          continue;
        }
        HttpResponse response = send(handler, method, path, "");
        assertThat(response.status()).isEqualTo(404);
        assertThat(response.headers()).containsKey("Content-Security-Policy");
        assertThat(text(response))
            .contains("<html lang=\"vi\">", "Liên kết không tồn tại</h1>")
            .contains("<p lang=\"en\"><strong>This link does not exist.</strong>");
      }
      HttpResponse head = send(handler, "HEAD", path, "");
      assertThat(head.status()).isEqualTo(404);
      assertThat(head.body()).isEmpty();
    }

    @Test
    void responds_to_HEAD_with_the_headers_and_opens_nothing() {
      LinkToken token = linkToken("vi");
      String path = HostedPages.path(token.xid());
      HttpResponse head = send(handler, "HEAD", path, "");
      assertThat(head.status()).isEqualTo(303);
      assertThat(head.body()).isEmpty();
      assertThat(json(token)).containsEntry("step", "UNOPENED");
      HttpResponse opened = send(handler, "GET", path, "");
      assertThat(opened.status()).isEqualTo(303);
      assertThat(opened.headers().keySet()).isEqualTo(head.headers().keySet());
      String screen = location(opened);
      assertThat(send(handler, "HEAD", screen, "").headers())
          .isEqualTo(send(handler, "GET", screen, "").headers());
    }

    @ParameterizedTest
    @CsvSource({
      "PUT, '', 'GET, HEAD, POST'",
      "DELETE, '', 'GET, HEAD, POST'",
      "POST, /screen, 'GET, HEAD'",
      "POST, /state, 'GET, HEAD'"
    })
    void rejects_other_methods_and_lists_those_it_accepts(
        String method, String below, String allowed) {
      String path = HostedPages.path(linkToken("vi").xid()) + below;
      HttpResponse response = send(handler, method, path, "");
      assertThat(response.status()).isEqualTo(405);
      assertThat(response.headers()).containsEntry("Allow", List.of(allowed));
    }

    @Test
    void that_is_almost_a_link_gets_a_hint() {
      HttpResponse response = send(handler, "GET", "/link/x/y", "");
      assertThat(response.status()).isEqualTo(404);
      assertThat(text(response)).contains("use the exact hosted_link_url of a hosted page");
    }
  }

  private LinkToken linkToken(String language) {
    return hub.linkTokens()
        .create(LinkTokenRequest.link(Samples.COMPANY).in(new DisplayLanguage(language)));
  }

  private LinkToken linkToken(String language, String redirect) {
    return hub.linkTokens()
        .create(
            LinkTokenRequest.link(Samples.COMPANY)
                .in(new DisplayLanguage(language))
                .redirectTo(redirect));
  }

  private LinkToken unlinkToken(String language) {
    return hub.linkTokens()
        .create(
            LinkTokenRequest.unlink(Samples.COMPANY, Samples.BANK_ACCOUNT)
                .in(new DisplayLanguage(language)));
  }

  private int events(LinkToken token) {
    return hub.linkTokens().get(token.secret()).events().size();
  }

  private void revoke(LinkToken token) {
    hub.linkTokens().revoke(token.xid());
  }

  private HttpResponse linked(LinkToken token) {
    get(token);
    chooseBank(token, MB);
    enter(token, MB);
    return otp(token, MB.otp());
  }

  private HttpResponse get(LinkToken token) {
    return shown(send(handler, "GET", HostedPages.path(token.xid()), ""));
  }

  /** The screen to which a change redirects, as a browser loads it. */
  private HttpResponse shown(HttpResponse change) {
    return shown(handler, change);
  }

  private static HttpResponse shown(BankHubHttpHandler by, HttpResponse change) {
    assertThat(change.status()).isEqualTo(303);
    assertThat(change.headers()).containsEntry("Cache-Control", List.of("no-store"));
    return send(by, "GET", location(change), "");
  }

  private static String location(HttpResponse change) {
    return change.headers().get("Location").get(0);
  }

  private HttpResponse screen(LinkToken token) {
    return send(handler, "GET", HostedPages.path(token.xid()) + "/screen", "");
  }

  private Map<String, Object> json(LinkToken token) {
    HttpResponse response = send(handler, "GET", HostedPages.path(token.xid()) + "/state", "");
    assertThat(response.headers())
        .containsEntry("Cache-Control", List.of("no-store"))
        .containsEntry("Access-Control-Allow-Origin", List.of("*"));
    return JsonBodies.fieldsOfAnyType(
        new HttpRequest("GET", URI.create("/"), Map.of(), response.body()));
  }

  private HttpResponse chooseBank(LinkToken token, SandboxAccount account) {
    return post(token, bank(account));
  }

  private HttpResponse enter(LinkToken token, SandboxAccount account) {
    return post(token, data(account));
  }

  private HttpResponse enter(LinkToken token, String number, String identification, String phone) {
    return post(token, data(number, identification, phone));
  }

  private HttpResponse otp(LinkToken token, String otp) {
    return post(token, otp(otp));
  }

  private HttpResponse post(LinkToken token, Map<String, String> fields) {
    return post(token, form(fields));
  }

  private HttpResponse post(LinkToken token, String form) {
    return shown(submit(token, form));
  }

  private HttpResponse submit(LinkToken token, String form) {
    return send(handler, "POST", HostedPages.path(token.xid()), form);
  }

  private static Map<String, String> bank(SandboxAccount account) {
    return Map.of(
        "action", "CHOOSE_BANK", "bank", account.bank(), "account_type", account.type().value());
  }

  private static Map<String, String> data(SandboxAccount account) {
    return data(account.number(), account.identification(), account.phone());
  }

  private static Map<String, String> data(String number, String identification, String phone) {
    return Map.of(
        "action", "ENTER_ACCOUNT",
        "account_number", number,
        "identification_number", identification,
        "phone_number", phone);
  }

  private static Map<String, String> otp(String otp) {
    return Map.of("action", "ENTER_OTP", "otp", otp);
  }

  private static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
        .collect(Collectors.joining("&"));
  }

  private static HttpResponse send(BankHubHttpHandler to, String method, String path, String form) {
    Map<String, List<String>> headers =
        Map.of("content-type", List.of("application/x-www-form-urlencoded"));
    return send(to, method, path, headers, form);
  }

  private static HttpResponse send(
      BankHubHttpHandler to,
      String method,
      String path,
      Map<String, List<String>> headers,
      String body) {
    return to.handle(
        new HttpRequest(method, URI.create(BASE + path), headers, body.getBytes(UTF_8)));
  }

  private static String text(HttpResponse response) {
    return new String(response.body(), UTF_8);
  }
}
