package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREDENTIALS;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.CallOptions;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Circuit;
import io.github.bankhub.feign.settings.Connections;
import io.github.bankhub.feign.settings.Retries;
import io.github.bankhub.feign.settings.Timeouts;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every call ends at its deadline, and when its thread is interrupted. */
@Timeout(60)
class DeadlineTest {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration SHORT = Duration.ofMillis(300);
  // A slow machine must be able to send requests and to receive headers in this time.
  private static final Duration BUDGET = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofSeconds(20);

  private static BankHubSettings settings(int port, Timeouts timeouts) {
    URI uri = URI.create("http://127.0.0.1:" + port);
    return SocketSettings.of(BankHubEnvironment.custom(uri), CREDENTIALS)
        .withTimeouts(timeouts)
        .withRetries(new Retries(3, Duration.ofMillis(1), Duration.ofMillis(1)));
  }

  private static UnavailableException failure(int port, Timeouts timeouts) {
    try (FeignBankHub hub = FeignBankHub.connect(settings(port, timeouts))) {
      return failure(hub);
    }
  }

  /** With a token and a connection, so that a slow machine has the time for one request. */
  private static UnavailableException failureWithin(Duration budget, int port) {
    try (FeignBankHub hub = FeignBankHub.connect(settings(port, new Timeouts(LONG, LONG, LONG)))) {
      hub.accessToken();
      return failure(hub.with(CallOptions.NONE.withTimeout(budget)));
    }
  }

  private static UnavailableException failure(BankHub hub) {
    return catchThrowableOfType(UnavailableException.class, () -> hub.linkTokens().create(LINK));
  }

