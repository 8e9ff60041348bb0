package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.ERROR;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.link.LinkToken;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One unexpected part of a request or response affects only itself: see docs/values.md. */
class OddPartsTest {

  @Test
  void an_odd_custom_header_is_not_sent_and_the_others_are() {
    Map<String, String> headers = new HashMap<>();
    headers.put("x-right", "right");
    headers.put("x-null", null);
    headers.put(null, "no name");
    headers.put("x-break", "a\r\nb");
    headers.put("x bad", "b");
    ScriptedClient client =
        new ScriptedClient().on(ScriptedClient.CREATE, 201, ScriptedClient.CREATED);

    client.builder().headers(() -> headers).build().linkTokens().create(ScriptedClient.LINK);

    assertThat(client.sent(ScriptedClient.CREATE).get(0).headers())
        .containsKey("x-right")
        .doesNotContainKeys("x-null", "x-break", "x bad");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "[]", "{}", "\"\"", "\"\\u0000\"", "\"1.000\"", "1e999", "-1", "true"})
  void LT_14_an_odd_optional_field_of_a_response_affects_only_itself(String odd) {
    String created = ScriptedClient.CREATED.replace("\"2026-01-31 10:30:00\"", odd);

    LinkToken token = new ScriptedClient().on(ScriptedClient.CREATE, 201, created).create();

    assertThat(token.xid()).hasToString("lt-1");
    assertThat(token.expiry().instant()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1.000", "１", "99999999999", "2026-01-13T20:15:00+07"})
  void FR_03_an_odd_header_of_a_response_affects_only_itself(String odd) {
    ScriptedClient client =
        new ScriptedClient().on(ScriptedClient.CREATE, 429, ERROR, "Retry-After", odd);

    RateLimitedException failure = client.failure(RateLimitedException.class);

    assertThat(failure.retryAfter()).isEmpty();
    assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.REJECTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "\"1.000\"", "\"soon\"", "-1"})
  void AT_02_an_odd_lifetime_of_an_access_token_affects_only_itself(String odd) {
    String issued = "{\"access_token\": \"s3cret-token\", \"ttl\": " + odd + "}";

    ScriptedClient client =
        new ScriptedClient().without(ScriptedClient.TOKEN).on(ScriptedClient.TOKEN, 201, issued);

    assertThat(client.hub().accessToken().lifetime()).hasMinutes(5);
  }

  @Test
  void LT_13_a_response_with_a_field_twice_is_malformed() {
    String twice = ScriptedClient.CREATED.replace("\"xid\"", "\"xid\": \"lt-0\", \"xid\"");

    MalformedResponseException failure =
        new ScriptedClient()
            .on(ScriptedClient.CREATE, 201, twice)
            .failure(MalformedResponseException.class);

    assertThat(failure).hasMessageContaining("a field appears twice");
    assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.UNKNOWN);
  }

  @Test
  void LT_13_the_texts_of_an_error_response_with_a_field_twice_are_ignored() {
    String twice = "{\"code\": 400, \"message\": \"one\", \"message\": \"two\"}";

    InvalidRequestException failure =
        new ScriptedClient()
            .on(ScriptedClient.CREATE, 400, twice)
            .failure(InvalidRequestException.class);

    assertThat(failure.serviceMessage()).isEmpty();
    assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.UNKNOWN);
  }
}
