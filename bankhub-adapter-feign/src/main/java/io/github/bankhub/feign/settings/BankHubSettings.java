package io.github.bankhub.feign.settings;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.json.ApiObject;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Objects;
import java.util.Scanner;

/**
 * The settings of a hub. Immutable. Every value is checked, and {@code toString} shows no secret.
 * Each {@code with…} method returns a changed copy. It throws an {@link InvalidFieldException} if
 * the value is null, or is not as described below.
 *
 * <pre>{@code
 * import static java.time.Duration.ofSeconds;
 *
 * import io.github.bankhub.feign.settings.BankHubSettings;
 * import io.github.bankhub.feign.settings.Timeouts;
 *
 * BankHubSettings settings =
 *     BankHubSettings.of(BankHubEnvironment.SANDBOX, credentials)
 *         .withUserAgent("shop/1.4")
 *         .withTimeouts(new Timeouts(ofSeconds(2), ofSeconds(5), ofSeconds(12)));
 * }</pre>
 *
 * @param environment the Bank Hub to call
 * @param credentials the client id and secret
 * @param userAgent the {@code User-Agent} header: visible ASCII characters and spaces. Name your
 *     application, because the firewall in front of Bank Hub checks the header
 * @param zone the zone of SePay's times without a zone
 * @param timeouts the limits of the time that a call takes
 * @param retries the number of attempts, and the backoff between them
 * @param circuit the circuit breaker
 * @param limits the limits of concurrency and rate
 * @param connections the connection pool
 * @param tokens the renewal of access tokens
 */
public record BankHubSettings(
    BankHubEnvironment environment,
    ClientCredentials credentials,
    String userAgent,
    ZoneId zone,
    Timeouts timeouts,
    Retries retries,
    Circuit circuit,
    Limits limits,
    Connections connections,
    Tokens tokens) {

  private static final String USER_AGENT = "visible ASCII characters, such as shop/1.4";

  /**
   * Checks the values.
   *
   * @throws InvalidFieldException if one is null, or the user agent is blank or holds another
   *     character
   */
  public BankHubSettings {
    Check.requirePresent("environment", environment, "a value such as BankHubEnvironment.SANDBOX");
    Check.requirePresent("credentials", credentials, "the client id and secret from SePay");
    Check.requirePresent("zone", zone, "a time zone");
    Check.requirePresent("timeouts", timeouts, "a value such as Timeouts.DEFAULT");
    Check.requirePresent("retries", retries, "a value such as Retries.DEFAULT");
    Check.requirePresent("circuit", circuit, "a value such as Circuit.DEFAULT");
    Check.requirePresent("limits", limits, "a value such as Limits.DEFAULT");
    Check.requirePresent("connections", connections, "a value such as Connections.DEFAULT");
    Check.requirePresent("tokens", tokens, "a value such as Tokens.DEFAULT");
    Check.requirePresent("userAgent", userAgent, USER_AGENT);
    if (!userAgent.matches("[ -~]*[!-~][ -~]*")) {
      throw new InvalidFieldException("userAgent", "is \"" + userAgent + "\"", USER_AGENT);
    }
  }

  /**
   * {@return settings with the default of each group, and a user agent that names this library and
   * its version}
   *
   * @param environment the Bank Hub to call
   * @param credentials the client id and secret from SePay
   * @throws InvalidFieldException if either is null
   */
  public static BankHubSettings of(BankHubEnvironment environment, ClientCredentials credentials) {
    return new BankHubSettings(
        environment,
        credentials,
        "bankhub-java/" + version(),
        ApiObject.VIETNAM,
        Timeouts.DEFAULT,
        Retries.DEFAULT,
        Circuit.DEFAULT,
        Limits.DEFAULT,
        Connections.DEFAULT,
        Tokens.DEFAULT);
  }

  /** {@return a copy with another {@code User-Agent} header} */
  public BankHubSettings withUserAgent(String value) {
    return copy(value, zone, timeouts, retries, circuit, limits, connections, tokens);
  }

  /** {@return a copy with another zone of times without one, such as {@code expires_at}} */
  public BankHubSettings withZone(ZoneId value) {
    return copy(userAgent, value, timeouts, retries, circuit, limits, connections, tokens);
  }

  /** {@return a copy with other timeouts} */
  public BankHubSettings withTimeouts(Timeouts value) {
    return copy(userAgent, zone, value, retries, circuit, limits, connections, tokens);
  }

  /** {@return a copy with other retries} */
  public BankHubSettings withRetries(Retries value) {
    return copy(userAgent, zone, timeouts, value, circuit, limits, connections, tokens);
  }

  /** {@return a copy with another circuit breaker} */
  public BankHubSettings withCircuit(Circuit value) {
    return copy(userAgent, zone, timeouts, retries, value, limits, connections, tokens);
  }

  /** {@return a copy with other limits of concurrency and rate} */
  public BankHubSettings withLimits(Limits value) {
    return copy(userAgent, zone, timeouts, retries, circuit, value, connections, tokens);
  }

  /** {@return a copy with another connection pool} */
  public BankHubSettings withConnections(Connections value) {
    return copy(userAgent, zone, timeouts, retries, circuit, limits, value, tokens);
  }

  /** {@return a copy with another renewal of access tokens} */
  public BankHubSettings withTokens(Tokens value) {
    return copy(userAgent, zone, timeouts, retries, circuit, limits, connections, value);
  }

  private BankHubSettings copy(
      String userAgent,
      ZoneId zone,
      Timeouts timeouts,
      Retries retries,
      Circuit circuit,
      Limits limits,
      Connections connections,
      Tokens tokens) {
    return new BankHubSettings(
        environment,
        credentials,
        userAgent,
        zone,
        timeouts,
        retries,
        circuit,
        limits,
        connections,
        tokens);
  }

  private static String version() {
    InputStream text = BankHubSettings.class.getResourceAsStream("version.txt");
    try (Scanner words = new Scanner(Objects.requireNonNull(text), StandardCharsets.UTF_8)) {
      return words.next();
    }
  }
}
