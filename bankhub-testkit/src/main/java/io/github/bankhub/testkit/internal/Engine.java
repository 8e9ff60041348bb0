package io.github.bankhub.testkit.internal;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.Environment;
import io.github.bankhub.domain.failure.Operation;
import io.github.bankhub.testkit.control.TestClock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** The service: its state behind one lock, and a journal of the calls on it. Thread-safe. */
public final class Engine {

  private final ReentrantLock lock = new ReentrantLock();
  private final TestClock clock;
  private final long seed;
  private final Environment environment;
  private State state;
  private int resets;

  /** A service without data. */
  public Engine(TestClock clock, long seed, Environment environment) {
    this.clock = clock;
    this.seed = seed;
    this.environment = environment;
    this.state = new State(clock, seed, environment);
  }

  /** The clock that the service goes by. */
  public TestClock clock() {
    return clock;
  }

  /** The rules of the service. */
  public Environment environment() {
    return environment;
  }

  /** The credentials that the service takes. */
  public ClientCredentials credentials() {
    return with(State::credentials);
  }

  /** Does something with the state, in one step. */
  public <T> T with(Function<State, T> use) {
    lock.lock();
    try {
      return use.apply(state);
    } finally {
      lock.unlock();
    }
  }

  /** Answers a call, in one step, and notes it in the journal; a refusal comes out in its style. */
  public <T> T serve(Operation operation, Function<State, T> call) {
    return with(
        current -> {
          try {
            T answer = call.apply(current);
            current.note(operation, 201);
            return answer;
          } catch (Refusal refusal) {
            Refusal styled = refusal.in(current.errorStyle());
            current.note(operation, styled.status());
            throw styled;
          }
        });
  }

  /** Puts the first state back. */
  public void reset() {
    lock.lock();
    try {
      state = new State(clock, seed, environment);
      resets++;
    } finally {
      lock.unlock();
    }
  }

  /** How often the first state was put back. */
  public int resets() {
    return with(current -> resets);
  }
}
