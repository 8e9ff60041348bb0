package io.github.bankhub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.journal.JournalEntry;
import io.github.bankhub.testkit.sample.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class BankHubServerTest {

  private static final String LINK =
      "{\"company_xid\":\"%s\",\"purpose\":\"LINK_BANK_ACCOUNT\"}".formatted(Samples.COMPANY);

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final BankHubServer server = BankHubServer.start(hub);

  BankHubServerTest() {
    hub.control().addSamples();
    hub.control().addAccessToken("good");
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void returns_its_address_and_its_environment() {
    assertThat(server.baseUri().toString()).matches("http://127\\.0\\.0\\.1:[0-9]+");
    assertThat(server.hub()).isSameAs(hub);
    assertThat(server.environment())
        .isEqualTo(BankHubEnvironment.SANDBOX.withBaseUri(server.baseUri()));
  }

  @Test
  void LT_01_creates_link_tokens_whose_page_it_serves() {
    Reply response = post("good", LINK);
    assertThat(response.status()).isEqualTo(201);
    assertThat(response.headers().get("Content-Type"))
        .containsExactly("application/json; charset=utf-8");
    assertThat(response.body()).contains("\"hosted_link_url\":\"" + server.baseUri() + "/link/");
  }

  @Test
  void rejects_requests_as_the_handler_does() {
    assertThat(post("bad", LINK).body())
        .startsWith("{\"code\":401,\"message\":\"Unauthenticated: the access token is unknown ");
    Reply wrongMethod = send("GET", "/v1/token", Map.of(), "");
    assertThat(wrongMethod.status()).isEqualTo(405);
    assertThat(wrongMethod.headers().get("Allow")).containsExactly("POST");
  }

  @Test
  void responds_to_HEAD_without_a_body() {
    Reply response = send("HEAD", "/", Map.of(), "");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void rejects_a_body_of_many_megabytes_with_413_and_stays_up() {
    assertThat(post("good", "x".repeat(5_000_000)).status()).isEqualTo(413);
    assertThat(post("good", LINK).status()).isEqualTo(201);
  }

  @Test
  void serves_many_clients_concurrently() {
    List<Integer> statuses =
        IntStream.range(0, 200).parallel().mapToObj(i -> post("good", LINK).status()).toList();
    assertThat(statuses).containsOnly(201);
    assertThat(hub.control().journal())
        .hasSize(200)
        .extracting(JournalEntry::status)
        .containsOnly(201);
  }

  @RepeatedTest(50)
  void refuses_connections_until_an_instant_of_the_hubs_clock_then_accepts_them_at_the_same_port() {
    assertThat(post("good", LINK).status()).isEqualTo(201);
    TestClock clock = hub.control().clock();
    hub.control().inject(FaultScenario.CONNECTION_REFUSED.until(clock.instant().plusSeconds(60)));
    assertRefused();
    clock.advance(Duration.ofSeconds(59));
    assertRefused();
    clock.advance(Duration.ofSeconds(1));
    assertThat(post("good", LINK).status()).isEqualTo(201);
    assertThat(hub.control().journal()).hasSize(2);
  }

  @Test
  void accepts_connections_as_soon_as_faults_are_cleared() {
    hub.control().inject(FaultScenario.CONNECTION_REFUSED.always());
    assertRefused();
    hub.control().clearFaults();
    assertThat(post("good", LINK).status()).isEqualTo(201);
  }

  @Test
  void accepts_connections_after_a_reset() {
    hub.control().inject(FaultScenario.CONNECTION_REFUSED.always());
    assertRefused();
    hub.control().reset();
    assertThat(send("GET", "/", Map.of(), "").status()).isEqualTo(200);
  }

  @Test
  void can_be_closed_while_it_refuses_connections() {
    hub.control().inject(FaultScenario.CONNECTION_REFUSED.always());
    server.close();
    hub.control().clearFaults();
    assertRefused();
  }

  @Test
  void accepts_faults_over_HTTP() {
    assertThat(faults("POST", "{\"scenario\":\"SERVER_ERROR_500\"}").status()).isEqualTo(201);
    assertThat(faults("GET", "").body())
        .contains("\"in_force\":[{\"scenario\":\"SERVER_ERROR_500\",\"times\":1}]");
    assertThat(post("good", LINK).status()).isEqualTo(500);
    assertThat(post("good", LINK).status()).isEqualTo(201);
    assertThat(faults("POST", "{\"scenario\":\"PLAIN_TEXT\",\"always\":true}").status())
        .isEqualTo(201);
    assertThat(post("good", LINK).body()).isEqualTo("Created");
    assertThat(faults("DELETE", "").body()).isEqualTo("{\"in_force\":[]}");
    assertThat(post("good", LINK).status()).isEqualTo(201);
  }

  @Test
  void responds_to_the_request_that_makes_it_refuse_connections() {
    Reply response =
        faults("POST", "{\"scenario\":\"CONNECTION_REFUSED\",\"until\":\"2100-01-01T00:00:00Z\"}");
    assertThat(response.status()).isEqualTo(201);
    assertRefused();
  }

  @Test
  void frees_its_port_when_closed_and_closing_twice_is_harmless() throws IOException {
    int port = server.baseUri().getPort();
    hub.control().inject(FaultScenario.CONNECTION_REFUSED.always());
    // Otherwise another process, or a connection of another test, could get the free port.
    try (Socket reserved4 = ReservedPort.shared("127.0.0.1", port);
        Socket reserved6 = ReservedPort.shared("::1", port)) {
      hub.control().clearFaults();
      assertThat(post("good", LINK).status()).isEqualTo(201);
      server.close();
      server.close();
      assertRefused();
      try (BankHubServer next = BankHubServer.start(hub, port)) {
        assertThat(next.baseUri()).isEqualTo(server.baseUri());
      }
      assertThat(reserved4.isClosed() || reserved6.isClosed()).isFalse();
    }
  }

  @Test
  void frees_its_threads_when_closed_and_they_are_daemons() throws InterruptedException {
    String name = "bankhub-server-" + server.baseUri().getPort();
    post("good", LINK);
    assertThat(threads(name)).isNotEmpty().allMatch(Thread::isDaemon);
    List<Thread> before = threads(name);
    server.close();
    for (Thread thread : before) {
      thread.join(10_000);
      assertThat(thread.isAlive()).isFalse();
    }
  }

  @Test
  void fault_listeners_are_notified_of_the_clock_too_until_they_unsubscribe() {
    AtomicInteger asked = new AtomicInteger();
    Runnable forget = hub.service().onFaultsChanged(asked::incrementAndGet);
    hub.control().clock().advance(Duration.ofSeconds(1));
    forget.run();
    hub.control().clock().advance(Duration.ofSeconds(1));
    hub.control().clearFaults();
    assertThat(asked).hasValue(1);
  }

  @Test
  void names_the_port_that_it_cannot_bind() {
    int taken = server.baseUri().getPort();
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> BankHubServer.start(hub, taken))
        .withMessage("cannot listen on 127.0.0.1, port " + taken);
  }

  private static List<Thread> threads(String name) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(name))
        .toList();
  }

  private void assertRefused() {
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> post("good", LINK))
        .withCauseInstanceOf(ConnectException.class);
  }

  private Reply faults(String method, String body) {
    return send(method, "/_testkit/faults", Map.of(), body);
  }

  private Reply post(String bearer, String body) {
    return send(
        "POST",
        "/v1/link-token/create",
        Map.of("Authorization", "Bearer " + bearer, "Content-Type", "application/json"),
        body);
  }

  /** The module of the kit does not read java.net.http, and a test is part of the module. */
  private Reply send(String method, String path, Map<String, String> headers, String body) {
    try {
      var connection =
          (HttpURLConnection) URI.create(server.baseUri() + path).toURL().openConnection();
      connection.setRequestMethod(method);
      headers.forEach(connection::setRequestProperty);
      if (!body.isEmpty()) {
        connection.setDoOutput(true);
        connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
      }
      return Reply.of(connection);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private record Reply(int status, Map<String, List<String>> headers, String body) {

    static Reply of(HttpURLConnection connection) throws IOException {
      int status = connection.getResponseCode();
      try (InputStream in =
          status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        String body = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        connection
            .getHeaderFields()
            .forEach((name, values) -> headers.put(String.valueOf(name), values));
        return new Reply(status, headers, body);
      }
    }
  }
}
