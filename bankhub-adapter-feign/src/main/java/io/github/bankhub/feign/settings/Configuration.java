package io.github.bankhub.feign.settings;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.json.ApiObject;
import java.net.URI;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The keys of a configuration, and the settings that they give. {@code docs/configuration.md} has
 * the table of these keys.
 */
final class Configuration {

  private static final Map<String, String> SAMPLE =
      Map.of(
          "bankhub.environment", "sandbox",
          "bankhub.client-id", "id",
          "bankhub.client-secret", "secret");

  private Configuration() {}

  /** {@return all keys, in the order of the documentation} */
  static List<ConfiguredValues.Key> keys() {
    ConfiguredValues values = ConfiguredValues.of(SAMPLE::get, UnaryOperator.identity());
    read(values);
    return List.copyOf(values.keys().values());
  }

  /**
   * Rejects a name that looks like a key but is none.
   *
   * @param names the names in the source
   * @param naming turns a key into its name in the source
   * @param maxDistance how many letters an unknown name differs at most from a known one to be
   *     rejected
   */
  static void requireKnown(
      Collection<String> names, UnaryOperator<String> naming, int maxDistance) {
    List<String> known = keys().stream().map(key -> naming.apply(key.name())).toList();
    for (String name : names) {
      if (name.startsWith(naming.apply("bankhub.")) && !known.contains(name)) {
        String nearest =
            known.stream().min(Comparator.comparingInt(it -> distance(it, name))).orElseThrow();
        if (distance(nearest, name) <= maxDistance) {
          throw new InvalidFieldException(name, "is unknown", "a key such as " + nearest);
        }
      }
    }
  }

  static BankHubSettings read(ConfiguredValues values) {
    BankHubSettings settings =
        BankHubSettings.of(environment(values), values.group("", Configuration::credentials))
            .withZone(zone(values))
            .withTimeouts(values.group("timeouts.", Configuration::timeouts))
            .withRetries(values.group("retries.", Configuration::retries))
            .withCircuit(values.group("circuit.", Configuration::circuit))
            .withLimits(values.group("limits.", Configuration::limits))
            .withConnections(values.group("connections.", Configuration::connections))
            .withTokens(values.group("tokens.", Configuration::tokens));
    String key = "user-agent";
    return values
        .optional(key, "library and version", "the `User-Agent` header, such as `shop/1.4`")
        .map(text -> values.parsed(key, text, "visible ASCII", settings::withUserAgent))
        .orElse(settings);
  }

  private static BankHubEnvironment environment(ConfiguredValues values) {
    String key = "environment";
    String expected =
        "sandbox, production or an https address; %s=true allows plain http"
            .formatted(values.name("allow-plain-http"));
    String text =
        values.required(
            key, expected, "`sandbox`, `production`, or an address with the sandbox's rules");
    boolean allowsPlainHttp =
        values.flag(
            "allow-plain-http",
            false,
            "whether that address may be plain `http` of any host, which shows the client secret"
                + " to everyone on the way");
    return values.parsed(key, text.strip(), expected, given -> environment(given, allowsPlainHttp));
  }

  private static BankHubEnvironment environment(String text, boolean allowsPlainHttp) {
    if (text.equalsIgnoreCase("sandbox")) {
      return BankHubEnvironment.SANDBOX;
    }
    if (text.equalsIgnoreCase("production")) {
      return BankHubEnvironment.PRODUCTION;
    }
    if (text.contains("@")) {
      throw new InvalidFieldException("environment", "contains a user", "an address without one");
    }
    URI address = URI.create(text);
    return allowsPlainHttp
        ? BankHubEnvironment.custom(URI.create("https://localhost")).withUnencryptedBaseUri(address)
        : BankHubEnvironment.custom(address);
  }

  private static ClientCredentials credentials(ConfiguredValues values) {
    String id = "the client id from SePay";
    String secret = "the client secret from SePay";
    return ClientCredentials.of(
        values.required("client-id", id, id).strip(),
        values.required("client-secret", secret, secret));
  }

