package io.github.bankhub.feign.settings;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.json.ApiObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * How a hub behaves. Immutable; every value is checked when it is given, and printing it shows no
 * secret.
 *
 * <pre>{@code
 * import static java.time.Duration.ofSeconds;
 *
 * import io.github.bankhub.feign.settings.BankHubSettings;
 * import io.github.bankhub.feign.settings.BankHubSettings.Timeouts;
 *
 * BankHubSettings settings =
 *     BankHubSettings.of(BankHubEnvironment.SANDBOX, credentials)
 *         .withUserAgent("shop/1.4")
 *         .withTimeouts(new Timeouts(ofSeconds(2), ofSeconds(5), ofSeconds(12)));
 * }</pre>
 *
 * @param environment which Bank Hub to talk to
 * @param credentials who is talking
 * @param userAgent the {@code User-Agent}: visible ASCII characters and spaces. Be honest, the
 *     firewall before Bank Hub judges by it too
 * @param zone the zone of SePay's zone-less times
 * @param timeouts how long to wait for what
 * @param retries when and how often a call is repeated
 * @param circuit when to stop calling a service that fails
 * @param limits how much at a time
 * @param connections how connections are kept
 * @param tokens how access tokens are renewed
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

  private static final Duration A_MILLI = Duration.ofMillis(1);
  private static final Duration A_DAY = Duration.ofDays(1);

  /**
   * Checks that all is there.
   *
   * @throws InvalidFieldException if something is null, or the user agent is blank or holds another
   *     character
   */
  public BankHubSettings {
    given("environment", environment, "BankHubEnvironment.SANDBOX, for one");
    given("credentials", credentials, "the client id and secret of SePay");
    given("zone", zone, "a time zone");
    given("timeouts", timeouts, "Timeouts.DEFAULT, for one");
    given("retries", retries, "Retries.DEFAULT, for one");
    given("circuit", circuit, "Circuit.DEFAULT, for one");
    given("limits", limits, "Limits.DEFAULT, for one");
    given("connections", connections, "Connections.DEFAULT, for one");
    given("tokens", tokens, "Tokens.DEFAULT, for one");
    given("userAgent", userAgent, "visible ASCII characters, such as shop/1.4");
    if (!userAgent.matches("[ -~]*[!-~][ -~]*")) {
      throw new InvalidFieldException(
          "userAgent", "is \"" + userAgent + "\"", "visible ASCII characters, such as shop/1.4");
    }
  }

  /**
   * Settings with the defaults that each group explains.
   *
   * @param environment which Bank Hub to talk to
   * @param credentials the credentials that SePay handed out
   * @return the settings, with a user agent that names this library and its version
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
   * Chooses the {@code User-Agent} that goes out with every request, in place of this library's
   * name and version.
   *
   * @param value visible ASCII characters and spaces
   * @return the changed copy
   * @throws InvalidFieldException if it is blank or holds another character
   */
  public BankHubSettings withUserAgent(String value) {
    return changed(copy -> copy.userAgent = value);
  }

  /**
   * Chooses the zone in which SePay's times without one, such as {@code expires_at}, are read.
   *
   * @param value the zone; Vietnam's if not chosen
   * @return the changed copy
   */
  public BankHubSettings withZone(ZoneId value) {
    return changed(copy -> copy.zone = value);
  }

  /**
   * Chooses how long to wait for what.
   *
   * @param value the timeouts
   * @return the changed copy
   */
  public BankHubSettings withTimeouts(Timeouts value) {
    return changed(copy -> copy.timeouts = value);
  }

  /**
   * Chooses when and how often a call is repeated.
   *
   * @param value the retries
   * @return the changed copy
   */
  public BankHubSettings withRetries(Retries value) {
    return changed(copy -> copy.retries = value);
  }

  /**
   * Chooses when to stop calling a service that fails.
   *
   * @param value the circuit
   * @return the changed copy
   */
  public BankHubSettings withCircuit(Circuit value) {
    return changed(copy -> copy.circuit = value);
  }

  /**
   * Chooses how much at a time.
   *
   * @param value the limits
   * @return the changed copy
   */
  public BankHubSettings withLimits(Limits value) {
    return changed(copy -> copy.limits = value);
  }

  /**
   * Chooses how connections are kept.
   *
   * @param value the connections
   * @return the changed copy
   */
  public BankHubSettings withConnections(Connections value) {
    return changed(copy -> copy.connections = value);
  }

  /**
   * Chooses how access tokens are renewed.
   *
   * @param value the renewal
   * @return the changed copy
   */
  public BankHubSettings withTokens(Tokens value) {
    return changed(copy -> copy.tokens = value);
  }

  private BankHubSettings changed(Consumer<Copy> change) {
    Copy copy = new Copy();
    change.accept(copy);
    return new BankHubSettings(
        environment,
        credentials,
        copy.userAgent,
        copy.zone,
        copy.timeouts,
        copy.retries,
        copy.circuit,
        copy.limits,
        copy.connections,
        copy.tokens);
  }

  /** What can be changed, with the values of these settings to begin with. */
  private final class Copy {
    private String userAgent = userAgent();
    private ZoneId zone = zone();
    private Timeouts timeouts = timeouts();
    private Retries retries = retries();
    private Circuit circuit = circuit();
    private Limits limits = limits();
    private Connections connections = connections();
    private Tokens tokens = tokens();
  }

  /**
   * How long to wait for what. Each is a millisecond to a day. Immutable.
   *
   * @param connect how long to wait for a free place among the connections, then for a connection
   *     to each address of the host, one after the other, and then for the TLS handshake
   * @param response how long to wait for the answer of one attempt, from its sending to its last
   *     byte
   * @param call how long the whole call may take: places and connections that are waited for, the
   *     access token, every attempt with its body, and the pauses between them. It ends the other
   *     two as well, and may be shorter than they are
   */
  public record Timeouts(Duration connect, Duration response, Duration call) {

    /** 5 s, 10 s and 30 s: a person is waiting for the page. */
    public static final Timeouts DEFAULT =
        new Timeouts(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(30));

    /**
     * Checks the times.
     *
     * @throws InvalidFieldException if one is shorter or longer
     */
    public Timeouts {
      milliToDay("connect", connect);
      milliToDay("response", response);
      milliToDay("call", call);
    }
  }

  /**
   * When and how often a call is repeated; what may be repeated at all is in {@code
   * docs/failures.md}. The pause is a random time up to a bound that doubles each time; a {@code
   * Retry-After} takes its place. Immutable.
   *
   * @param maxAttempts all attempts of a call, and of the request for an access token that it
   *     needs, the first included, the repetition after 401 not: 1 or more
   * @param initialBackoff the bound before the second attempt: a millisecond to a day
   * @param maxBackoff the highest bound: {@code initialBackoff} to a day
   */
  public record Retries(int maxAttempts, Duration initialBackoff, Duration maxBackoff) {

    /** 3 attempts, 200 ms, 2 s: enough for a hiccup, over before a person leaves. */
    public static final Retries DEFAULT =
        new Retries(3, Duration.ofMillis(200), Duration.ofSeconds(2));

    /**
     * Checks the values.
     *
     * @throws InvalidFieldException if one is out of its bounds
     */
    public Retries {
      atLeast(1, "maxAttempts", maxAttempts);
      milliToDay("initialBackoff", initialBackoff);
      milliToDay("maxBackoff", maxBackoff);
      if (maxBackoff.compareTo(initialBackoff) < 0) {
        throw new InvalidFieldException(
            "maxBackoff", "is " + maxBackoff, "no less than initialBackoff, " + initialBackoff);
      }
    }
  }

  /**
   * When to stop calling a service that fails, for one host. No connection, a timeout, a broken
   * connection and 5xx count against the service; any other answer counts for it. Immutable.
   *
   * @param failureRateThreshold how many of the last attempts must have failed for the circuit to
   *     open: 1 to 100
   * @param slidingWindowSize how many attempts are looked at: 1 to 10,000
   * @param minimumCalls how many there must have been before any judgement: 1 to {@code
   *     slidingWindowSize}
   * @param waitDurationInOpenState how long nothing is let through then, by the hub's clock: a
   *     millisecond to a day
   * @param permittedCallsInHalfOpenState how many attempts are let through after that, to see how
   *     the service is: 1 or more
   */
  public record Circuit(
      int failureRateThreshold,
      int slidingWindowSize,
      int minimumCalls,
      Duration waitDurationInOpenState,
      int permittedCallsInHalfOpenState) {

    /**
     * 50 % of 50, 20 at least, 30 s, 3 permittedCallsInHalfOpenState: two bad calls do not open it,
     * a bad minute does.
     */
    public static final Circuit DEFAULT = new Circuit(50, 50, 20, Duration.ofSeconds(30), 3);

    /**
     * Checks the values.
     *
     * @throws InvalidFieldException if one is out of its bounds
     */
    public Circuit {
      between(1, 100, "failureRateThreshold", failureRateThreshold);
      between(1, 10_000, "slidingWindowSize", slidingWindowSize);
      between(1, slidingWindowSize, "minimumCalls", minimumCalls);
      milliToDay("waitDurationInOpenState", waitDurationInOpenState);
      atLeast(1, "permittedCallsInHalfOpenState", permittedCallsInHalfOpenState);
    }
  }

  /**
   * How much at a time. What goes beyond fails at once, with reason {@code OVERLOAD}. Immutable.
   *
   * @param concurrentCalls how many calls may be under way, those that wait for a connection
   *     included: 1 or more
   * @param callsPerSecond how many attempts may begin in a second, requests for an access token and
   *     the repetition after 401 not counted; 0 for any number, which turns the rate limit off
   * @param maxWait how long an attempt may wait for its turn by that rate: 0 to a day
   */
  public record Limits(int concurrentCalls, int callsPerSecond, Duration maxWait) {

    /**
     * 250 calls: with 50 connections, 200 in the queue. Any rate: SePay names none. A second of
     * waiting, if a rate is chosen.
     */
    public static final Limits DEFAULT = new Limits(250, 0, Duration.ofSeconds(1));

    /**
     * Checks the values.
     *
     * @throws InvalidFieldException if one is out of its bounds
     */
    public Limits {
      atLeast(1, "concurrentCalls", concurrentCalls);
      atLeast(0, "callsPerSecond", callsPerSecond);
      zeroToDay("maxWait", maxWait);
    }
  }

  /**
   * How connections are kept. Immutable.
   *
   * @param max how many there are at most: 1 or more
   * @param maxIdle how long an unused one is kept: a millisecond to a day
   * @param maxAge how long one is used at most, so that a change of DNS is followed: a millisecond
   *     to a day
   * @param maxResponseBytes how long a body is read at most, decompressed: 1 KiB or more
   */
  public record Connections(int max, Duration maxIdle, Duration maxAge, int maxResponseBytes) {

    /** 50 connections, 30 s, 5 min, 1 MiB: Bank Hub's answers are a few hundred bytes. */
    public static final Connections DEFAULT =
        new Connections(50, Duration.ofSeconds(30), Duration.ofMinutes(5), 1 << 20);

    /**
     * Checks the values.
     *
     * @throws InvalidFieldException if one is out of its bounds
     */
    public Connections {
      atLeast(1, "max", max);
      milliToDay("maxIdle", maxIdle);
      milliToDay("maxAge", maxAge);
      between(1 << 10, 1 << 30, "maxResponseBytes", maxResponseBytes);
    }
  }

  /**
   * How access tokens are renewed. Immutable.
   *
   * @param renewalMargin how long before its end a token is renewed, never more than a tenth of its
   *     life: 0 to a day
   * @param failureBackoff how long no other token is asked for after Bank Hub failed to give one,
   *     or asked to send less, all calls failing as that one did: 0 to a day. A longer {@code
   *     Retry-After} takes its place, up to a minute; 0 turns both off
   */
  public record Tokens(Duration renewalMargin, Duration failureBackoff) {

    /** A minute, and a second: a token that just ends is not sent, a failing service has rest. */
    public static final Tokens DEFAULT = new Tokens(Duration.ofMinutes(1), Duration.ofSeconds(1));

    /**
     * Checks the times.
     *
     * @throws InvalidFieldException if one is negative or longer than a day
     */
    public Tokens {
      zeroToDay("renewalMargin", renewalMargin);
      zeroToDay("failureBackoff", failureBackoff);
    }
  }

  private static void given(String field, Object value, String expected) {
    if (value == null) {
      throw new InvalidFieldException(field, "is required but was not given", expected);
    }
  }

  private static void milliToDay(String field, Duration value) {
    within(A_MILLI, field, value, "a millisecond to a day");
  }

  private static void zeroToDay(String field, Duration value) {
    within(Duration.ZERO, field, value, "zero to a day");
  }

  private static void within(Duration least, String field, Duration value, String expected) {
    given(field, value, expected);
    if (value.compareTo(least) < 0 || value.compareTo(A_DAY) > 0) {
      throw new InvalidFieldException(field, "is " + value, expected);
    }
  }

  private static void atLeast(int least, String field, int value) {
    if (value < least) {
      throw new InvalidFieldException(field, "is " + value, least + " or more");
    }
  }

  private static void between(int least, int most, String field, int value) {
    if (value < least || value > most) {
      throw new InvalidFieldException(field, "is " + value, least + " to " + most);
    }
  }

  private static String version() {
    try (InputStream text = BankHubSettings.class.getResourceAsStream("version.txt")) {
      return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8)
          .strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
