package io.github.bankhub.domain.environment;

import static io.github.bankhub.domain.Sample.COMPANY;
import static io.github.bankhub.domain.environment.BankHubEnvironment.PRODUCTION;
import static io.github.bankhub.domain.environment.BankHubEnvironment.SANDBOX;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.link.LinkTokenRequest;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectRuleTest {

  @Nested
  class Checking {

    @Test
    void LT_07_production_rejects_a_plain_http_redirect_naming_field_and_value() {
      LinkTokenRequest request =
          LinkTokenRequest.link(COMPANY).redirectTo("http://example.com/a?state=s1");

      InvalidRequestException rejection =
          catchThrowableOfType(InvalidRequestException.class, () -> PRODUCTION.check(request));

      assertThat(rejection.fields())
          .containsOnlyKeys("completion_redirect_uri")
          .containsValue(
              "\"http://example.com/a\" is not allowed in production: the scheme must be https");
      assertThat(rejection.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com", "HTTPS://example.com", "https://localhost"})
    void LT_07_production_allows_an_https_redirect_in_any_case(String redirect) {
      assertThatCode(() -> PRODUCTION.check(LinkTokenRequest.link(COMPANY).redirectTo(redirect)))
          .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com", "http://localhost:3000/done", "HTTP://x.vn"})
    void LT_07_the_sandbox_allows_http_and_https(String redirect) {
      assertThatCode(() -> SANDBOX.check(LinkTokenRequest.link(COMPANY).redirectTo(redirect)))
          .doesNotThrowAnyException();
    }

    @Test
    void LT_07_the_sandbox_rejects_every_other_scheme_and_lists_its_own() {
      LinkTokenRequest request = LinkTokenRequest.link(COMPANY).redirectTo("myapp://linked");

      assertThat(catchThrowableOfType(InvalidRequestException.class, () -> SANDBOX.check(request)))
          .hasMessageContaining("\"myapp://linked\" is not allowed in sandbox")
          .hasMessageContaining("the scheme must be http or https");
    }

    @Test
    void LT_07_the_redirect_is_optional() {
      assertThatCode(() -> PRODUCTION.check(LinkTokenRequest.link(COMPANY)))
          .doesNotThrowAnyException();
    }

    @Test
    void an_unchecked_redirect_is_accepted() {
      LinkTokenRequest request =
          LinkTokenRequest.link(COMPANY)
              .redirectTo("http://localhost/linked")
              .withUncheckedField("completion_redirect_uri", "myapp:linked");

      assertThatCode(() -> PRODUCTION.check(request)).doesNotThrowAnyException();
    }
  }
}
