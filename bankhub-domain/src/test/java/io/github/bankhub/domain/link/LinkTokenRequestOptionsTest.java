package io.github.bankhub.domain.link;

import static io.github.bankhub.domain.Sample.ACCOUNT;
import static io.github.bankhub.domain.Sample.COMPANY;
import static io.github.bankhub.domain.Sample.assertRejected;
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
          .withUncheckedField("theme", "dark");

  static Stream<LinkTokenRequest> others() {
    return Stream.of(
        NONE,
        ALL.redirectTo(CompletionRedirect.of("https://example.com/other")),
        ALL.on(Platform.WEB),
        ALL.in(DisplayLanguage.VIETNAMESE),
        ALL.withUncheckedField("theme", "light"),
        LinkTokenRequest.link(new CompanyXid("other"))
            .redirectTo(REDIRECT)
            .on(Platform.MOBILE_APP)
            .in(DisplayLanguage.ENGLISH)
            .withUncheckedField("theme", "dark"),
        LinkTokenRequest.unlink(COMPANY, ACCOUNT)
            .redirectTo(REDIRECT)
            .on(Platform.MOBILE_APP)
            .in(DisplayLanguage.ENGLISH)
            .withUncheckedField("theme", "dark"));
  }

  @Nested
  class Setting {

    @Test
    void an_option_that_is_not_set_is_absent() {
      assertThat(NONE.redirect()).isEmpty();
      assertThat(NONE.platform()).isEmpty();
      assertThat(NONE.language()).isEmpty();
      assertThat(NONE.uncheckedFields()).isEmpty();
    }

    @Test
    void each_choice_keeps_the_others() {
      assertThat(ALL.redirect()).hasValue(REDIRECT);
      assertThat(ALL.platform()).hasValue(Platform.MOBILE_APP);
      assertThat(ALL.language()).hasValue(DisplayLanguage.ENGLISH);
      assertThat(ALL.uncheckedFields()).containsExactly(entry("theme", "dark"));
    }

    @Test
    void null_is_rejected_naming_its_field() {
      assertRejected("completion_redirect_uri", () -> NONE.redirectTo((CompletionRedirect) null));
      assertRejected("is_mobile_app", () -> NONE.on(null));
      assertRejected("language", () -> NONE.in(null));
    }
  }

  @Nested
  class Unchecked {

    @Test
    void strings_integers_and_booleans_are_accepted_in_their_order() {
      assertThat(
              NONE.withUncheckedField("z", "")
                  .withUncheckedField("a", -1)
                  .withUncheckedField("m", true)
                  .uncheckedFields())
          .containsExactly(entry("z", ""), entry("a", -1), entry("m", true));
    }

    @Test
    void the_last_value_of_a_field_wins() {
      assertThat(ALL.withUncheckedField("theme", 2).uncheckedFields())
          .containsExactly(entry("theme", 2));
      assertThat(ALL.uncheckedFields()).containsExactly(entry("theme", "dark"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void a_missing_or_blank_name_is_rejected(String field) {
      assertRejected("field", () -> NONE.withUncheckedField(field, "value"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(doubles = 1.5)
    void a_value_of_another_type_is_rejected_naming_its_field(Object value) {
      assertRejected("theme", () -> NONE.withUncheckedField("theme", value))
          .hasMessageContaining("a string, an integer or a boolean");
    }

    @Test
    void are_immutable() {
      assertThatThrownBy(() -> ALL.uncheckedFields().clear())
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Nested
  class Comparing {

    @Test
    void the_same_options_are_equal_in_any_order() {
      LinkTokenRequest same =
          NONE.withUncheckedField("theme", "dark")
              .in(DisplayLanguage.ENGLISH)
              .on(Platform.MOBILE_APP)
              .redirectTo(REDIRECT);

      assertThat(ALL).isEqualTo(same).hasSameHashCodeAs(same);
    }

    @ParameterizedTest
    @MethodSource("io.github.bankhub.domain.link.LinkTokenRequestOptionsTest#others")
    void a_different_option_is_not_equal(LinkTokenRequest other) {
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
                  + " platform=MOBILE_APP, language=en, uncheckedFields=[theme]]",
              COMPANY);
    }
  }
}
