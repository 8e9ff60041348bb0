package io.github.bankhub.domain.link;

import static io.github.bankhub.domain.Sample.assertRefused;
import static io.github.bankhub.domain.link.LinkTokenOptions.NONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkTokenOptionsTest {

  private static final CompletionRedirect REDIRECT =
      CompletionRedirect.of("https://example.com/linked");
  private static final LinkTokenOptions ALL =
      NONE.redirectTo(REDIRECT)
          .on(Platform.MOBILE_APP)
          .in(DisplayLanguage.ENGLISH)
          .unchecked("theme", "dark");

  static Stream<LinkTokenOptions> others() {
    return Stream.of(
        NONE,
        ALL.redirectTo(CompletionRedirect.of("https://example.com/other")),
        ALL.on(Platform.WEB),
        ALL.in(DisplayLanguage.VIETNAMESE),
        ALL.unchecked("theme", "light"));
  }

  @Nested
  class Choosing {

    @Test
    void what_was_not_chosen_is_absent() {
      assertThat(NONE.redirect()).isEmpty();
      assertThat(NONE.surface()).isEmpty();
      assertThat(NONE.language()).isEmpty();
      assertThat(NONE.unchecked()).isEmpty();
    }

    @Test
    void each_choice_leaves_the_others_alone() {
      assertThat(ALL.redirect()).hasValue(REDIRECT);
      assertThat(ALL.surface()).hasValue(Platform.MOBILE_APP);
      assertThat(ALL.language()).hasValue(DisplayLanguage.ENGLISH);
      assertThat(ALL.unchecked()).containsExactly(entry("theme", "dark"));
    }

    @Test
    void null_is_refused_by_the_name_of_its_field() {
      assertRefused("completion_redirect_uri", () -> NONE.redirectTo(null));
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
      LinkTokenOptions same =
          NONE.unchecked("theme", "dark")
              .in(DisplayLanguage.ENGLISH)
              .on(Platform.MOBILE_APP)
              .redirectTo(REDIRECT);

      assertThat(ALL).isEqualTo(same).hasSameHashCodeAs(same);
    }

    @ParameterizedTest
    @MethodSource("io.github.bankhub.domain.link.LinkTokenOptionsTest#others")
    void one_other_choice_makes_a_difference(LinkTokenOptions other) {
      assertThat(ALL).isNotEqualTo(other).isNotEqualTo(null);
    }
  }

  @Nested
  class Printing {

    @Test
    void LT_24_shows_the_names_of_unchecked_fields_and_not_their_values() {
      assertThat(ALL)
          .hasToString(
              "LinkTokenOptions[redirect=CompletionRedirect[uri=https://example.com/linked],"
                  + " surface=MOBILE_APP, language=en, unchecked=[theme]]");
    }
  }
}
