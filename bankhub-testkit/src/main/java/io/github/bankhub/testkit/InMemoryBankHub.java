package io.github.bankhub.testkit;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.internal.client.InMemoryClient;
import io.github.bankhub.testkit.internal.service.BankHubService;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Bank Hub in memory: the ports of a client with valid credentials, and the service behind them.
 *
 * <p>Nothing leaves the process. The hub rejects what SePay rejects, and renews its access token as
 * a client over HTTP does. The same seed and order of calls give the same ids, and no id twice.
 * Thread-safe. Hubs share nothing, so a test can use several. {@link #close} ends its webhooks and
 * servers; a hub without them needs no closing.
 *
 * <pre>{@code
 * InMemoryBankHub hub = InMemoryBankHub.create();
 * CompanyXid company = hub.control().addCompany("CONG TY TNHH ABC");
 * LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(company));
 * }</pre>
 */
public final class InMemoryBankHub implements BankHub, AutoCloseable {

  private final BankHubService service;
  private final Control control;
  private final BankHub own;
  private final Consumer<Control> data;

  private InMemoryBankHub(BankHubService service, Consumer<Control> data) {
    this.service = service;
    this.control = new Control(service);
    this.data = data;
    this.own = connectedAs(service.credentials(), service.environment());
    service.addInitialData(() -> data.accept(control));
  }

  /** {@return a new hub without data, with a fixed clock and the rules of the sandbox} */
  public static InMemoryBankHub create() {
    return builder().build();
  }

  /** {@return a builder of a hub} */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the environment that this hub simulates: its rules apply, and nothing is sent to it.
   */
  @Override
  public BankHubEnvironment environment() {
    return own.environment();
  }

  @Override
  public AccessToken accessToken() {
    return own.accessToken();
  }

  @Override
  public <T> T call(
      Operation operation,
      Map<String, ?> fields,
      BiFunction<Map<String, @Nullable Object>, ZoneId, T> reader) {
    return own.call(operation, fields, reader);
  }

  /** {@return the control, for what a test can do and a client cannot} */
  public Control control() {
    return control;
  }

  /**
   * {@return another client of the same service, with its own access token}
   *
   * @param credentials the client's credentials; its calls fail with {@link
   *     io.github.bankhub.domain.failure.AccessDeniedException} if the service does not accept them
   * @param rules the rules that the client checks before it sends; the service has its own rules
   */
  public BankHub connectedAs(ClientCredentials credentials, BankHubEnvironment rules) {
    return new InMemoryClient(service, credentials, rules);
  }

  BankHubService service() {
    return service;
  }

  /** {@return a hub with the same initial data and rules, which shares nothing with this one} */
  InMemoryBankHub another(TestClock clock, long seed) {
    return new InMemoryBankHub(new BankHubService(clock, seed, service.environment()), data);
  }

  /**
   * Ends the webhooks, IPNs, timers and servers of this hub, without waiting for a slow receiver:
   * the connection of the current attempt is closed, and a receiver in this process is interrupted.
   * A later call throws an {@link IllegalStateException}, but the journals can still be read. A
   * second call has no effect.
   */
  @Override
  public void close() {
    service.close();
    control.deliveries().abort();
  }

  /** Returns the environment that this hub simulates. */
  @Override
  public String toString() {
    return "InMemoryBankHub[" + environment().name() + "]";
  }

  /** A builder of hubs. Not thread-safe. Each {@link #build} creates another hub. */
  public static final class Builder {

    private TestClock clock = TestClock.fixed();
    private long seed = 1;
    private BankHubEnvironment environment = BankHubEnvironment.SANDBOX;
    private Consumer<Control> data = control -> {};

    private Builder() {}

    /**
     * Sets the clock. Hubs that are built with the same clock share it.
     *
     * @param newClock the clock; the default is fixed at 2026-01-31T03:30:00Z
     * @return this builder
     */
    public Builder clock(TestClock newClock) {
      clock = newClock;
      return this;
    }

    /**
     * Sets the seed of ids and credentials.
     *
     * @param newSeed any number; the default is 1
     * @return this builder
     */
    public Builder seed(long newSeed) {
      seed = newSeed;
      return this;
    }

    /**
     * Sets the environment that the hub simulates.
     *
     * @param newEnvironment the environment; the default is the sandbox
     * @return this builder
     */
    public Builder environment(BankHubEnvironment newEnvironment) {
      environment = newEnvironment;
      return this;
    }

    /**
     * Sets the initial data and settings.
     *
     * <p>A {@link BankHubServer} also runs {@code newData} for each hub that {@code POST
     * /_testkit/hubs} creates: on a thread of the server, with the control of that hub. Several
     * threads can run it at the same time, so it must be thread-safe.
     *
     * @param newData adds data and changes settings, when the hub is built and after each reset;
     *     the default does nothing
     * @return this builder
     */
    public Builder data(Consumer<Control> newData) {
      data = Objects.requireNonNull(newData, "newData");
      return this;
    }

    /** {@return a new hub with its initial data} */
    public InMemoryBankHub build() {
      return new InMemoryBankHub(new BankHubService(clock, seed, environment), data);
    }
  }
}
