package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.lifecycle.Link;
import io.github.bankhub.testkit.internal.lifecycle.PageAction;
import io.github.bankhub.testkit.internal.lifecycle.Submission;
import io.github.bankhub.testkit.internal.service.Ids.Kind;
import io.github.bankhub.testkit.page.PageView;
import java.net.URI;
import java.time.Instant;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The offline Bank Hub: its state behind one lock. Thread-safe. */
public final class BankHubService {

  private static final int SPINS = 1_000;

  private final ReentrantLock lock = new ReentrantLock();
  private final TestClock clock;
  private final List<Runnable> faultListeners = new CopyOnWriteArrayList<>();
  private final Ids ids;
  private final ClientCredentials credentials;
  private final List<Runnable> initialData = new CopyOnWriteArrayList<>();
  private final BankHubEnvironment environment;
  private final EventPublisher events = new EventPublisher();
  private Instant now;
  private volatile State state;
  private final Map<Operation, Form> forms;
  private final AtomicInteger resets = new AtomicInteger();
  private final Set<Runnable> closers = new CopyOnWriteArraySet<>();
  private final PactStates pactStates = new PactStates(this);
  private volatile boolean closed;

  public BankHubService(TestClock clock, long seed, BankHubEnvironment environment) {
    this.clock = clock;
    this.ids = new Ids(seed);
    this.credentials =
        ClientCredentials.of(
            "BH-SB-" + ids.capitals(Kind.CLIENT, 16), ids.hex40(Kind.CLIENT_SECRET));
    this.environment = environment;
    this.now = clock.instant();
    this.state = newState();
    this.forms = Forms.of(environment, state.handlers()).byOperation();
  }

  /** The ids continue after a reset: a webhook receiver remembers the ids from before it. */
  private State newState() {
    return State.create(() -> now, ids, credentials, environment, events);
  }

  /** Adds data now and after each reset. */
  public void addInitialData(Runnable data) {
    data.run();
    initialData.add(data);
  }

  public TestClock clock() {
    return clock;
  }

  public BankHubEnvironment environment() {
    return environment;
  }

  public ClientCredentials credentials() {
    return credentials;
  }

  /** Can be called without the lock. */
  public int historySize() {
    return state.settings().historySize();
  }

  public PactStates pactStates() {
    return pactStates;
  }

  public EventPublisher events() {
    return events;
  }

  public Map<Operation, Form> forms() {
    return forms;
  }

  /**
   * Uses the state in one step, after expiring what is due. The time is fixed during the step, even
   * if another thread advances the clock.
   */
  public <T> T with(Function<State, T> step) {
    requireOpen();
    return read(step);
  }

  /** Reads the state in one step, also after the service was closed. Nothing expires then. */
  public <T> T read(Function<State, T> step) {
    lock();
    try {
      if (!closed) {
        now = clock.instant();
        state.lifecycle().expireDue();
      }
      return step.apply(state);
    } finally {
      unlock();
    }
  }

  /** A step takes less than a microsecond, and to park a thread takes ten. */
  private void lock() {
    for (int i = 0; i < SPINS; i++) {
      if (lock.tryLock()) {
        return;
      }
      Thread.onSpinWait();
    }
    lock.lock();
  }

  private void unlock() {
    boolean hasWork = events.takeWork();
    lock.unlock();
    if (hasWork) {
      events.notifySubscribers();
    }
  }

  public void change(Consumer<State> step) {
    with(
        current -> {
          step.accept(current);
          return true;
        });
  }

  public PageView act(LinkTokenXid link, PageAction action, Map<String, String> inputs) {
    return with(current -> current.pages().act(current.linkTokens().get(link), action, inputs));
  }

  public PageView submit(LinkTokenXid link, Submission submission) {
    return with(current -> current.pages().submit(current.linkTokens().get(link), submission));
  }

  /** {@return the pages in the order of their link tokens; each as it is when it is read} */
  public List<PageView> pages() {
    List<Link> links = read(current -> current.linkTokens().all());
    return new AbstractList<>() {
      @Override
      public PageView get(int index) {
        return read(current -> links.get(index).view());
      }

      @Override
      public int size() {
        return links.size();
      }
    };
  }

  public PageView view(LinkTokenXid link) {
    return with(current -> current.linkTokens().get(link).view());
  }

  /** Expires what is due, and returns the instant of the next expiry; empty if there is none. */
  public Optional<Instant> nextExpiry() {
    return read(current -> closed ? Optional.empty() : current.expiries().next());
  }

