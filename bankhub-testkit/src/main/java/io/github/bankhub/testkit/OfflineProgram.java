package io.github.bankhub.testkit;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.testkit.OfflineOptions.NewCompany;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A running offline Bank Hub with the options of the program. Thread-safe. */
final class OfflineProgram implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(OfflineProgram.class.getName());
  private static final long SAVING_MILLIS = 1_000;

  /** With 1, the second run of seed 7 would have the ids of the first run of seed 8. */
  private static final long RUN_STEP = 0x9E3779B97F4A7C15L;

  /** The same in each run, so that a client needs no new configuration. */
  static final ClientCredentials CLIENT = InMemoryBankHub.create().control().credentials();

  private final OfflineOptions options;
  private final @Nullable StateFile stateFile;
  private final BankHubServer server;
  private final @Nullable Timer timer;

  private OfflineProgram(OfflineOptions options) {
    this.options = options;
    this.stateFile = options.stateFile().map(StateFile::open).orElse(null);
    InMemoryBankHub hub = hub();
    this.server = server(hub);
    try {
      save();
    } catch (UncheckedIOException e) {
      server.close();
      throw e;
    }
    this.timer = stateFile == null ? null : savingTimer();
  }

  /**
   * {@return a program that already listens}
   *
   * @throws IllegalArgumentException if an option is invalid; names it
   * @throws UncheckedIOException if the port cannot be bound, or the state file not be used
   */
  static OfflineProgram start(OfflineOptions options) {
    return new OfflineProgram(options);
  }

  BankHubServer server() {
    return server;
  }

  private BankHubServer server(InMemoryBankHub hub) {
    BankHubServer.Builder builder = BankHubServer.builder(hub).port(options.port());
    options.bind().ifPresent(builder::bind);
    options.publicUrl().ifPresent(builder::publicUri);
    options.allowedHosts().forEach(builder::allowHost);
    if (options.trustsForwarded()) {
      builder.trustForwardedHeaders();
    }
    return builder.start();
  }

  private InMemoryBankHub hub() {
    AtomicBoolean restores = new AtomicBoolean(stateFile != null && stateFile.hasState());
    InMemoryBankHub hub =
        InMemoryBankHub.builder()
            .clock(options.clock())
            .seed(seed())
            .data(control -> addData(control, !restores.getAndSet(false)))
            .build();
    if (stateFile != null) {
      hub.service().change(stateFile::restore);
    }
    return hub;
  }

  /** Without a seed, ids never repeat. With one, ids differ from those in the state file. */
  private long seed() {
    int run = stateFile == null ? 0 : stateFile.earlierRuns();
    return options.seed().orElseGet(() -> new SecureRandom().nextLong()) + run * RUN_STEP;
  }

  /** Adds the initial data. After a reset there are no companies of the state file. */
  private void addData(Control control, boolean withCompanies) {
    control.addClient(CLIENT);
    deliverWebhooks(control.webhooks());
    deliverIpns(control.ipns());
    if (withCompanies && !options.isEmpty()) {
      control.addSamples();
    }
    if (withCompanies) {
      options.companies().forEach(company -> add(control, company));
    }
  }

  private void add(Control control, NewCompany company) {
    try {
      company
          .xid()
          .ifPresentOrElse(
              xid -> control.addCompany(xid, company.name()),
              () -> control.addCompany(company.name()));
    } catch (IllegalArgumentException e) {
      throw options.invalid(OfflineOption.COMPANY, e);
    }
  }

  /** Sends webhooks as the options say; without them, stores them for the demo page. */
  private void deliverWebhooks(Webhooks webhooks) {
    options
        .webhook()
        .ifPresentOrElse(
            to ->
                deliver(OfflineOption.WEBHOOK_URL, () -> webhooks.deliverTo(to.url(), to.secret())),
            webhooks::inbox);
  }

  private void deliverIpns(Ipns ipns) {
    options
        .ipn()
        .ifPresent(
            to -> deliver(OfflineOption.IPN_URL, () -> ipns.deliverTo(to.url(), to.secret())));
  }

  private void deliver(OfflineOption url, Runnable action) {
    try {
      action.run();
    } catch (IllegalArgumentException e) {
      throw options.invalid(url, e);
    }
  }

  private void saveOrLog() {
    try {
      save();
    } catch (RuntimeException e) {
      // An exception would end the timer.
      LOG.log(Level.WARNING, "The state is not saved: " + e.getMessage(), e);
    }
  }

  private void save() {
    if (stateFile != null) {
      stateFile.save(server.hub());
    }
  }

  /** Stops listening, then saves the state. A second call has no effect. */
  @Override
  public void close() {
    server.close();
    if (timer != null) {
      timer.cancel();
    }
    saveOrLog();
  }

  private Timer savingTimer() {
    Timer saving = new Timer("bankhub-state-file", true);
    saving.schedule(
        new TimerTask() {
          @Override
          public void run() {
            saveOrLog();
          }
        },
        SAVING_MILLIS,
        SAVING_MILLIS);
    return saving;
  }
}
