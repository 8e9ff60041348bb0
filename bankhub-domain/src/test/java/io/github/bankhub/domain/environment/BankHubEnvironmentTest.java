package io.github.bankhub.domain.environment;

import static io.github.bankhub.domain.Sample.assertRejected;
import static io.github.bankhub.domain.environment.BankHubEnvironment.PRODUCTION;
import static io.github.bankhub.domain.environment.BankHubEnvironment.SANDBOX;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BankHubEnvironmentTest {

  private static final URI GATEWAY = URI.create("https://gateway.local:8080/sepay");

  @Nested
  class Setting {

    @Test
    void the_addresses_of_sepay_are_known() {
      assertThat(SANDBOX.baseUri()).hasToString("https://bankhub-api-sandbox.sepay.vn");
      assertThat(PRODUCTION.baseUri()).hasToString("https://bankhub-api.sepay.vn");
    }

    @Test
    void a_custom_address_has_the_rules_of_the_sandbox() {
      BankHubEnvironment custom = BankHubEnvironment.custom(GATEWAY);

      assertThat(custom.name()).isEqualTo("custom");
      assertThat(custom.baseUri()).isEqualTo(GATEWAY);
      assertThat(custom.redirectSchemes()).isEqualTo(SANDBOX.redirectSchemes());
    }

    @Test
    void changing_the_address_keeps_name_and_rules() {
      assertThat(PRODUCTION.withBaseUri(GATEWAY))
          .isEqualTo(new BankHubEnvironment("production", GATEWAY, Set.of("https")));
    }

    @Test
    void a_name_is_required() {
      assertRejected("name", () -> new BankHubEnvironment(" ", GATEWAY, Set.of("https")));
    }

    @Test
    void is_equal_by_name_address_and_rules() {
      assertThat(PRODUCTION)
          .isEqualTo(PRODUCTION.withBaseUri(PRODUCTION.baseUri()))
          .hasSameHashCodeAs(PRODUCTION.withBaseUri(PRODUCTION.baseUri()))
          .isNotEqualTo(PRODUCTION.withBaseUri(GATEWAY))
          .isNotEqualTo(new BankHubEnvironment("own", PRODUCTION.baseUri(), Set.of("https")))
          .isNotEqualTo(new BankHubEnvironment("production", PRODUCTION.baseUri(), Set.of("http")))
          .isNotEqualTo("production")
          .hasToString("production at https://bankhub-api.sepay.vn");
    }

    @Test
    void the_schemes_are_copied() {
      Set<String> schemes = new HashSet<>(Set.of("https"));
      BankHubEnvironment environment = new BankHubEnvironment("own", GATEWAY, schemes);
      schemes.add("ftp");

      assertThat(environment.redirectSchemes()).containsExactly("https");
    }
  }

  @Nested
  class Addressing {

    @ParameterizedTest
    @CsvSource({
      "http://localhost:8080/, http://localhost:8080",
      "http://127.0.0.1//, http://127.0.0.1",
      "http://[::1]:9090, http://[::1]:9090",
      "HTTPS://GATEWAY.local/sepay/, HTTPS://GATEWAY.local/sepay",
      "https://bank_hub:8443/, https://bank_hub:8443",
    })
    void final_slashes_are_removed(URI address, String expected) {
      assertThat(BankHubEnvironment.custom(address).baseUri()).hasToString(expected);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/v1",
          "gateway.local",
          "//gateway.local",
          "https:gateway.local",
          "https:///v1",
          "ftp://gateway.local",
          "https://gateway.local?tenant=1",
          "https://gateway.local#top"
        })
    void an_address_that_is_not_a_plain_web_address_is_rejected_and_shown(String address) {
      assertRejected("base_uri", () -> BankHubEnvironment.custom(URI.create(address)))
          .hasMessageContaining("is \"" + address + "\"")
          .hasMessageContaining("an absolute http or https URI");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"https://me:pass@gateway.local", "https://me:pass@odd_host", "https:me:pass@x"})
    void a_user_is_rejected_and_not_shown(String address) {
      assertRejected("base_uri", () -> BankHubEnvironment.custom(URI.create(address)))
          .hasMessageContaining("contains a user")
          .hasMessageNotContainingAny("me:", "pass");
    }

    @ParameterizedTest
    @CsvSource({
      "https://gateway.local:0, has the port \"0\"",
      "https://gateway.local:99999/, has the port \"99999\"",
      "https://bank_hub:99999/, has the port \"99999\"",
      "https://odd%20host/, has the host \"odd%20host\"",
      "https://:443/, has no host",
    })
    void an_address_that_cannot_be_called_is_rejected_with_the_reason(URI address, String problem) {
      assertRejected("base_uri", () -> BankHubEnvironment.custom(address))
          .hasMessageContaining("base_uri " + problem + "; expected ");
      assertRejected("base_uri", () -> SANDBOX.withUnencryptedBaseUri(address));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"http://10.0.0.1", "HTTP://gateway.local/sepay", "http://bank_hub:8080"})
    void plain_http_to_another_host_must_be_said_explicitly(URI address) {
      for (ThrowingCallable choice :
          List.<ThrowingCallable>of(
              () -> BankHubEnvironment.custom(address),
              () -> PRODUCTION.withBaseUri(address),
              () -> new BankHubEnvironment("own", address, Set.of("https")))) {
        assertRejected("base_uri", choice)
            .hasMessage(
                "base_uri is \"%s\", which sends secrets unencrypted; expected https,"
                    + " a loopback host such as localhost, or withUnencryptedBaseUri(…)",
                address);
      }
      assertThat(PRODUCTION.withUnencryptedBaseUri(address))
          .returns(address, BankHubEnvironment::baseUri)
          .returns("production", BankHubEnvironment::name)
          .returns(Set.of("https"), BankHubEnvironment::redirectSchemes);
    }

    @Test
    void a_missing_address_is_rejected() {
      assertRejected("base_uri", () -> BankHubEnvironment.custom(null));
      assertRejected("base_uri", () -> SANDBOX.withBaseUri(null));
    }
  }
}
