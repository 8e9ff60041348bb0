package io.github.bankhub.testkit;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.port.AccessTokens;
import io.github.bankhub.domain.port.BankAccounts;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.Companies;
import io.github.bankhub.domain.port.LinkTokens;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.internal.client.InMemoryClient;
import io.github.bankhub.testkit.internal.service.BankHubService;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Bank Hub in memory: the ports of a client with valid credentials, and the service behind them.
 *
 * <p>Nothing leaves the process. The hub rejects what SePay rejects, and renews its access token as
 * a client over HTTP does. The same seed and order of calls give the same ids, and no id twice.
 * Thread-safe. Hubs share nothing, so a test can use several. A hub needs no closing.
 *
 * <pre>{@code
 * InMemoryBankHub hub = InMemoryBankHub.create();
 * CompanyXid company = hub.control().addCompany("CONG TY TNHH ABC");
 * LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(company));
 * }</pre>
 */
public final class InMemoryBankHub implements BankHub {

  private final BankHubService service;
  private final Control control;
  private final BankHub own;

  private InMemoryBankHub(BankHubService service, Consumer<Control> data) {
    this.service = service;
    this.control = new Control(service);
    this.own = connectedAs(service.credentials(), service.environment());
    service.addInitialData(() -> data.accept(control));
  }

  /**
   * A hub with a fixed clock and the rules of the sandbox.
   *
   * @return a new hub, without data
   */
  public static InMemoryBankHub create() {
    return builder().build();
  }

  /**
   * A builder of a hub.
   *
   * @return a builder
   */
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
  public LinkTokens linkTokens() {
    return own.linkTokens();
  }

  @Override
  public Companies companies() {
    return own.companies();
  }

  @Override
  public BankAccounts bankAccounts() {
    return own.bankAccounts();
  }

  @Override
  public AccessTokens accessTokens() {
    return own.accessTokens();
  }

  /**
   * The control: what a test can do and no client can.
   *
   * @return the control
   */
  public Control control() {
    return control;
  }

  /**
   * The same service for another client, with its own access token.
   *
   * @param credentials what the client presents; with others than {@link Control#credentials()} its
   *     calls fail with {@link io.github.bankhub.domain.failure.AccessDeniedException}
   * @param rules what the client checks before it sends; the service keeps to its own rules
   * @return the client's view
   */
  public BankHub connectedAs(ClientCredentials credentials, BankHubEnvironment rules) {
    return new InMemoryClient(service, credentials, rules);
  }

  BankHubService service() {
    return service;
  }

  /** Returns which Bank Hub is played. */
  @Override
  public String toString() {
    return "InMemoryBankHub[" + environment().name() + "]";
  }

  /** Choices for a hub. Not thread-safe; each build gives another hub. */
  public static final class Builder {

    private TestClock clock = TestClock.standing();
    private long seed = 1;
    private BankHubEnvironment environment = BankHubEnvironment.SANDBOX;
    private Consumer<Control> data = control -> {};

    private Builder() {}

    /**
     * Chooses the clock.
     *
     * @param newClock the clock; else one that stands at 2026-01-31T03:30:00Z. Hubs built with the
     *     same clock share it
     * @return this builder
     */
    public Builder clock(TestClock newClock) {
      clock = newClock;
      return this;
    }

    /**
     * Chooses the ids.
     *
     * @param newSeed any number; else 1
     * @return this builder
     */
    public Builder seed(long newSeed) {
      seed = newSeed;
      return this;
    }

    /**
     * Chooses which Bank Hub is played.
     *
     * @param newEnvironment whose rules hold; else the sandbox
     * @return this builder
     */
    public Builder environment(BankHubEnvironment newEnvironment) {
      environment = newEnvironment;
      return this;
    }

    /**
     * Chooses what the hub begins with.
     *
     * @param newData puts data in and turns switches, when the hub is made and after each reset;
     *     else nothing
     * @return this builder
     */
    public Builder data(Consumer<Control> newData) {
      data = Objects.requireNonNull(newData, "newData");
      return this;
    }

    /**
     * Makes a hub.
     *
     * @return a new hub, without data
     */
    public InMemoryBankHub build() {
      return new InMemoryBankHub(new BankHubService(clock, seed, environment), data);
    }
  }
}