  private static ZoneId zone(ConfiguredValues values) {
    ZoneId otherwise = ApiObject.VIETNAM;
    return values
        .optional("zone", otherwise.getId(), "the zone of SePay's times without a zone")
        .map(text -> values.parsed("zone", text, "a zone such as " + otherwise, ZoneId::of))
        .orElse(otherwise);
  }

  private static Timeouts timeouts(ConfiguredValues values) {
    Timeouts otherwise = Timeouts.DEFAULT;
    return new Timeouts(
        values.duration(
            "connect",
            otherwise.connect(),
            "the limit of each of three steps: waiting for a pooled connection, connecting, TLS"
                + " handshake"),
        values.duration(
            "response",
            otherwise.response(),
            "the limit of one attempt, from sending to the last byte of the response"),
        values.duration("call", otherwise.call(), "the deadline of the whole call"));
  }

  private static Retries retries(ConfiguredValues values) {
    Retries otherwise = Retries.DEFAULT;
    return new Retries(
        values.integer(
            "max-attempts", otherwise.maxAttempts(), "all attempts, the first one included"),
        values.duration(
            "initial-backoff",
            otherwise.initialBackoff(),
            "the bound of the random backoff before the second attempt; it doubles each time"),
        values.duration("max-backoff", otherwise.maxBackoff(), "the highest bound"));
  }

  private static Circuit circuit(ConfiguredValues values) {
    Circuit otherwise = Circuit.DEFAULT;
    return new Circuit(
        values.integer(
            "failure-rate-threshold",
            otherwise.failureRateThreshold(),
            "the rate of failures that opens the circuit, in percent"),
        values.integer(
            "sliding-window-size",
            otherwise.slidingWindowSize(),
            "the number of last attempts that count"),
        values.integer(
            "minimum-calls",
            otherwise.minimumCalls(),
            "fewer attempts never open the circuit; at most `sliding-window-size`"),
        values.duration(
            "wait-duration-in-open-state",
            otherwise.waitDurationInOpenState(),
            "how long the circuit stays open"),
        values.integer(
            "permitted-calls-in-half-open-state",
            otherwise.permittedCallsInHalfOpenState(),
            "trial attempts after that"));
  }

  private static Limits limits(ConfiguredValues values) {
    Limits otherwise = Limits.DEFAULT;
    return new Limits(
        values.integer(
            "concurrent-calls",
            otherwise.concurrentCalls(),
            "calls at the same time, those that wait for a connection included"),
        values.integer(
            "calls-per-second",
            otherwise.callsPerSecond(),
            "attempts that may start in a second; `0` turns the rate limit off"),
        values.duration(
            "max-wait", otherwise.maxWait(), "the longest wait for a rate limit permit"));
  }

  private static Connections connections(ConfiguredValues values) {
    Connections otherwise = Connections.DEFAULT;
    return new Connections(
        values.integer("max", otherwise.max(), "connections in the pool"),
        values.duration(
            "max-idle", otherwise.maxIdle(), "how long an unused connection stays open"),
        values.duration(
            "max-age",
            otherwise.maxAge(),
            "how long a connection is used; a DNS change takes effect within it"),
        values.integer(
            "max-response-bytes",
            otherwise.maxResponseBytes(),
            "the largest response that is accepted"));
  }

  private static Tokens tokens(ConfiguredValues values) {
    Tokens otherwise = Tokens.DEFAULT;
    return new Tokens(
        values.duration(
            "renewal-margin",
            otherwise.renewalMargin(),
            "how long before its expiry a token is renewed; at most a tenth of its lifetime"),
        values.duration(
            "failure-backoff",
            otherwise.failureBackoff(),
            "no token request for this time after a failed one"));
  }

  /** Levenshtein's distance. */
  private static int distance(String one, String other) {
    int[] row = new int[other.length() + 1];
    Arrays.setAll(row, column -> column);
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int change = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[other.length()];
  }
}
