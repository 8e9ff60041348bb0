package io.github.bankhub.feign.internal.response;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EscapedTextTest {

  @ParameterizedTest
  @CsvSource({
    "a&b, a&b, *",
    "xa&by, a&b, x*y",
    "a&b a&b, a&b, * *",
    "a&amp;b, a&b, *",
    "a&#38;b, a&b, *",
    "a&#x26;b, a&b, *",
    "a%26b, a&b, *",
    "a\\u0026b, a&b, *",
    "a\\/b, a/b, *",
    "a\\b, a\\b, *",
    "a&, a&b, a&",
    "a&c, a&b, a&c",
    "ab, abc, ab",
    "aaaab, aab, aa*",
    "abab, ab, **",
    "a%61b%, aab, *%",
  })
  void LT_24_masks_each_occurrence_of_a_secret_escaped_or_not(
      String text, String secret, String masked) {
    assertThat(new EscapedText(text).mask(secret, "*")).isEqualTo(masked);
  }

  @ParameterizedTest
  @CsvSource({"text", "''"})
  void an_empty_secret_is_nowhere(String text) {
    assertThat(new EscapedText(text).mask("", "*")).isEqualTo(text);
  }
}
