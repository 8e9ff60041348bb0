package io.github.bankhub.domain.auth;

import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.link.LinkTokenSecret;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

  @Nested
  class Creating {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void a_missing_or_blank_secret_is_rejected(String value) {
      assertRejected("client_secret", () -> new ClientSecret(value))
          .hasMessageContaining("is required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"copied\n", "copied\r\n", "ta\tb", "\u0000nul", "\u007Fdelete"})
    void a_control_character_is_rejected(String value) {
      assertRejected("link_token", () -> new LinkTokenSecret(value))
          .hasMessageContaining("control character")
          .hasMessageContaining("without line breaks");
    }

    @Test
    void a_secret_for_a_header_has_visible_ASCII_characters() {
      assertThat(new WebhookSecret("!~ ~!").reveal()).isEqualTo("!~ ~!");
      assertRejected("secret_key", () -> new WebhookSecret("khoá"))
          .hasMessageContaining("is not valid in a header");
    }

    @Test
    void a_secret_is_preserved_exactly() {
      assertThat(new ClientSecret(" mật khẩu ").reveal()).isEqualTo(" mật khẩu ");
    }
  }

  @Nested
  class Comparing {

    private final Secret secret = new ClientSecret("secret");

    @Test
    void the_same_text_in_the_same_class_is_equal() {
      assertThat(secret)
          .isEqualTo(new ClientSecret("secret"))
          .hasSameHashCodeAs(new ClientSecret("secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Secret", "secreT", "secret ", "secre"})
    void another_text_is_not_equal(String other) {
      assertThat(secret).isNotEqualTo(new ClientSecret(other));
    }

    @Test
    void the_same_text_in_another_class_is_not_equal() {
      assertThat(secret).isNotEqualTo(new LinkTokenSecret("secret"));
    }

    @Test
    void a_plain_text_or_null_is_not_equal() {
      assertThat(secret.equals((Object) "secret")).isFalse();
      assertThat(secret.equals(null)).isFalse();
    }
  }

  @Nested
  class Printing {

    @Test
    void LT_24_shows_the_same_stars_for_every_secret() {
      assertThat(new ClientSecret("short")).hasToString("***");
      assertThat(new LinkTokenSecret("a much longer one")).hasToString("***");
    }
  }
}
