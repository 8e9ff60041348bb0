package io.github.bankhub.domain.link;

import static io.github.bankhub.domain.Sample.ACCOUNT;
import static io.github.bankhub.domain.Sample.COMPANY;
import static io.github.bankhub.domain.Sample.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

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
      assertThat(request.options()).isEqualTo(LinkTokenOptions.NONE);
    }

    @Test
    void LT_03_an_absent_company_is_refused() {
      assertRefused("company_xid", () -> LinkTokenRequest.link(null));
    }

    @Test
    void absent_options_are_refused() {
      assertRefused("options", () -> new LinkTokenRequest.Link(COMPANY, null));
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
      assertThat(request.options()).isEqualTo(LinkTokenOptions.NONE);
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

    @Test
    void absent_options_are_refused() {
      assertRefused("options", () -> LinkTokenRequest.unlink(COMPANY, ACCOUNT).with(null));
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

      assertThat(chosen.options())
          .isEqualTo(
              LinkTokenOptions.NONE
                  .redirectTo(CompletionRedirect.of("https://example.com/linked"))
                  .on(Platform.MOBILE_APP)
                  .in(DisplayLanguage.ENGLISH)
                  .unchecked("theme", "dark"));
      assertThat(chosen.with(LinkTokenOptions.NONE)).isEqualTo(request);
    }

    @ParameterizedTest
    @MethodSource("io.github.bankhub.domain.link.LinkTokenRequestTest#both")
    void the_original_stays_as_it_was(LinkTokenRequest request) {
      LinkTokenRequest chosen = request.on(Platform.WEB);

      assertThat(chosen).isNotEqualTo(request);
      assertThat(request.options().surface()).isEmpty();
    }

    @Test
    void LT_07_a_relative_redirect_is_refused() {
      assertRefused(
          "completion_redirect_uri", () -> LinkTokenRequest.link(COMPANY).redirectTo("/linked"));
    }
  }
}
