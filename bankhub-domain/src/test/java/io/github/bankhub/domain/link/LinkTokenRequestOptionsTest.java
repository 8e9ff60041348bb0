package io.github.bankhub.domain.link;

import static io.github.bankhub.domain.Sample.ACCOUNT;
import static io.github.bankhub.domain.Sample.COMPANY;
import static io.github.bankhub.domain.Sample.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.bankhub.domain.company.CompanyXid;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTokenRequestOptionsTest {

  private static final LinkTokenRequest NONE = LinkTokenRequest.link(COMPANY);
  private static final CompletionRedirect REDIRECT =
      CompletionRedirect.of("https://example.com/linked");
  private static final LinkTokenRequest ALL =
      NONE.redirectTo(REDIRECT)
          .on(Platform.MOBILE_APP)
          .in(DisplayLanguage.ENGLISH)
          .unchecked("theme", "dark");

  static Stream<LinkTokenRequest> others() {
    return Stream.of(
        NONE,
        ALL.redirectTo(CompletionRedirect.of("https://example.com/other")),
        ALL.on(Platform.WEB),
        ALL.in(DisplayLanguage.VIETNAMESE),
        ALL.unchecked("theme", "light"),
        LinkTokenRequest.link(new CompanyXid("other"))
            .redirectTo(REDIRECT)
            .on(Platform.MOBILE_APP)
            .in(DisplayLanguage.ENGLISH)
            .unchecked("theme", "dark"),
        LinkTokenRequest.unlink(COMPANY, ACCOUNT)
            .redirectTo(REDIRECT)
            .on(Platform.MOBILE_APP)
            .in(DisplayLanguage.ENGLISH)
            .unchecked("theme", "dark"));
  }

  @Nested
  class Choosing {

    @Test
    void what_was_not_chosen_is_absent() {
      assertThat(NONE.redirect()).isEmpty();
      assertThat(NONE.platform()).isEmpty();
      assertThat(NONE.language()).isEmpty();
      assertThat(NONE.unchecked()).isEmpty();
    }

    @Test
    void each_choice_leaves_the_others_alone() {
      assertThat(ALL.redirect()).hasValue(REDIRECT);
      assertThat(ALL.platform()).hasValue(Platform.MOBILE_APP);
      assertThat(ALL.language()).hasValue(DisplayLanguage.ENGLISH);
      assertThat(ALL.unchecked()).containsExactly(entry("theme", "dark"));
    }

    @Test
    void null_is_refused_by_the_name_of_its_field() {
      assertRefused("completion_redirect_uri", () -> NONE.redirectTo((CompletionRedirect) null));
      assertRefused("is_mobile_app", () -> NONE.on(null));
      assertRefused("language", () -> NONE.in(null));
    }
  }

  @Nested
  class Unchecked {

    @Test
    void strings_integers_and_booleans_pass_in_the_order_given() {
      assertThat(NONE.unchecked("z", "").unchecked("a", -1).unchecked("m", true).unchecked())
          .containsExactly(entry("z", ""), entry("a", -1), entry("m", true));
    }

    @Test
    void the_last_value_of_a_field_stays() {
      assertThat(ALL.unchecked("theme", 2).unchecked()).containsExactly(entry("theme", 2));
      assertThat(ALL.unchecked()).containsExactly(entry("theme", "dark"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void an_absent_or_blank_name_is_refused(String field) {
      assertRefused("field", () -> NONE.unchecked(field, "value"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(doubles = 1.5)
    void a_value_of_another_type_is_refused_by_the_name_of_its_field(Object value) {
      assertRefused("theme", () -> NONE.unchecked("theme", value))
          .hasMessageContaining("a string, an integer or a boolean");
    }

    @Test
    void nobody_changes_them_afterwards() {
      assertThatThrownBy(() -> ALL.unchecked().clear())
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Nested
  class Comparing {

    @Test
    void the_same_choices_are_equal_in_any_order() {
      LinkTokenRequest same =
          NONE.unchecked("theme", "dark")
              .in(DisplayLanguage.ENGLISH)
              .on(Platform.MOBILE_APP)
              .redirectTo(REDIRECT);

      assertThat(ALL).isEqualTo(same).hasSameHashCodeAs(same);
    }

    @ParameterizedTest
    @MethodSource("io.github.bankhub.domain.link.LinkTokenRequestOptionsTest#others")
    void one_other_choice_makes_a_difference(LinkTokenRequest other) {
      assertThat(ALL).isNotEqualTo(other).isNotEqualTo(null);
    }
  }

  @Nested
  class Printing {

    @Test
    void LT_24_shows_the_names_of_unchecked_fields_and_not_their_values() {
      assertThat(ALL)
          .hasToString(
              "LinkTokenRequest[purpose=LINK_BANK_ACCOUNT, company=%s, account=null,"
                  + " redirect=CompletionRedirect[uri=https://example.com/linked],"
                  + " platform=MOBILE_APP, language=en, unchecked=[theme]]",
              COMPANY);
    }
  }
}
