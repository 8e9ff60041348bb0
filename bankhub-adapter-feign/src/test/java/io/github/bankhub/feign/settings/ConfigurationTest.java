package io.github.bankhub.feign.settings;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofNanos;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.InvalidFieldException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTest {

  private static final String SECRET = "s3cret-of-client";
  private static final BankHubSettings DEFAULTS =
      BankHubSettings.of(BankHubEnvironment.SANDBOX, ClientCredentials.of("BH-SB-1", SECRET));

  /** The required keys, and others. */
  private static Map<String, String> with(String... keysAndValues) {
    Map<String, String> values = new HashMap<>();
    values.put("bankhub.environment", "sandbox");
    values.put("bankhub.client-id", "BH-SB-1");
    values.put("bankhub.client-secret", SECRET);
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put(keysAndValues[i], keysAndValues[i + 1]);
    }
    return values;
  }

  private static BankHubSettings read(String key, String value) {
    return BankHubSettings.from(with(key, value)::get);
  }

  private static void assertRejected(Map<String, String> values, String... texts) {
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(() -> BankHubSettings.from(values))
        .withMessageContainingAll(texts)
        .withMessageNotContaining(SECRET);
  }

  @Nested
  class Reading {

    @Test
    void three_keys_give_the_defaults() {
      assertThat(BankHubSettings.from(with()::get)).isEqualTo(DEFAULTS);
    }

    @Test
    void each_key_sets_its_value() {
      Map<String, String> values =
          with(
              "bankhub.environment", "https://gateway.example/bankhub/",
              "bankhub.user-agent", "shop/1.4",
              "bankhub.zone", "Z",
              "bankhub.timeouts.connect", "1s",
              "bankhub.timeouts.response", "2s",
              "bankhub.timeouts.call", "3s",
              "bankhub.retries.max-attempts", "4",
              "bankhub.retries.initial-backoff", "5s",
              "bankhub.retries.max-backoff", "6s",
              "bankhub.circuit.failure-rate-threshold", "7",
              "bankhub.circuit.sliding-window-size", "9",
              "bankhub.circuit.minimum-calls", "8",
              "bankhub.circuit.wait-duration-in-open-state", "10s",
              "bankhub.circuit.permitted-calls-in-half-open-state", "11",
              "bankhub.limits.concurrent-calls", "12",
              "bankhub.limits.calls-per-second", "13",
              "bankhub.limits.max-wait", "14s",
              "bankhub.connections.max", "15",
              "bankhub.connections.max-idle", "16s",
              "bankhub.connections.max-age", "17s",
              "bankhub.connections.max-response-bytes", "2048",
              "bankhub.tokens.renewal-margin", "18s",
              "bankhub.tokens.failure-backoff", "19s",
              "bankhub.allow-plain-http", "false");

      assertThat(BankHubSettings.from(values))
          .isEqualTo(
              new BankHubSettings(
                  BankHubEnvironment.custom(URI.create("https://gateway.example/bankhub")),
                  DEFAULTS.credentials(),
                  "shop/1.4",
                  ZoneOffset.UTC,
                  new Timeouts(ofSeconds(1), ofSeconds(2), ofSeconds(3)),
                  new Retries(4, ofSeconds(5), ofSeconds(6)),
                  new Circuit(7, 9, 8, ofSeconds(10), 11),
                  new Limits(12, 13, ofSeconds(14)),
                  new Connections(15, ofSeconds(16), ofSeconds(17), 2048),
                  new Tokens(ofSeconds(18), ofSeconds(19))));
      assertThat(values)
          .containsOnlyKeys(Configuration.keys().stream().map(ConfiguredValues.Key::name).toList());
    }

    @Test
    void a_blank_value_counts_as_absent() {
      assertThat(read("bankhub.timeouts.call", " ")).isEqualTo(DEFAULTS);
    }

    @Test
    void the_environment_can_be_production_or_an_address() {
      assertThat(read("bankhub.environment", "PRODUCTION").environment())
          .isEqualTo(BankHubEnvironment.PRODUCTION);
      assertThat(read("bankhub.environment", "http://127.0.0.1:8080").environment())
          .isEqualTo(BankHubEnvironment.custom(URI.create("http://127.0.0.1:8080")));
    }

    @Test
    void plain_http_of_any_host_has_a_key_of_its_own() {
      Map<String, String> values = with("bankhub.environment", "http://bankhub:8080");
      assertRejected(values, "bankhub.environment", "http://bankhub:8080", "allow-plain-http");

      values.put("bankhub.allow-plain-http", "false");
      assertRejected(values, "bankhub.environment", "http://bankhub:8080", "allow-plain-http");
      values.put("bankhub.allow-plain-http", "true");
      assertThat(BankHubSettings.from(values).environment().baseUri())
          .isEqualTo(URI.create("http://bankhub:8080"));
    }

    static Stream<Arguments> durations() {
      return Stream.of(
          Arguments.of("10s", ofSeconds(10)),
          Arguments.of(" 500ms ", ofMillis(500)),
          Arguments.of("PT10S", ofSeconds(10)),
          Arguments.of("pt0.5s", ofMillis(500)),
          Arguments.of("2m", ofSeconds(120)),
          Arguments.of("3H", ofHours(3)),
          Arguments.of("1d", ofHours(24)),
          Arguments.of("5000us", ofMillis(5)),
          Arguments.of("1000001ns", ofNanos(1_000_001)));
    }

    @ParameterizedTest
    @MethodSource("durations")
    void a_duration_has_a_unit_or_is_iso_8601(String text, Duration expected) {
      assertThat(read("bankhub.timeouts.call", text).timeouts().call()).isEqualTo(expected);
    }
  }

  @Nested
  class Rejecting {

    @ParameterizedTest
    @ValueSource(strings = {"bankhub.environment", "bankhub.client-id", "bankhub.client-secret"})
    void a_missing_required_key_is_named(String key) {
      Map<String, String> values = with();
      values.remove(key);

      assertRejected(values, key + " is required but was not given; expected ");
    }

    @ParameterizedTest
    @CsvSource({
      "bankhub.environment, prod, 'is \"prod\"; expected sandbox, production'",
      "bankhub.environment, a b, 'is \"a b\"; expected sandbox'",
      "bankhub.client-id, a:b, contains a colon",
      "bankhub.user-agent, Café, 'is \"Café\"; expected visible ASCII'",
      "bankhub.zone, Vietnam, 'is \"Vietnam\"; expected a zone such as Asia/Ho_Chi_Minh'",
      "bankhub.allow-plain-http, yes, 'is \"yes\"; expected true or false'",
      "bankhub.timeouts.call, 10, 'is \"10\"; expected a duration such as 10s, 500ms or PT10S'",
      "bankhub.timeouts.call, 9999999999999d, 'is \"9999999999999d\"; expected a duration'",
      "bankhub.timeouts.call, 48h, 'is PT48H; expected a millisecond to a day'",
      "bankhub.retries.max-attempts, three, 'is \"three\"; expected a whole number'",
      "bankhub.retries.max-attempts, 0, is 0; expected 1 or more",
      "bankhub.retries.max-backoff, 1ms, 'is PT0.001S; expected no less than initialBackoff'",
      "bankhub.circuit.minimum-calls, 51, is 51; expected 1 to 50",
      "bankhub.connections.max-response-bytes, 1, is 1; expected 1024 to"
    })
    void an_invalid_value_is_named_with_its_key(String key, String value, String text) {
      assertRejected(with(key, value), key + " ", text);
    }

    @Test
    void the_secret_is_never_shown() {
      assertRejected(
          with("bankhub.client-secret", SECRET + "\n"),
          "bankhub.client-secret contains a control character");
      assertRejected(
          with("bankhub.environment", "https://me:" + SECRET + "@gateway.example"),
          "bankhub.environment contains a user");
    }

    @ParameterizedTest
    @CsvSource({
      "bankhub.clientId, bankhub.client-id",
      "bankhub.timeout.call, bankhub.timeouts.call",
      "bankhub.retries.max-retries, bankhub.retries.max-attempts"
    })
    void an_unknown_key_is_named_with_the_most_similar_one(String key, String nearest) {
      assertRejected(with(key, "1"), key + " is unknown; expected a key such as " + nearest);
    }

    @Test
    void a_function_cannot_list_its_keys() {
      assertThat(read("bankhub.clientId", "1")).isEqualTo(DEFAULTS);
    }
  }

  @Nested
  class Sources {

    @Test
    void properties_have_values_of_any_type_and_other_keys() {
      Properties properties = new Properties();
      properties.putAll(with("java.version", "17"));
      properties.put("bankhub.connections.max", 7);

      assertThat(BankHubSettings.from(properties).connections().max()).isEqualTo(7);
    }

    @Test
    void environment_variables_have_names_in_upper_case() {
      Map<String, String> variables =
          Map.of(
              "BANKHUB_ENVIRONMENT", "sandbox",
              "BANKHUB_CLIENT_ID", "BH-SB-1",
              "BANKHUB_CLIENT_SECRET", SECRET,
              "BANKHUB_TIMEOUTS_CALL", "3s",
              "BANKHUB_PORT", "tcp://10.0.0.1:80",
              "PATH", "/bin");

      assertThat(BankHubSettings.fromEnvironment(variables).timeouts().call())
          .isEqualTo(ofSeconds(3));
    }

    @Test
    void a_misspelled_environment_variable_is_rejected() {
      assertThatExceptionOfType(InvalidFieldException.class)
          .isThrownBy(() -> BankHubSettings.fromEnvironment(Map.of("BANKHUB_CLIENTID", "BH-SB-1")))
          .withMessage("BANKHUB_CLIENTID is unknown; expected a key such as BANKHUB_CLIENT_ID");
    }

    @Test
    void an_invalid_environment_variable_is_named_as_it_is_written() {
      assertThatExceptionOfType(InvalidFieldException.class)
          .isThrownBy(
              () ->
                  BankHubSettings.fromEnvironment(
                      Map.of("BANKHUB_ENVIRONMENT", "http://bankhub:8080")))
          .withMessageStartingWith("BANKHUB_ENVIRONMENT ")
          .withMessageContaining("BANKHUB_ALLOW_PLAIN_HTTP=true");
    }
  }

  /** The table of docs/configuration.md; with -Dbankhub.docs.write=true, it is written first. */
  @Test
  void the_page_has_every_key() throws IOException {
    Path page = Path.of("..", "docs", "configuration.md");
    Matcher block =
        Pattern.compile("(?s)(<!-- generated: keys -->\n).*(<!-- end: keys -->\n)")
            .matcher(Files.readString(page));
    String expected = block.replaceFirst("$1\n" + Matcher.quoteReplacement(table()) + "\n$2");
    if (Boolean.getBoolean("bankhub.docs.write")) {
      Files.writeString(page, expected);
    }
    assertThat(Files.readString(page))
        .as("update it with -Dbankhub.docs.write=true")
        .isEqualTo(expected);
  }

  private static String table() {
    return Configuration.keys().stream()
        .map(
            key ->
                "| `%s` | %s | %s |\n"
                    .formatted(key.name(), shownDefault(key.defaultText()), key.meaning()))
        .collect(Collectors.joining("", "| key | default | meaning |\n|---|---|---|\n", ""));
  }

  private static String shownDefault(String text) {
    return text.matches("required|.* .*") ? text : "`" + text + "`";
  }
}
