package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.internal.lifecycle.ErrorResponse;
import io.github.bankhub.testkit.internal.service.Ids.Kind;
import io.github.bankhub.testkit.page.PageAction;
import io.github.bankhub.testkit.page.PageView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** The service: its state behind one lock, and a journal of the calls on it. Thread-safe. */
public final class BankHubService {

  private final ReentrantLock lock = new ReentrantLock();
  private final TestClock clock;
  private final List<Runnable> faultListeners = new CopyOnWriteArrayList<>();
  private final Ids ids;
  private final ClientCredentials credentials;
  private final List<Runnable> beginnings = new CopyOnWriteArrayList<>();
  private final BankHubEnvironment environment;
  private final EventQueue mailbox;
  private Instant now;
  private State state;
  private int resets;

  /** A service without data. */
  public BankHubService(TestClock clock, long seed, BankHubEnvironment environment) {
    this.clock = clock;
    this.ids = new Ids(seed);
    this.credentials =
        ClientCredentials.of(
            "BH-SB-" + ids.capitals(Kind.CLIENT, 16), ids.hex40(Kind.CLIENT_SECRET));
    this.environment = environment;
    this.mailbox = new EventQueue();
    this.now = clock.instant();
    this.state = begun();
  }

  /** Its ids go on: who receives webhooks remembers those that came before a reset. */
  private State begun() {
    return new State(() -> now, ids, credentials, environment, mailbox::post);
  }

  /** Puts data in, now and after each reset. */
  public void beginWith(Runnable data) {
    data.run();
    beginnings.add(data);
  }

  /** The clock that the service goes by. */
  public TestClock clock() {
    return clock;
  }

  /** The rules of the service. */
  public BankHubEnvironment environment() {
    return environment;
  }

  /** The credentials that the service takes. */
  public ClientCredentials credentials() {
    return credentials;
  }

  /**
   * Does something with the state, in one step, after what the time has ended by now. For the whole
   * step it is the same instant, whoever turns the clock meanwhile.
   */
  public <T> T with(Function<State, T> use) {
    lock.lock();
    try {
      now = clock.instant();
      state.links().expireDue();
      return use.apply(state);
    } finally {
      lock.unlock();
      mailbox.collect();
    }
  }

  /** Does what a user does in a hosted page, in one step. */
  public PageView act(LinkTokenXid link, PageAction action, Map<String, String> inputs) {
    return with(current -> current.links().act(current.link(link), action, inputs));
  }

  /** What a hosted page shows. */
  public PageView view(LinkTokenXid link) {
    return with(current -> current.links().view(current.link(link)));
  }

  /** Lets end what is over by now, and tells when something ends next, if anything does. */
  public Optional<Instant> nextEnd() {
    return with(current -> current.links().nextEnd());
  }

  /** Where the events of this service wait for whoever delivers them. */
  public EventQueue mailbox() {
    return mailbox;
  }

  /**
   * Serves a call, in one step, and notes it in the journal. A refusal has the style of the day; a
   * fault that strikes before the call is performed keeps it from being so.
   */
  public <T> OperationResult<T> serve(Operation operation, Function<State, T> call) {
    return with(
        current -> {
          ActiveFault armed = current.faults().strike(operation);
          Fault fault = armed == null ? null : armed.fault();
          if (fault != null && !fault.scenario().place().isPerformed()) {
            current.noteFailed(operation, fault);
            return OperationResult.notPerformed(fault);
          }
          try {
            T answer = call.apply(current);
            LinkTokenXid created = answer instanceof LinkToken token ? token.xid() : null;
            current.note(operation, operation.successStatus(), fault, created);
            return OperationResult.answered(answer, fault);
          } catch (ErrorResponse refusal) {
            ErrorResponse styled = refusal.in(current.errorStyle());
            OperationResult<T> refused = OperationResult.refused(styled, fault);
            if (armed != null && refused.fault() == null) {
              armed.spare();
            }
            current.note(operation, styled.status(), refused.fault(), null);
            return refused;
          }
        });
  }

  /** Puts a fault in force. */
  public void inject(Fault fault) {
    with(
        current -> {
          current.faults().inject(fault);
          return true;
        });
    tellOfFaults();
  }

  /** The faults in force. */
  public List<Fault> faults() {
    return with(current -> current.faults().inForce());
  }

  /** Ends all faults. */
  public void clearFaults() {
    with(
        current -> {
          current.faults().clear();
          return true;
        });
    tellOfFaults();
  }

  /** Whether nothing may listen just now. */
  public boolean refusesConnections() {
    return with(current -> current.faults().refuseConnections());
  }

  /**
   * Tells a listener of every change of the faults, from now on, and of each turn of the clock,
   * which may end some.
   *
   * @return ends it
   */
  public Runnable onFaultsChanged(Runnable listener) {
    faultListeners.add(listener);
    Runnable forgetTurns = clock.onTurned(listener);
    return () -> {
      faultListeners.remove(listener);
      forgetTurns.run();
    };
  }

  /** Without the lock, as the listeners ask what is in force. */
  private void tellOfFaults() {
    faultListeners.forEach(Runnable::run);
  }

  /** Puts the first state back. */
  public void reset() {
    lock.lock();
    try {
      mailbox.clear();
      state = begun();
      resets++;
    } finally {
      lock.unlock();
    }
    beginnings.forEach(Runnable::run);
    tellOfFaults();
  }

  /** How often the first state was put back. */
  public int resets() {
    return with(current -> resets);
  }
}
