package io.github.bankhub.domain.link;

import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionRedirectTest {

  private static final String FIELD = "completion_redirect_uri";
  private static final String EXPECTED = "an absolute URI such as https://example.com/linked";

  @Nested
  class Creating {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "https://example.com/linked?order=4%2F2&x=%C3%A9#done",
          "http://localhost:3000",
          "http://[::1]/",
          "http://my_shop:3000/linked",
          "myapp://linked"
        })
    void LT_07_an_absolute_uri_is_preserved_exactly(String uri) {
      assertThat(CompletionRedirect.of(uri).uri()).hasToString(uri);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/linked",
          "example.com",
          "//example.com/linked",
          "https:example.com",
          "https:///linked",
          "mailto:me@example.com"
        })
    void LT_07_a_uri_without_scheme_or_host_is_rejected_and_shown(String uri) {
      assertRejected(FIELD, () -> CompletionRedirect.of(uri))
          .hasMessage(FIELD + " is \"" + uri + "\"; expected " + EXPECTED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://shop:65536/", "https://shop:0", "https://ca%66e/"})
    void a_redirect_that_no_browser_can_follow_is_rejected(String uri) {
      assertRejected(FIELD, () -> CompletionRedirect.of(uri)).hasMessageContaining(" has the ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://exa mple.com", "https://example.com/|", "::"})
    void LT_07_an_invalid_uri_is_rejected_and_shown(String text) {
      assertRejected(FIELD, () -> CompletionRedirect.of(text))
          .hasMessage(FIELD + " is \"" + text + "\", not a URI; expected " + EXPECTED);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void a_missing_or_blank_text_is_rejected(String text) {
      assertRejected(FIELD, () -> CompletionRedirect.of(text)).hasMessageContaining("is required");
    }

    @Test
    void a_missing_uri_is_rejected() {
      assertRejected(FIELD, () -> new CompletionRedirect((URI) null));
    }
  }
}
