package io.github.bankhub.domain.link;

import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.failure.InvalidFieldException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostedLinkTest {

  private static final String FIELD = "hosted_link_url";

  @Nested
  class Creating {

    @ParameterizedTest
    @ValueSource(
        strings = {
          "https://bankhub.sepay.vn/link/%7Eabc%2fd/?t=a+b%20c&e=#top",
          "HTTPS://BankHub.SePay.vn",
          "http://localhost:8080/link//x/../y",
          "http://bank_hub:8080/link",
          "https://bankhub-sandbox.sepay.vn/link/3c1a7b0e-5f3e-4a53-9d7f-0c2c3f6f4a11"
        })
    void LT_13_the_address_is_preserved_exactly(String address) {
      assertThat(HostedLink.of(address).uri()).hasToString(address);
    }

    /** Most addresses are recognized by their form, and need not be parsed. */
    @Test
    void LT_24_a_usual_address_is_accepted_only_if_a_parsed_one_is() {
      for (String host : shortTexts(List.of("a", "1", "-", "."), 4)) {
        for (String port : List.of("", ":0", ":1", ":9999", ":65536")) {
          for (String path : List.of("", "/", "/a~1")) {
            String address = "https://" + host + port + path;
            assertThat(isAccepted(address)).as(address).isEqualTo(isAccepted(address + "?"));
          }
        }
      }
    }

    private boolean isAccepted(String address) {
      try {
        return HostedLink.of(address).uri().toString().equals(address);
      } catch (InvalidFieldException e) {
        return false;
      }
    }

    private List<String> shortTexts(List<String> characters, int maxLength) {
      List<String> all = new ArrayList<>(List.of(""));
      for (int i = 0; all.get(i).length() < maxLength; i++) {
        for (String c : characters) {
          all.add(all.get(i) + c);
        }
      }
      return all;
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void a_missing_or_blank_address_is_rejected(String address) {
      assertRejected(FIELD, () -> HostedLink.of(address)).hasMessageContaining("is required");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/link/secret",
          "//bankhub.sepay.vn/secret",
          "https:secret",
          "https:///secret",
          "javascript:secret",
          "ftp://bankhub.sepay.vn/secret",
          "https://bankhub.sepay.vn/|secret"
        })
    void LT_24_an_address_that_is_not_a_web_address_is_rejected_and_not_shown(String address) {
      assertRejected(FIELD, () -> HostedLink.of(address))
          .hasMessage(FIELD + " is not a web address; expected an absolute http or https address")
          .hasNoCause();
    }
  }

  @Nested
  class Opening {

    @ParameterizedTest
    @ValueSource(
        strings = {"pages:65536", "pages:0", "pages:secret", "s\u00e9cret-secret", "1.secret.1"})
    void LT_24_an_address_with_an_invalid_host_or_port_is_rejected_and_not_shown(String host) {
      assertRejected(FIELD, () -> HostedLink.of("https://me:secret@" + host + "/secret"))
          .hasMessage(
              FIELD + " has an invalid host or port; expected an absolute http or https address")
          .hasNoCause();
    }
  }

  @Nested
  class Comparing {

    private final HostedLink link = HostedLink.of("https://bankhub.sepay.vn/link?t=%2f");

    @Test
    void is_exact() {
      HostedLink same = HostedLink.of("https://bankhub.sepay.vn/link?t=%2f");

      assertThat(link).isEqualTo(same).hasSameHashCodeAs(same);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"https://bankhub.sepay.vn/link?t=%2F", "https://BANKHUB.sepay.vn/link?t=%2f"})
    void addresses_that_merely_mean_the_same_are_not_equal(String address) {
      assertThat(link).isNotEqualTo(HostedLink.of(address));
    }

    @Test
    void a_plain_uri_is_not_equal() {
      assertThat(link).isNotEqualTo(link.uri());
    }
  }

  @Nested
  class Printing {

    @ParameterizedTest
    @CsvSource({
      "https://bankhub.sepay.vn/link/secret?t=secret, https://bankhub.sepay.vn/***",
      "http://me:secret@localhost:8080/#secret, http://localhost:8080/***",
      "http://[::1]:8080, http://[::1]:8080/***",
      "http://me:secret@bank_hub:8080/secret, http://bank_hub:8080/***"
    })
    void LT_24_shows_only_the_origin(String address, String printed) {
      assertThat(HostedLink.of(address)).hasToString(printed);
    }
  }
}
