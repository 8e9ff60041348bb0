package io.github.bankhub.feign.micrometer;

import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.feign.listener.CallListener;
import io.github.bankhub.feign.listener.CallRecord;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Locale;

/**
 * Micrometer meters of a hub. Thread-safe.
 *
 * <table>
 * <caption>The meters</caption>
 * <tr><th>name</th><th>type</th><th>measures</th><th>tags</th></tr>
 * <tr><td>{@code bankhub.calls}</td><td>timer</td><td>calls, waiting included</td>
 *   <td>{@code operation}, {@code outcome}, {@code reason}</td></tr>
 * <tr><td>{@code bankhub.attempts}</td><td>timer</td><td>HTTP requests</td>
 *   <td>{@code operation}, {@code status}</td></tr>
 * <tr><td>{@code bankhub.retries}</td><td>counter</td>
 *   <td>HTTP requests after the first of a call</td><td>{@code operation}</td></tr>
 * <tr><td>{@code bankhub.token.renewals}</td><td>counter</td>
 *   <td>requests for an access token, the first included</td><td>{@code outcome}</td></tr>
 * <tr><td>{@code bankhub.circuit.open}</td><td>gauge</td>
 *   <td>the circuit breaker: 0 closed, 1 open, 0.5 half open</td><td></td></tr>
 * </table>
 *
 * <table>
 * <caption>The tags, with all their values</caption>
 * <tr><th>tag</th><th>values</th></tr>
 * <tr><td>{@code operation}</td><td>the names of {@link Operation}</td></tr>
 * <tr><td>{@code outcome}</td><td>{@code success}, {@code invalid_request}, {@code not_found},
 *   {@code access_denied}, {@code rate_limited}, {@code unavailable}, {@code blocked_by_firewall},
 *   {@code malformed_response}</td></tr>
 * <tr><td>{@code reason}</td><td>the names of {@link UnavailableException.Reason} in lower case;
 *   {@code none} for any other outcome</td></tr>
 * <tr><td>{@code status}</td><td>the HTTP status from 100 to 599, {@code other} for any other,
 *   {@code none} without a response</td></tr>
 * </table>
 *
 * <p>A call that fails because no access token could be obtained counts twice in {@code
 * bankhub.calls}: for the token request and for the call. It counts once if another call made the
 * token request. A request that a rule of the environment rejects is not a call, and does not
 * count.
 *
 * <pre>{@code
 * FeignBankHub.builder(settings).listener(BankHubMeters.of(registry)).build();
 * }</pre>
 */
public final class BankHubMeters implements CallListener {

  private static final String NONE = "none";

  private final MeterRegistry registry;
  private final Tags tags;
  private volatile double open;

  private BankHubMeters(MeterRegistry registry, Tags tags) {
    this.registry = registry;
    this.tags = tags;
    Gauge.builder("bankhub.circuit.open", this, meters -> meters.open)
        .description("The circuit breaker: 0 closed, 1 open, 0.5 half open")
        .tags(tags)
        .register(registry);
  }

  /**
   * {@return a listener for one hub}
   *
   * @param registry the registry of the meters
   */
  public static BankHubMeters of(MeterRegistry registry) {
    return of(registry, Tags.empty());
  }

  /**
   * {@return a listener for one hub, with custom tags} Hubs that share a registry need different
   * tags. Otherwise the gauge shows the first hub only.
   *
   * @param registry the registry of the meters
   * @param tags the tags of each meter beside its own
   */
  public static BankHubMeters of(MeterRegistry registry, Iterable<Tag> tags) {
    return new BankHubMeters(registry, Tags.of(tags));
  }

  @Override
  public void attempted(Operation operation, int attempt, int httpStatus, Duration elapsed) {
    registry
        .timer("bankhub.attempts", tags.and(operation(operation)).and("status", status(httpStatus)))
        .record(elapsed);
    if (attempt > 1) {
      registry.counter("bankhub.retries", tags.and(operation(operation))).increment();
    }
  }

  @Override
  public void completed(CallRecord call) {
    Tags tagged = tags.and(operation(call.operation())).and("outcome", call.outcome());
    registry.timer("bankhub.calls", tagged.and("reason", reason(call))).record(call.elapsed());
    // Without an attempt no token was requested, for example because the circuit was open.
    if (call.operation() == Operation.CREATE_ACCESS_TOKEN && call.attempts() > 0) {
      registry.counter("bankhub.token.renewals", tags.and("outcome", call.outcome())).increment();
    }
  }

  private static String reason(CallRecord call) {
    return call.failure().orElse(null) instanceof UnavailableException unavailable
        ? unavailable.reason().name().toLowerCase(Locale.ROOT)
        : NONE;
  }

  @Override
  public void circuitChanged(String from, String to) {
    open =
        switch (to) {
          case "OPEN", "FORCED_OPEN" -> 1;
          case "HALF_OPEN" -> 0.5;
          default -> 0;
        };
  }

  private static Tag operation(Operation operation) {
    return Tag.of("operation", operation.name());
  }

  private static String status(int status) {
    if (status == 0) {
      return NONE;
    }
    return status >= 100 && status <= 599 ? Integer.toString(status) : "other";
  }
}
