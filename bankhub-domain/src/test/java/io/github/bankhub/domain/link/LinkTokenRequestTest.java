package io.github.bankhub.domain.link;

import static io.github.bankhub.domain.Sample.ACCOUNT;
import static io.github.bankhub.domain.Sample.COMPANY;
import static io.github.bankhub.domain.Sample.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.bankhub.domain.failure.NotFoundException.Reference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LinkTokenRequestTest {

  static Stream<LinkTokenRequest> both() {
    return Stream.of(LinkTokenRequest.link(COMPANY), LinkTokenRequest.unlink(COMPANY, ACCOUNT));
  }

  @Nested
  class Linking {

    @Test
    void LT_06_needs_a_company_and_nothing_else() {
      LinkTokenRequest request = LinkTokenRequest.link(COMPANY);

      assertThat(request.purpose()).isEqualTo(Purpose.LINK_BANK_ACCOUNT);
      assertThat(request.company()).isEqualTo(COMPANY);
      assertThat(request.accountToUnlink()).isEmpty();
      assertThat(request.redirect()).isEmpty();
      assertThat(request.platform()).isEmpty();
      assertThat(request.language()).isEmpty();
      assertThat(request.unchecked()).isEmpty();
    }

    @Test
    void LT_03_an_absent_company_is_refused() {
      assertRefused("company_xid", () -> LinkTokenRequest.link(null));
    }
  }

  @Nested
  class Unlinking {

    @Test
    void LT_05_needs_a_company_and_a_bank_account() {
      LinkTokenRequest request = LinkTokenRequest.unlink(COMPANY, ACCOUNT);

      assertThat(request.purpose()).isEqualTo(Purpose.UNLINK_BANK_ACCOUNT);
      assertThat(request.company()).isEqualTo(COMPANY);
      assertThat(request.accountToUnlink()).hasValue(ACCOUNT);
      assertThat(request.redirect()).isEmpty();
      assertThat(request.platform()).isEmpty();
      assertThat(request.language()).isEmpty();
      assertThat(request.unchecked()).isEmpty();
    }

    @Test
    void LT_05_an_absent_bank_account_is_refused() {
      assertRefused("bank_account_xid", () -> LinkTokenRequest.unlink(COMPANY, null))
          .hasMessageContaining("UNLINK_BANK_ACCOUNT needs one");
    }

    @Test
    void LT_03_an_absent_company_is_refused() {
      assertRefused("company_xid", () -> LinkTokenRequest.unlink(null, ACCOUNT));
    }
  }

  @Nested
  class Choosing {

    @ParameterizedTest
    @MethodSource("io.github.bankhub.domain.link.LinkTokenRequestTest#both")
    void options_add_up_and_leave_the_rest_alone(LinkTokenRequest request) {
      LinkTokenRequest chosen =
          request
              .redirectTo("https://example.com/linked")
              .on(Platform.MOBILE_APP)
              .in(DisplayLanguage.ENGLISH)
              .unchecked("theme", "dark");

      assertThat(chosen.redirect()).hasValue(CompletionRedirect.of("https://example.com/linked"));
      assertThat(chosen.platform()).hasValue(Platform.MOBILE_APP);
      assertThat(chosen.language()).hasValue(DisplayLanguage.ENGLISH);
      assertThat(chosen.unchecked()).containsExactly(entry("theme", "dark"));
      assertThat(chosen.purpose()).isEqualTo(request.purpose());
      assertThat(chosen.company()).isEqualTo(request.company());
      assertThat(chosen.accountToUnlink()).isEqualTo(request.accountToUnlink());
    }

    @ParameterizedTest
    @MethodSource("io.github.bankhub.domain.link.LinkTokenRequestTest#both")
    void the_original_stays_as_it_was(LinkTokenRequest request) {
      LinkTokenRequest chosen = request.on(Platform.WEB);

      assertThat(chosen).isNotEqualTo(request);
      assertThat(request.platform()).isEmpty();
    }

    @Test
    void LT_07_a_relative_redirect_is_refused() {
      assertRefused(
          "completion_redirect_uri", () -> LinkTokenRequest.link(COMPANY).redirectTo("/linked"));
    }
  }

  @Nested
  class Sending {

    @Test
    void LT_08_what_was_not_chosen_is_not_sent() {
      assertThat(LinkTokenRequest.link(COMPANY).fields())
          .containsExactly(
              entry("company_xid", COMPANY.value()), entry("purpose", "LINK_BANK_ACCOUNT"));
    }

    @Test
    void LT_08_each_choice_is_a_field() {
      LinkTokenRequest request =
          LinkTokenRequest.unlink(COMPANY, ACCOUNT)
              .redirectTo("https://example.com/linked")
              .on(Platform.MOBILE_APP)
              .in(DisplayLanguage.ENGLISH)
              .unchecked("theme", "dark");

      assertThat(request.fields())
          .containsExactly(
              entry("company_xid", COMPANY.value()),
              entry("purpose", "UNLINK_BANK_ACCOUNT"),
              entry("completion_redirect_uri", "https://example.com/linked"),
              entry("is_mobile_app", 1),
              entry("language", "en"),
              entry("bank_account_xid", ACCOUNT.value()),
              entry("theme", "dark"));
    }

    @Test
    void LT_10_an_unchecked_field_overrides_the_documented_one() {
      LinkTokenRequest request =
          LinkTokenRequest.link(COMPANY).unchecked("company_xid", 7).unchecked("language", "fr");

      assertThat(request.fields())
          .containsOnly(
              entry("company_xid", 7),
              entry("purpose", "LINK_BANK_ACCOUNT"),
              entry("language", "fr"));
    }
  }

  @Nested
  class Referring {

    @Test
    void LT_16_the_company_comes_before_the_account() {
      assertThat(LinkTokenRequest.link(COMPANY).references())
          .containsExactly(new Reference("company_xid", COMPANY.value()));
      assertThat(LinkTokenRequest.unlink(COMPANY, ACCOUNT).references())
          .containsExactly(
              new Reference("company_xid", COMPANY.value()),
              new Reference("bank_account_xid", ACCOUNT.value()));
    }

    @Test
    void LT_16_unchecked_ids_count_except_an_empty_account() {
      LinkTokenRequest request = LinkTokenRequest.link(COMPANY).unchecked("company_xid", 7);

      assertThat(request.unchecked("bank_account_xid", 8).references())
          .containsExactly(
              new Reference("company_xid", "7"), new Reference("bank_account_xid", "8"));
      assertThat(request.unchecked("bank_account_xid", "").references())
          .containsExactly(new Reference("company_xid", "7"));
    }
  }
}