  /** Hosted links begin with the given base, without a slash at the end. */
  public OperationResult perform(
      Operation operation, Credentials credentials, Map<String, ?> request, URI hostedBase) {
    // Without the lock, as it depends on the fields alone. Other errors come before it.
    Map<String, ?> fields = fields(operation, request);
    ErrorResponse problem = form(operation).problem(fields);
    return with(
        current ->
            current.call(
                operation,
                () -> {
                  current.authenticate(operation, credentials);
                  if (problem != null) {
                    throw problem;
                  }
                  return current.perform(operation, fields, hostedBase);
                }));
  }

  /** Performs an operation without credentials, faults and journal. */
  public Map<String, @Nullable Object> performUnseen(
      Operation operation, Map<String, ?> request, URI hostedBase) {
    Map<String, ?> fields = fields(operation, request);
    ErrorResponse problem = form(operation).problem(fields);
    if (problem != null) {
      throw problem;
    }
    return with(current -> current.perform(operation, fields, hostedBase)).body().get();
  }

  private Map<String, ?> fields(Operation operation, Map<String, ?> request) {
    return state.settings().ignoresUnknownFields() ? form(operation).known(request) : request;
  }

  private Form form(Operation operation) {
    return Objects.requireNonNull(forms.get(operation), operation + " has no form");
  }

  /**
   * Rejects a request whose fields cannot be decoded. Faults and wrong credentials come first, as
   * for any request.
   */
  public OperationResult reject(Operation operation, Credentials credentials, ErrorResponse error) {
    return with(
        current ->
            current.call(
                operation,
                () -> {
                  if (error.kind() != ErrorResponse.Kind.TOO_LARGE) {
                    current.authenticate(operation, credentials);
                  }
                  throw error;
                }));
  }

  public void inject(Fault fault) {
    change(current -> current.faults().inject(fault));
    notifyFaultListeners();
  }

  public List<Fault> faults() {
    return read(current -> current.faults().active());
  }

  public void clearFaults() {
    change(current -> current.faults().clear());
    notifyFaultListeners();
  }

  public boolean refusesConnections() {
    return read(current -> current.faults().refusesConnections());
  }

  /**
   * Notifies of every change of the faults, and of each advance of the clock, which may end some.
   *
   * @return ends the notifications
   */
  public Runnable onFaultsChanged(Runnable listener) {
    faultListeners.add(listener);
    Runnable stopClock = clock.onAdvanced(listener);
    return () -> {
      faultListeners.remove(listener);
      stopClock.run();
    };
  }

  /** Called without the lock, because a listener asks for the active faults. */
  private void notifyFaultListeners() {
    faultListeners.forEach(Runnable::run);
  }

  public void reset() {
    reset(() -> {});
  }

  /** Resets, and begins the ids of a seed; the credentials stay. */
  public void reset(long seed) {
    reset(() -> ids.begin(seed));
  }

  /** Adds the data without the lock: it may wait for webhooks, or use other threads. */
  private void reset(Runnable beforeNewState) {
    try {
      replaceState(beforeNewState);
      initialData.forEach(Runnable::run);
    } finally {
      notifyFaultListeners();
    }
  }

  /** Resets without the initial data, and changes the new state in the same step. */
  void empty(Consumer<State> step) {
    requireOpen();
    lock();
    try {
      now = clock.instant();
      replaceState(() -> {});
      step.accept(state);
    } finally {
      unlock();
      notifyFaultListeners();
    }
  }

  private void replaceState(Runnable beforeNewState) {
    requireOpen();
    lock();
    try {
      events.reset();
      beforeNewState.run();
      state = newState();
      resets.incrementAndGet();
    } finally {
      lock.unlock();
    }
  }

  public int resets() {
    return resets.get();
  }

  /** Rejects a call after the end. */
  public void requireOpen() {
    if (closed) {
      throw new IllegalStateException(
          "this offline Bank Hub is closed; only its journals can still be read");
    }
  }

  public boolean isClosed() {
    return closed;
  }

  /**
   * Runs an action when the service is closed.
   *
   * @return removes the action
   * @throws IllegalStateException if it is closed already
   */
  public Runnable onClose(Runnable closer) {
    synchronized (closers) {
      requireOpen();
      closers.add(closer);
    }
    return () -> closers.remove(closer);
  }

  /** Rejects later calls, and closes what belongs to the service. */
  public void close() {
    synchronized (closers) {
      closed = true;
    }
    closers.forEach(Runnable::run);
  }
}
