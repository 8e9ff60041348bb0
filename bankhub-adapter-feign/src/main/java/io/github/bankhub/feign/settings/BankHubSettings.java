package io.github.bankhub.feign.settings;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.json.ApiObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a hub. Immutable. Every value is checked, and {@code toString} shows no secret.
 * Each {@code with…} method returns a changed copy. It throws an {@link InvalidFieldException} if
 * the value is null, or is not as described below. To change one value of a group, use the {@code
 * with…} methods of its record.
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
 *         .withTimeouts(Timeouts.DEFAULT.withCall(ofSeconds(12)));
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

  /**
   * {@return the settings of a configuration, such as Spring's or the system properties} {@code
   * docs/configuration.md} has the table of the keys, which begin with {@code bankhub.}. A key that
   * is absent or blank has its default. A misspelled key is not noticed: see {@link #from(Map)}.
   *
   * <pre>{@code
   * BankHubSettings.from(environment::getProperty);
   * BankHubSettings.from(System::getProperty);
   * BankHubSettings.from(key -> config.getOptionalValue(key, String.class).orElse(null));
   * }</pre>
   *
   * @param source returns the text of a key; null if it has none
   * @throws InvalidFieldException if {@code bankhub.environment}, {@code bankhub.client-id} or
   *     {@code bankhub.client-secret} is missing, or a value is invalid; names the key, and shows
   *     the value unless it is the secret
   */
  public static BankHubSettings from(Function<String, @Nullable String> source) {
    Check.requirePresent("source", source, "a function such as System::getProperty");
    return Configuration.read(ConfiguredValues.of(source, UnaryOperator.identity()));
  }

  /**
   * {@return the settings of a configuration that lists its keys, such as {@link
   * java.util.Properties}} As {@link #from(Function)}, but every unknown key that begins with
   * {@code bankhub.} is rejected. If you have such keys of your own, pass {@code values::get}.
   *
   * @param values the values; each is read as text. Entries whose key has another beginning are
   *     ignored
   * @throws InvalidFieldException as for {@link #from(Function)}; or if a key is unknown, then the
   *     message has the most similar key
   */
  public static BankHubSettings from(Map<?, ?> values) {
    Check.requirePresent("values", values, "a map of keys and values");
    Configuration.requireKnown(names(values), UnaryOperator.identity(), Integer.MAX_VALUE);
    return from(key -> text(values.get(key)));
  }

  /**
   * {@return the settings of environment variables} As {@link #from(Function)}, with names such as
   * {@code BANKHUB_CLIENT_ID} for {@code bankhub.client-id}. A name that differs from a known one
   * by one or two letters is rejected. Other names are ignored, because container tools set names
   * such as {@code BANKHUB_PORT}.
   *
   * @param variables the variables, such as {@link System#getenv()}
   * @throws InvalidFieldException as for {@link #from(Map)}
   */
  public static BankHubSettings fromEnvironment(Map<String, String> variables) {
    Check.requirePresent("variables", variables, "a map such as System.getenv()");
    Configuration.requireKnown(names(variables), BankHubSettings::variable, 2);
    return Configuration.read(ConfiguredValues.of(variables::get, BankHubSettings::variable));
  }

  private static Set<String> names(Map<?, ?> values) {
    return values.keySet().stream()
        .map(String::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  private static String variable(String key) {
    return key.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT);
  }

  /** {@return a copy for another environment, such as one behind your own gateway} */
  public BankHubSettings withEnvironment(BankHubEnvironment value) {
    return of(value, credentials)
        .copy(userAgent, zone, timeouts, retries, circuit, limits, connections, tokens);
  }

  /** {@return a copy with other credentials} */
  public BankHubSettings withCredentials(ClientCredentials value) {
    return of(environment, value)
        .copy(userAgent, zone, timeouts, retries, circuit, limits, connections, tokens);
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
    try (InputStream text = BankHubSettings.class.getResourceAsStream("version.txt")) {
      byte[] bytes = Objects.requireNonNull(text).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
