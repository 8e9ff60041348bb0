package io.github.bankhub.testkit.internal.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.page.PageView;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageTemplatesTest {

  private static final SandboxAccount ACCOUNT = SandboxAccount.of("ACB", "4567890123");
  private static final String HOSTILE = "\"'><script>alert(1)</script>&{{text.close}}{0}";
  private static final String ESCAPED =
      "&quot;&#39;&gt;&lt;script&gt;alert(1)&lt;/script&gt;&amp;{{text.close}}{0}";

  @Nested
  class Every_screen {

    @ParameterizedTest
    @EnumSource(PageStep.class)
    void has_its_texts_in_both_languages(PageStep step) {
      for (String language : new String[] {"vi", "en"}) {
        assertThat(html(view(step, language, "Quán <b>&\"'", "https://a.b/?x='\"<")))
            .contains("<html lang=\"" + language + "\">")
            .contains("Quán &lt;b&gt;&amp;&quot;&#39;")
            .contains(new PageTexts(language, "", "").get("title." + step))
            .doesNotContain("<b>", "<i>", "{0}", "{1}", "<script>", "<style", "style=", "onclick")
            .doesNotContain("{", "}", "Optional", "null");
      }
    }

    @ParameterizedTest
    @EnumSource(PageStep.class)
    void escapes_a_hostile_company_holder_and_input(PageStep step) {
      for (Arrival arrival : Arrival.values()) {
        String page = html(view(step, "en", HOSTILE, "https://a.b/?" + HOSTILE), arrival);
        assertThat(page).contains("<p class=\"company\">" + ESCAPED + "</p>");
        assertThat(page).doesNotContain("<script>", "\"'", "'>");
        if (step == PageStep.ENTER_ACCOUNT) {
          assertThat(page).contains("value=\"" + ESCAPED + "\"");
        }
        if (step == PageStep.CONFIRM_UNLINK || step.isCompleted()) {
          assertThat(page).contains("<dd>" + ESCAPED + "</dd>");
        }
      }
    }

    @Test
    void of_an_unknown_link_has_its_texts_in_both_languages() {
      assertThat(PageTemplates.unknown())
          .contains("Liên kết không tồn tại</h1>", "This link does not exist.")
          .doesNotContain("{", "}", "Optional", "null", "data-");
    }
  }

  @Nested
  class A_redirect {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "javascript:alert(1)",
          "JavaScript:alert(1)",
          " javascript:alert(1)",
          "javascript://https://a.b/",
          "data:text/html,x",
          "myapp://done",
          "//a.b/done",
          "/done"
        })
    void leads_to_web_pages_alone(String redirect) {
      assertThat(html(view(PageStep.LINKED, "en", "A", redirect)))
          .doesNotContain(redirect, "data-redirect", "http-equiv", "Back to the merchant");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://a.b/done", "http://a.b/", "HTTPS://A.B"})
    void to_a_web_page_is_a_link_a_refresh_and_data_for_the_script(String redirect) {
      assertThat(html(view(PageStep.LINKED, "en", "A", redirect)))
          .contains("<a class=\"main\" href=\"" + redirect + "\">Back to the merchant</a>")
          .contains("<meta http-equiv=\"refresh\" content=\"1;url=" + redirect + "\">")
          .contains("data-redirect=\"" + redirect + "\" data-delay=\"1\"");
    }

    @Test
    void is_only_a_link_if_the_user_opened_a_used_link() {
      assertThat(html(view(PageStep.LINKED, "en", "A", "https://a.b/"), Arrival.OPENED))
          .contains("This link was already used</h1>", "href=\"https://a.b/\"")
          .doesNotContain("data-redirect", "http-equiv", "Returning");
    }
  }

  @ParameterizedTest
  @EnumSource(PageStep.class)
  void a_form_names_the_version_of_its_screen(PageStep step) {
    String[] parts = html(view(step, "en", "A", "https://a.b/")).split("<form ", -1);
    assertThat(Arrays.stream(parts).skip(1))
        .allMatch(form -> form.startsWith("method=\"post\" action=\"/link/x?version=7\""));
  }

  @ParameterizedTest
  @EnumSource(PageStep.class)
  void a_screen_to_which_the_user_returns_posts_nothing_and_stays(PageStep step) {
    String page = html(view(step, "en", "A", "https://a.b/"), Arrival.RETURNED);
    assertThat(page)
        .contains("data-step=\"" + step + "\"", new PageTexts("en").get("title." + step))
        .doesNotContain("data-event", "data-redirect", "http-equiv");
  }

  @Test
  void values_in_logs_show_no_account_holder_redirect_or_input() {
    PageModel model =
        model(view(PageStep.LINKED, "en", HOSTILE, "https://a.b/"), Arrival.CONTINUED);
    assertThat(
            List.of(
                model,
                model.form(),
                model.message(),
                model.redirect(),
                model.account(),
                model.inputs()))
        .asString()
        .contains("PageModel", "PageForm[7]", "PageMessage", "PageRedirect", "Account[")
        .contains("PageInput")
        .doesNotContain("4567890123", "https", HOSTILE);
  }

  private static String html(PageView view) {
    return html(view, Arrival.CONTINUED);
  }

  private static String html(PageView view, Arrival arrival) {
    return PageTemplates.html(model(view, arrival));
  }

  private static PageModel model(PageView view, Arrival arrival) {
    Map<String, String> inputs = Map.of("account_number", view.company());
    PageForm form = new PageForm(7, inputs);
    return new PageModel(view, form, "/link/x", arrival, Instant.EPOCH, Optional.empty());
  }

  private static PageView view(PageStep step, String language, String company, String redirect) {
    return new PageView(
        new LinkTokenXid("x"),
        Purpose.LINK_BANK_ACCOUNT,
        step,
        company,
        language,
        false,
        Optional.of(BankRejection.OTP_WRONG),
        Optional.of(new BrandName(ACCOUNT.bank())),
        Optional.of(AccountType.PERSONAL),
        Optional.of(new AccountNumber(ACCOUNT.number())),
        Optional.of(company.equals(HOSTILE) ? HOSTILE : "<i>"),
        Optional.of(redirect));
  }
}