  private static void trickle(String start, InputStream in, OutputStream out) throws IOException {
    out.write(start.getBytes(UTF_8));
    while (in.available() == 0) {
      out.write(' ');
      out.flush();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  @Test
  void FR_04_a_body_that_trickles_ends_on_time() throws IOException {
    String start = "HTTP/1.1 201 Created\r\nContent-Length: 99999\r\n\r\n{";
    try (RawServer server = RawServer.creating((in, out) -> trickle(start, in, out))) {
      UnavailableException failure = failureWithin(BUDGET, server.port());
      assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.UNKNOWN);
      assertThat(failure.call().httpStatus()).hasValue(201);
      assertThat(failure.call().elapsed()).isBetween(BUDGET, SOON);
      assertThat(server.creations()).isEqualTo(1);
    }
  }

  @Test
  void FR_04_an_attempt_with_a_slow_response_times_out_before_its_call() throws IOException {
    String start = "HTTP/1.1 201 Created\r\nContent-Length: 99999\r\n\r\n{";
    try (RawServer server = RawServer.withoutToken((in, out) -> trickle(start, in, out))) {
      UnavailableException failure = failure(server.port(), new Timeouts(LONG, SHORT, LONG));
      assertThat(failure.call().failedOperation()).isEqualTo(Operation.CREATE_ACCESS_TOKEN);
      assertThat(failure.call().attempts()).isEqualTo(3);
      assertThat(failure.call().elapsed()).isLessThan(SOON);
    }
  }

  @Test
  void FR_04_headers_that_trickle_end_on_time() throws IOException {
    String start = "HTTP/1.1 201 Created\r\nX-Slow:";
    try (RawServer server = RawServer.creating((in, out) -> trickle(start, in, out))) {
      UnavailableException failure = failureWithin(BUDGET, server.port());
      assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(failure.call().elapsed()).isBetween(BUDGET, SOON);
    }
  }

  @Test
  void FR_04_the_access_token_takes_its_time_from_the_same_budget() throws IOException {
    String start = "HTTP/1.1 201 Created\r\nContent-Length: 99999\r\n\r\n{";
    try (RawServer server = RawServer.withoutToken((in, out) -> trickle(start, in, out))) {
      UnavailableException failure = failure(server.port(), new Timeouts(LONG, LONG, BUDGET));
      assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
      assertThat(failure.call().failedOperation()).isEqualTo(Operation.CREATE_ACCESS_TOKEN);
      assertThat(failure.call().elapsed()).isBetween(BUDGET, SOON);
    }
  }

  @Test
  void FR_04_a_connection_that_is_never_made_ends_on_time_and_was_not_sent() throws IOException {
    try (Deaf deaf = new Deaf()) {
      UnavailableException failure = failure(deaf.port(), new Timeouts(LONG, LONG, BUDGET));
      assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
      assertThat(failure.call().elapsed()).isBetween(BUDGET, SOON);
    }
  }

  @Test
  void FR_01_a_connection_that_takes_too_long_was_not_sent() throws IOException {
    try (Deaf deaf = new Deaf()) {
      UnavailableException failure =
          failure(deaf.port(), new Timeouts(Duration.ofMillis(50), LONG, LONG));
      assertThat(failure.reason()).isEqualTo(Reason.CONNECT);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
      assertThat(failure.call().attempts()).isEqualTo(3);
    }
  }

  @Test
  void FR_01_a_handshake_that_trickles_takes_too_long_and_was_not_sent() throws IOException {
    String record = "\u0016\u0003\u0003?\u007f";
    try (RawServer server = RawServer.withoutToken((in, out) -> trickle(record, in, out))) {
      BankHubSettings plain = settings(server.port(), new Timeouts(SHORT, LONG, LONG));
      URI secured = URI.create("https://127.0.0.1:" + server.port());
      try (FeignBankHub hub =
          FeignBankHub.connect(
              SocketSettings.of(plain.environment().withBaseUri(secured), CREDENTIALS)
                  .withTimeouts(plain.timeouts())
                  .withRetries(plain.retries()))) {
        UnavailableException failure = failure(hub);
        assertThat(failure.reason()).isEqualTo(Reason.CONNECT);
        assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
        // On a slow machine, HttpClient may see the end of the same time first.
        assertThat(failure.getMessage())
            .containsAnyOf("the TLS handshake was not complete in time", "ConnectTimeoutException");
        assertThat(failure.call().attempts()).isEqualTo(3);
        assertThat(failure.call().elapsed()).isBetween(SHORT, SOON);
      }
    }
  }

  @Test
  void FR_04_a_connection_that_none_gives_back_is_waited_for_and_no_longer() throws Exception {
    try (RawServer server = RawServer.responding("");
        FeignBankHub hub =
            FeignBankHub.connect(
                settings(server.port(), new Timeouts(SHORT, LONG, LONG))
                    .withConnections(new Connections(1, LONG, LONG, 1 << 20)))) {
      hub.accessToken();
      Caller first = Caller.start(hub);
      server.awaitCreation();
      UnavailableException failure = failure(hub);
      assertThat(failure.reason()).isEqualTo(Reason.OVERLOAD);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
      first.interrupt();
      assertThat(first.failure().reason()).isEqualTo(Reason.INTERRUPTED);
    }
  }

  @Test
  void FR_06_an_interrupt_ends_a_call_that_waits_for_its_response() throws Exception {
    List<Long> millis = new ArrayList<>();
    try (RawServer server = RawServer.responding("")) {
      for (int i = 0; i < 9; i++) {
        try (FeignBankHub hub =
            FeignBankHub.connect(settings(server.port(), new Timeouts(LONG, LONG, LONG)))) {
          hub.accessToken();
          Caller caller = Caller.start(hub);
          while (server.creations() == i) {
            Thread.onSpinWait();
          }
          long start = System.nanoTime();
          caller.interrupt();
          UnavailableException failure = caller.failure();
          millis.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
          assertThat(failure.reason()).isEqualTo(Reason.INTERRUPTED);
          assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.UNKNOWN);
          assertThat(caller.keptItsFlag).isTrue();
        }
      }
    }
    assertThat(millis.stream().sorted().toList().get(4))
        .as("median of %s ms", millis)
        .isLessThan(100);
  }

