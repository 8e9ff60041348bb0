package io.github.bankhub.examples.fleet;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.store.SharedStores;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A program of a fleet, in a JVM of its own.
 *
 * <p>Its arguments are a task, an engine, the address of the engine, and those of the task.
 */
final class Machine {

  static final int DIED = 17;
  private static final Duration LEASE = Duration.ofSeconds(1);

  private final SharedStores stores;
  private final List<String> arguments;

  private Machine(SharedStores stores, List<String> arguments) {
    this.stores = stores;
    this.arguments = arguments;
  }

  public static void main(String[] args) throws Exception {
    List<String> arguments = List.of(args);
    try (EngineClient engine = Engine.valueOf(args[1]).connect(args[2], InstantSource.system())) {
      Machine machine =
          new Machine(SharedStores.over(engine.store()), arguments.subList(3, arguments.size()));
      switch (args[0]) {
        case "link" -> machine.createLinkToken();
        case "process" -> machine.processAll(false);
        case "die" -> machine.processAll(true);
        default -> throw new IllegalArgumentException(args[0]);
      }
    }
  }

  private void createLinkToken() throws IOException {
    BankHubEnvironment environment =
        BankHubEnvironment.SANDBOX.withUnencryptedBaseUri(URI.create(arguments.get(0)));
    BankHubSettings settings =
        BankHubSettings.of(environment, ClientCredentials.of(arguments.get(1), arguments.get(2)));
    try (FeignBankHub hub =
        FeignBankHub.builder(settings).accessTokenStore(stores.accessTokens()).build()) {
      System.out.println("ready");
      // Both machines start when the test writes to both.
      int unused = System.in.read();
      hub.linkTokens().create(LinkTokenRequest.link(new CompanyXid(arguments.get(3))));
    }
  }

  /** Receives each event again and again, as SePay repeats it, until all claims have ended. */
  private void processAll(boolean die) throws IOException, InterruptedException {
    Effects effects = new Effects(Path.of(arguments.get(0)));
    List<String> events = events(Integer.parseInt(arguments.get(1)));
    long lastClaim = System.nanoTime();
    long round;
    do {
      round = System.nanoTime();
      for (String event : events) {
        if (process(event, effects, die)) {
          lastClaim = System.nanoTime();
        }
      }
      // A repetition of SePay comes later.
      TimeUnit.NANOSECONDS.sleep(LEASE.toNanos() / 2);
    } while (round - lastClaim < LEASE.toNanos());
  }

  /** {@return the events in a random order} */
  static List<String> events(int count) {
    List<String> events = new ArrayList<>();
    for (int event = 0; event < count; event++) {
      events.add("event-" + event);
    }
    Collections.shuffle(events);
    return events;
  }

  private boolean process(String event, Effects effects, boolean die)
      throws IOException, InterruptedException {
    Deduplicator.Claim claim = stores.deduplicator().claim(event, LEASE).orElse(null);
    if (claim == null) {
      return false;
    }
    work();
    effects.append(event);
    effects.createOnce(event);
    work();
    if (die) {
      Runtime.getRuntime().halt(DIED);
    }
    if (!claim.confirm()) {
      effects.addLateClaim(event);
    }
    return true;
  }

  // Without this, a machine would hardly be killed while it processes an event.
  static void work() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(5);
  }
}
