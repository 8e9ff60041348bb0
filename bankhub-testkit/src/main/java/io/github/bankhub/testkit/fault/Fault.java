package io.github.bankhub.testkit.fault;

import io.github.bankhub.domain.failure.Operation;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A scenario, with the calls that it strikes and how often. Immutable.
 *
 * <pre>{@code
 * control.inject(FaultScenario.RESET_MID_BODY.times(2).on(Operation.CREATE_LINK_TOKEN));
 * }</pre>
 *
 * <p>In memory nothing waits: a failure that says how long to wait, which a client over HTTP waits
 * for if it has the time, comes out at once.
 */
public final class Fault {

  private static final int WITHOUT_END = 0;
  private static final Duration USUAL_WAIT = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofDays(365);

  private final FaultScenario scenario;
  private final Set<Operation> operations;
  private final int times;
  private final int every;
  private final @Nullable Instant until;
  private final Duration retryAfter;

  private Fault(
      FaultScenario scenario,
      Set<Operation> operations,
      int times,
      int every,
      @Nullable Instant until,
      Duration retryAfter) {
    this.scenario = scenario;
    this.operations = operations;
    this.times = times;
    this.every = every;
    this.until = until;
    this.retryAfter = retryAfter;
    // A server does not see the connections that nobody took.
    if (scenario == FaultScenario.CONNECTION_REFUSED
        && (times != WITHOUT_END || every != 1 || operations.size() < Operation.values().length)) {
      throw new IllegalArgumentException(
          "refused connections cannot be counted, nor told by call: use always or until, without an"
              + " operation");
    }
  }

  static Fault times(FaultScenario scenario, int times) {
    return counted(scenario, atLeastOne("times", times), 1);
  }

  static Fault every(FaultScenario scenario, int every) {
    return counted(scenario, WITHOUT_END, atLeastOne("every", every));
  }

  static Fault always(FaultScenario scenario) {
    return counted(scenario, WITHOUT_END, 1);
  }

  static Fault until(FaultScenario scenario, Instant until) {
    Set<Operation> all = EnumSet.allOf(Operation.class);
    return new Fault(scenario, all, WITHOUT_END, 1, until, USUAL_WAIT);
  }

  private static Fault counted(FaultScenario scenario, int times, int every) {
    Set<Operation> all = EnumSet.allOf(Operation.class);
    return new Fault(scenario, all, times, every, null, USUAL_WAIT);
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
   * @param first a call that it strikes
   * @param others further ones
   * @return the changed copy
   * @throws IllegalArgumentException for {@link FaultScenario#CONNECTION_REFUSED}, which strikes
   *     before it is known what is called
   */
  public Fault on(Operation first, Operation... others) {
    return new Fault(scenario, EnumSet.of(first, others), times, every, until, retryAfter);
  }

  /**
   * Chooses what an answer says that tells how long to wait; at first a second.
   *
   * @param wait the time, 0 to 365 days; fractions of a second are dropped
   * @return the changed copy
   * @throws IllegalArgumentException if it is less or more
   */
  public Fault retryAfter(Duration wait) {
    if (wait.isNegative() || wait.compareTo(LONGEST_WAIT) > 0) {
      throw new IllegalArgumentException("retryAfter is " + wait + "; expected: zero to 365 days");
    }
    Duration seconds = Duration.ofSeconds(wait.toSeconds());
    return new Fault(scenario, operations, times, every, until, seconds);
  }

  /**
   * What happens.
   *
   * @return the scenario
   */
  public FaultScenario scenario() {
    return scenario;
  }

  /**
   * The calls that it strikes.
   *
   * @return the operations, all if it was not limited
   */
  public Set<Operation> operations() {
    return EnumSet.copyOf(operations);
  }

  /**
   * What an answer says that tells how long to wait.
   *
   * @return the time, in whole seconds
   */
  public Duration retryAfter() {
    return retryAfter;
  }

  /**
   * When it ends, by the hub's clock.
   *
   * @return the instant from which on it strikes no more; empty if time does not end it
   */
  public Optional<Instant> until() {
    return Optional.ofNullable(until);
  }

  /**
   * Tells whether it strikes the so-manieth matching call.
   *
   * @param call which call it is, from 1
   * @return true if it does
   */
  public boolean strikes(int call) {
    return call % every == 0 && !isUsedUpAfter(call - 1);
  }

  /**
   * Tells whether it is over.
   *
   * @param calls how many matching calls there have been
   * @return true if it strikes none that comes after them
   */
  public boolean isUsedUpAfter(int calls) {
    return times != WITHOUT_END && calls >= times;
  }

  /** Returns scenario, frequency and calls in one line. */
  @Override
  public String toString() {
    String often = times == WITHOUT_END ? "always" : "times " + times;
    String frequency = every > 1 ? "every " + every : often;
    List<String> calls = operations.stream().map(Operation::name).toList();
    return scenario + " " + (until == null ? frequency : "until " + until) + " on " + calls;
  }
}
