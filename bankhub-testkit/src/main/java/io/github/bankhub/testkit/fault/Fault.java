package io.github.bankhub.testkit.fault;

import io.github.bankhub.domain.operation.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A fault scenario with its operations and its frequency. Immutable.
 *
 * <pre>{@code
 * control.inject(FaultScenario.RESET_MID_BODY.times(2).on(Operation.CREATE_LINK_TOKEN));
 * }</pre>
 *
 * <p>There is no backoff in memory: a failure with a time to wait is thrown immediately. A client
 * over HTTP waits that time and retries, if its deadline allows.
 */
public final class Fault {

  static final int WITHOUT_END = Integer.MAX_VALUE;
  private static final Duration USUAL_WAIT = Duration.ofSeconds(1);
  private static final Duration MAX_WAIT = Duration.ofDays(365);

  private final FaultScenario scenario;
  private final Set<Operation> operations;
  private final int times;
  private final int every;
  private final @Nullable Instant until;
  private final Duration retryAfter;

  Fault(FaultScenario scenario, int times, int every, @Nullable Instant until) {
    this(scenario, EnumSet.allOf(Operation.class), times, every, until, USUAL_WAIT);
  }

  private Fault(
      FaultScenario scenario,
      Set<Operation> operations,
      int times,
      int every,
      @Nullable Instant until,
      Duration retryAfter) {
    this.scenario = scenario;
    this.operations = operations;
    this.times = atLeastOne("times", times);
    this.every = atLeastOne("every", every);
    this.until = until;
    this.retryAfter = retryAfter;
    // A server does not see the connections that it does not accept.
    if (scenario == FaultScenario.CONNECTION_REFUSED
        && (times != WITHOUT_END || every != 1 || operations.size() < Operation.values().length)) {
      throw new IllegalArgumentException(
          "refused connections cannot be counted or limited to an operation: use always or until,"
              + " without an operation");
    }
  }

  private static int atLeastOne(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + " is " + value + "; expected: 1 or more");
    }
    return value;
  }

  /**
   * Limits the fault to some calls.
   *
   * @return the changed copy
   * @throws IllegalArgumentException for {@link FaultScenario#CONNECTION_REFUSED}, which applies
   *     before the operation is known
   * @throws NullPointerException if an operation is null
   */
  public Fault on(Operation first, Operation... others) {
    Objects.requireNonNull(first, "operation");
    for (Operation other : Objects.requireNonNull(others, "operations")) {
      Objects.requireNonNull(other, "operation");
    }
    return new Fault(scenario, EnumSet.of(first, others), times, every, until, retryAfter);
  }

  /**
   * Sets the {@code Retry-After} of the response; the default is one second.
   *
   * @param wait the time, 0 to 365 days; rounded up to whole seconds
   * @return the changed copy
   * @throws IllegalArgumentException if it is less or more; and for a scenario without {@code
   *     Retry-After}: see {@link ExpectedFailure#hasRetryAfter()}
   * @throws NullPointerException if the time is null
   */
  public Fault retryAfter(Duration wait) {
    Objects.requireNonNull(wait, "retryAfter");
    if (wait.isNegative() || wait.compareTo(MAX_WAIT) > 0) {
      throw new IllegalArgumentException("retryAfter is " + wait + "; expected: zero to 365 days");
    }
    if (!scenario.expectedFailure().hasRetryAfter()) {
      throw new IllegalArgumentException(
          scenario + " has no Retry-After; scenarios that have one: " + scenariosWithRetryAfter());
    }
    Duration seconds = Duration.ofSeconds(wait.plusNanos(999_999_999).toSeconds());
    return new Fault(scenario, operations, times, every, until, seconds);
  }

  private static List<FaultScenario> scenariosWithRetryAfter() {
    return Arrays.stream(FaultScenario.values())
        .filter(scenario -> scenario.expectedFailure().hasRetryAfter())
        .toList();
  }

  /** {@return the scenario} */
  public FaultScenario scenario() {
    return scenario;
  }

  /** {@return the operations that it applies to; a copy} */
  public Set<Operation> operations() {
    return EnumSet.copyOf(operations);
  }

  /** {@return the {@code Retry-After}, if the scenario has one; in whole seconds} */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** {@return the number of calls that it applies to; empty if it is not limited to a number} */
  public OptionalInt times() {
    return times == WITHOUT_END ? OptionalInt.empty() : OptionalInt.of(times);
  }

  /** {@return the n of "every n-th call"; 1 if it applies to each call} */
  public int every() {
    return every;
  }

  /** {@return the instant at which it ends, by the hub's clock; empty if it does not end then} */
  public Optional<Instant> until() {
    return Optional.ofNullable(until);
  }

  /**
   * {@return whether it applies to the n-th matching call}
   *
   * @param call the n, from 1
   */
  public boolean applies(int call) {
    return call % every == 0 && !isUsedUpAfter(call - 1);
  }

  /**
   * {@return whether it applies to no later call}
   *
   * @param calls the number of matching calls so far
   */
  public boolean isUsedUpAfter(int calls) {
    return times != WITHOUT_END && calls >= times;
  }

  /** Returns scenario, frequency, operations and {@code Retry-After} in one line. */
  @Override
  public String toString() {
    String often = times == WITHOUT_END ? "always" : "times " + times;
    String frequency = every > 1 ? "every " + every : often;
    List<String> calls = operations.stream().map(Operation::name).toList();
    return scenario
        + " "
        + (until == null ? frequency : "until " + until)
        + " on "
        + calls
        + (scenario.expectedFailure().hasRetryAfter()
            ? " retry after " + retryAfter.toSeconds() + " s"
            : "");
  }
}
