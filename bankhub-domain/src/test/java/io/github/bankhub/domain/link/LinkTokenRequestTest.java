package io.github.bankhub.domain.link;

import static io.github.bankhub.domain.Sample.ACCOUNT;
import static io.github.bankhub.domain.Sample.COMPANY;
import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.operation.Operation;
import java.util.List;
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
    void LT_06_needs_only_a_company() {
      LinkTokenRequest request = LinkTokenRequest.link(COMPANY);

      assertThat(request.purpose()).isEqualTo(Purpose.LINK_BANK_ACCOUNT);
      assertThat(request.company()).isEqualTo(COMPANY);
      assertThat(request.accountToUnlink()).isEmpty();
      assertThat(request.redirect()).isEmpty();
      assertThat(request.platform()).isEmpty();
      assertThat(request.language()).isEmpty();
      assertThat(request.uncheckedFields()).isEmpty();
    }

    @Test
    void LT_03_a_missing_company_is_rejected() {
      assertRejected("company_xid", () -> LinkTokenRequest.link(null));
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
      assertThat(request.uncheckedFields()).isEmpty();
    }

    @Test
    void LT_05_a_missing_bank_account_is_rejected() {
      assertRejected("bank_account_xid", () -> LinkTokenRequest.unlink(COMPANY, null))
          .hasMessageContaining("UNLINK_BANK_ACCOUNT needs one");
    }

    @Test
    void LT_03_a_missing_company_is_rejected() {
      assertRejected("company_xid", () -> LinkTokenRequest.unlink(null, ACCOUNT));
    }
  }

  @Nested
  class Setting {

    @ParameterizedTest
    @MethodSource("io.github.bankhub.domain.link.LinkTokenRequestTest#both")
    void setting_an_option_keeps_the_others(LinkTokenRequest request) {
      LinkTokenRequest changed =
          request
              .redirectTo("https://example.com/linked")
              .on(Platform.MOBILE_APP)
              .in(DisplayLanguage.ENGLISH)
              .withUncheckedField("theme", "dark");

      assertThat(changed.redirect()).hasValue(CompletionRedirect.of("https://example.com/linked"));
      assertThat(changed.platform()).hasValue(Platform.MOBILE_APP);
      assertThat(changed.language()).hasValue(DisplayLanguage.ENGLISH);
      assertThat(changed.uncheckedFields()).containsExactly(entry("theme", "dark"));
      assertThat(changed.purpose()).isEqualTo(request.purpose());
      assertThat(changed.company()).isEqualTo(request.company());
      assertThat(changed.accountToUnlink()).isEqualTo(request.accountToUnlink());
    }

    @ParameterizedTest
    @MethodSource("io.github.bankhub.domain.link.LinkTokenRequestTest#both")
    void the_original_is_unchanged(LinkTokenRequest request) {
      LinkTokenRequest changed = request.on(Platform.WEB);

      assertThat(changed).isNotEqualTo(request);
      assertThat(request.platform()).isEmpty();
    }

    @Test
    void LT_07_a_relative_redirect_is_rejected() {
      assertRejected(
          "completion_redirect_uri", () -> LinkTokenRequest.link(COMPANY).redirectTo("/linked"));
    }
  }

  @Nested
  class Sending {

    @Test
    void LT_08_an_option_that_is_not_set_is_not_sent() {
      assertThat(LinkTokenRequest.link(COMPANY).fields())
          .containsExactly(
              entry("company_xid", COMPANY.value()), entry("purpose", "LINK_BANK_ACCOUNT"));
    }

    @Test
    void LT_08_each_option_is_a_field() {
      LinkTokenRequest request =
          LinkTokenRequest.unlink(COMPANY, ACCOUNT)
              .redirectTo("https://example.com/linked")
              .on(Platform.MOBILE_APP)
              .in(DisplayLanguage.ENGLISH)
              .withUncheckedField("theme", "dark");

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
          LinkTokenRequest.link(COMPANY)
              .withUncheckedField("company_xid", 7)
              .withUncheckedField("language", "fr");

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
      assertThat(references(LinkTokenRequest.link(COMPANY)))
          .containsExactly(new Reference("company_xid", COMPANY.value()));
      assertThat(references(LinkTokenRequest.unlink(COMPANY, ACCOUNT)))
          .containsExactly(
              new Reference("company_xid", COMPANY.value()),
              new Reference("bank_account_xid", ACCOUNT.value()));
    }

    @Test
    void LT_16_unchecked_ids_count_except_an_empty_account() {
      LinkTokenRequest request =
          LinkTokenRequest.link(COMPANY).withUncheckedField("company_xid", 7);

      assertThat(references(request.withUncheckedField("bank_account_xid", 8)))
          .containsExactly(
              new Reference("company_xid", "7"), new Reference("bank_account_xid", "8"));
      assertThat(references(request.withUncheckedField("bank_account_xid", "")))
          .containsExactly(new Reference("company_xid", "7"));
    }

    private static List<Reference> references(LinkTokenRequest request) {
      return Reference.of(Operation.CREATE_LINK_TOKEN, request.fields());
    }
  }
}
