package io.github.bankhub.testkit;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import io.github.bankhub.testkit.internal.http.ResponseWithFault;
import io.github.bankhub.testkit.internal.routes.BasePath;
import io.github.bankhub.testkit.internal.routes.ConnectionFaults;
import io.github.bankhub.testkit.internal.routes.NamedHubs;
import io.github.bankhub.testkit.internal.routes.Routes;
import io.github.bankhub.testkit.internal.routes.ServerAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The named hubs of a server. It closes with the first hub at the latest. Thread-safe. */
final class HubDirectory implements NamedHubs {

  private static final int MAX_HUBS = 1_000;

  private final InMemoryBankHub first;
  private final ServerAddress address;
  private final Map<String, NamedHub> hubs = new TreeMap<>();
  private Runnable forget = () -> {};
  private boolean isClosed;

  private record NamedHub(InMemoryBankHub hub, BankHubHttpHandler handler) {}

  HubDirectory(InMemoryBankHub first, ServerAddress address) {
    this.first = first;
    this.address = address;
  }

  static boolean isAt(String path) {
    return path.startsWith(ROOT);
  }

  /** Handles a request whose path is below that of the named hubs. */
  ResponseWithFault handle(HttpRequest request) {
    String name = request.uri().getRawPath().substring(ROOT.length()).split("/", 2)[0];
    NamedHub named = find(name);
    if (named == null) {
      throw ErrorResponse.of(
          Kind.NO_SUCH_PATH, "there is no such hub; create it with POST /_testkit/hubs");
    }
    HttpRequest inner = new BasePath(ROOT + name).removeFrom(request);
    if (named.hub().service().refusesConnections() && !Routes.isControl(inner.uri().getRawPath())) {
      // The port belongs to other hubs too.
      return new ResponseWithFault(
          new HttpResponse(500, Map.of(), new byte[0]),
          ConnectionFaults.of(FaultScenario.CONNECTION_REFUSED));
    }
    return named.handler().handleWithFault(inner);
  }

  private synchronized @Nullable NamedHub find(String name) {
    return hubs.get(name);
  }

  @Override
  public synchronized List<String> names() {
    return List.copyOf(hubs.keySet());
  }

  @Override
  public ClientCredentials create(String name, Optional<TestClock> clock, Optional<Long> seed) {
    InMemoryBankHub hub =
        first.another(
            clock.orElseGet(this::clockOfFirst),
            seed.orElseGet(() -> new SecureRandom().nextLong()));
    BankHubHttpHandler handler = BankHubHttpHandler.ofNamed(hub, address.ofHub(ROOT + name));
    try {
      end(put(name, new NamedHub(hub, handler)));
    } catch (IllegalStateException e) {
      hub.close();
      throw e;
    }
    return hub.control().credentials();
  }

  /** {@return the hub of that name before} */
  private synchronized @Nullable NamedHub put(String name, NamedHub named) {
    if (isClosed) {
      throw new IllegalStateException("this server is closed");
    }
    if (hubs.size() >= MAX_HUBS && !hubs.containsKey(name)) {
      throw new IllegalStateException(
          "there are %s hubs; drop one with DELETE /_testkit/hubs/NAME".formatted(MAX_HUBS));
    }
    if (hubs.isEmpty()) {
      forget.run();
      forget = first.service().onClose(this::close);
    }
    return hubs.put(name, named);
  }

  private TestClock clockOfFirst() {
    TestClock clock = first.control().clock();
    return clock.isTicking() ? TestClock.ticking() : TestClock.fixed(clock.instant());
  }

  @Override
  public void drop(String name) {
    NamedHub dropped = remove(name);
    if (dropped == null) {
      throw new IllegalArgumentException("there is no hub %s, only %s".formatted(name, names()));
    }
    end(dropped);
  }

  private synchronized @Nullable NamedHub remove(String name) {
    return hubs.remove(name);
  }

  /** Drops all hubs. Later ones cannot be created. */
  void close() {
    closeAndRemoveAll().forEach(HubDirectory::end);
  }

  private synchronized List<NamedHub> closeAndRemoveAll() {
    isClosed = true;
    forget.run();
    List<NamedHub> removed = List.copyOf(hubs.values());
    hubs.clear();
    return removed;
  }

  private static void end(@Nullable NamedHub named) {
    if (named != null) {
      named.hub().close();
    }
  }
}