  @Test
  void FR_06_an_interruption_ends_a_call_that_is_connecting() throws Exception {
    try (Deaf deaf = new Deaf();
        FeignBankHub hub =
            FeignBankHub.connect(settings(deaf.port(), new Timeouts(LONG, LONG, LONG)))) {
      Caller caller = Caller.start(hub);
      while (!caller.isConnecting()) {
        Thread.onSpinWait();
      }
      caller.interrupt();
      assertThat(caller.failure().reason()).isEqualTo(Reason.INTERRUPTED);
      assertThat(caller.failure().requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
      assertThat(caller.failure().call().elapsed()).isLessThan(SOON);
    }
  }

  @Test
  void FR_06_an_interruption_ends_a_call_that_waits_for_a_connection() throws Exception {
    try (RawServer server = RawServer.responding("");
        FeignBankHub hub =
            FeignBankHub.connect(
                settings(server.port(), new Timeouts(LONG, LONG, LONG))
                    .withConnections(new Connections(1, LONG, LONG, 1 << 20)))) {
      Caller first = Caller.start(hub);
      server.awaitCreation();
      Caller second = Caller.start(hub);
      while (second.getState() != Thread.State.TIMED_WAITING) {
        Thread.onSpinWait();
      }
      second.interrupt();
      assertThat(second.failure().reason()).isEqualTo(Reason.INTERRUPTED);
      assertThat(second.failure().requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
      assertThat(second.keptItsFlag).isTrue();
      first.interrupt();
      first.join();
    }
  }

  @Test
  void FR_08_closing_a_hub_ends_the_calls_under_way() throws Exception {
    try (RawServer server = RawServer.responding("")) {
      FeignBankHub hub =
          FeignBankHub.connect(settings(server.port(), new Timeouts(LONG, LONG, LONG)));
      Caller caller = Caller.start(hub);
      server.awaitCreation();
      hub.close();
      assertThat(caller.failure().reason()).isEqualTo(Reason.RESET);
      assertThat(caller.failure().requestOutcome()).isEqualTo(RequestOutcome.UNKNOWN);
    }
  }

  @Test
  void FR_08_what_closing_a_hub_ends_is_not_held_against_the_service() throws Exception {
    CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
    try (RawServer server = RawServer.responding("")) {
      FeignBankHub hub =
          FeignBankHub.builder(
                  settings(server.port(), new Timeouts(LONG, LONG, LONG))
                      .withCircuit(new Circuit(1, 1, 1, LONG, 1)))
              .circuitBreakers(registry)
              .build();
      Caller caller = Caller.start(hub);
      server.awaitCreation();
      hub.close();
      assertThat(caller.failure().requestOutcome()).isEqualTo(RequestOutcome.UNKNOWN);
      assertThat(registry.getAllCircuitBreakers())
          .singleElement()
          .satisfies(circuit -> assertThat(circuit.getState()).isEqualTo(State.CLOSED));
    }
  }

  /** Takes no connection: its queue is full. */
  private static final class Deaf implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> queue = new ArrayList<>();

    Deaf() throws IOException {
      try {
        while (true) {
          Socket next = new Socket();
          queue.add(next);
          next.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port()), 100);
        }
      } catch (IOException e) {
        // Now it is.
      }
    }

    int port() {
      return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      socket.close();
      for (Socket waiting : queue) {
        waiting.close();
      }
    }
  }

  private static final class Caller extends Thread {

    private final FeignBankHub hub;
    private final AtomicReference<BankHubException> failure = new AtomicReference<>();
    private volatile boolean keptItsFlag;

    private Caller(FeignBankHub hub) {
      this.hub = hub;
    }

    static Caller start(FeignBankHub hub) {
      Caller caller = new Caller(hub);
      caller.start();
      return caller;
    }

    @Override
    public void run() {
      try {
        hub.linkTokens().create(LINK);
      } catch (BankHubException e) {
        failure.set(e);
      }
      keptItsFlag = isInterrupted();
    }

    boolean isConnecting() {
      for (StackTraceElement frame : getStackTrace()) {
        if (frame.getMethodName().equals("blockingConnect")) {
          return true;
        }
      }
      return false;
    }

    UnavailableException failure() throws InterruptedException {
      join();
      return (UnavailableException) failure.get();
    }
  }
}
