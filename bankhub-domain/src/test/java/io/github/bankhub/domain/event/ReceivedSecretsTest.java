package io.github.bankhub.domain.event;

import static io.github.bankhub.domain.Sample.SECRET_TEXT;
import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.auth.Secret;
import io.github.bankhub.domain.ipn.IpnApiKey;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivedSecretsTest {

  static Stream<Secret> secrets() {
    return Stream.of(new WebhookSecret(SECRET_TEXT), new IpnApiKey(SECRET_TEXT));
  }

  @ParameterizedTest
  @MethodSource("secrets")
  void WH_01_a_secret_matches_only_its_own_text(Secret secret) {
    assertThat(secret.matches(SECRET_TEXT)).isTrue();
    assertThat(
            Stream.of("", SECRET_TEXT + "x", SECRET_TEXT.toUpperCase(java.util.Locale.ROOT), "é")
                .noneMatch(secret::matches))
        .isTrue();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "pasted\n", " blank before", "blank after ", "mật khẩu"})
  void a_value_that_is_not_valid_in_a_header_is_rejected(String value) {
    assertRejected("secret_key", () -> new WebhookSecret(value));
    assertRejected("api_key", () -> new IpnApiKey(value));
  }
}
