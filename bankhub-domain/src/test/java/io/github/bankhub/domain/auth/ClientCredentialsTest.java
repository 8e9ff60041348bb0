package io.github.bankhub.domain.auth;

import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientCredentialsTest {

  @Nested
  class Creating {

    @Test
    void can_be_created_from_two_texts() {
      ClientCredentials credentials = ClientCredentials.of("client", "secret");

      assertThat(credentials.clientId()).isEqualTo("client");
      assertThat(credentials.clientSecret()).isEqualTo(new ClientSecret("secret"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void a_missing_or_blank_id_is_rejected(String clientId) {
      assertRejected("client_id", () -> ClientCredentials.of(clientId, "secret"))
          .hasMessageContaining("the client id as SePay issued it");
    }

    // HTTP Basic splits at the first colon, so the rest of the id would become part of the secret.
    @ParameterizedTest
    @ValueSource(strings = {"cli:ent", ":"})
    void an_id_with_a_colon_is_rejected(String clientId) {
      assertRejected("client_id", () -> ClientCredentials.of(clientId, "secret"))
          .hasMessageContaining("contains a colon");
    }

    @ParameterizedTest
    @ValueSource(strings = {"client\n", "cli\u0000ent"})
    void an_id_with_a_control_character_is_rejected(String clientId) {
      assertRejected("client_id", () -> ClientCredentials.of(clientId, "secret"))
          .hasMessageContaining("contains a control character");
    }

    @Test
    void a_secret_may_hold_a_colon() {
      assertThat(ClientCredentials.of("client", "se:cret").clientSecret().reveal())
          .isEqualTo("se:cret");
    }

    @Test
    void a_missing_secret_is_rejected() {
      assertRejected("client_secret", () -> new ClientCredentials("client", null));
      assertRejected("client_secret", () -> ClientCredentials.of("client", null));
    }
  }

  @Nested
  class Printing {

    @Test
    void LT_24_shows_the_id_and_masks_the_secret() {
      assertThat(ClientCredentials.of("client", "secret"))
          .hasToString("ClientCredentials[clientId=client, clientSecret=***]");
    }
  }
}
