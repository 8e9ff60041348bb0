package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREATED;
import static io.github.bankhub.feign.ScriptedClient.CREDENTIALS;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Connections;
import io.github.bankhub.feign.settings.Retries;
import io.github.bankhub.feign.settings.Timeouts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a real connection shows. */
class SocketTest {

  private static final Duration SHORT = Duration.ofSeconds(3);
  private static final Duration HOUR = Duration.ofHours(1);

  private static BankHubSettings hub(int port) {
    return SocketSettings.of(
            BankHubEnvironment.custom(URI.create("http://127.0.0.1:" + port)), CREDENTIALS)
        .withRetries(new Retries(3, Duration.ofMillis(1), Duration.ofMillis(1)));
  }

  private static BankHubSettings withResponseTimeout(Duration timeout, BankHubSettings settings) {
    return settings.withTimeouts(settings.timeouts().withResponse(timeout));
  }

  private static <E extends BankHubException> E failure(Class<E> type, BankHubSettings settings) {
    try (FeignBankHub open = FeignBankHub.connect(settings)) {
      return catchThrowableOfType(type, () -> open.linkTokens().create(LINK));
    }
  }

  @Test
  void FR_01_a_refused_connection_was_not_sent() throws IOException {
    try (Socket silent = new Socket()) { // Bound, so no other test gets its port.
      silent.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      int port = silent.getLocalPort();
      UnavailableException failure = failure(UnavailableException.class, hub(port));
      assertThat(failure.reason()).isEqualTo(Reason.CONNECT);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.NOT_SENT);
      assertThat(failure).hasMessageContaining("at http://127.0.0.1:" + port);
    }
  }

  @Test
  void a_hub_that_was_closed_says_so() {
    FeignBankHub hub = FeignBankHub.connect(hub(1));
    hub.close();
    assertThat(
            catchThrowableOfType(UnavailableException.class, () -> hub.linkTokens().create(LINK)))
        .hasMessageContaining("has been closed")
        .returns(Reason.CLOSED, UnavailableException::reason)
        .returns(RequestOutcome.NOT_SENT, UnavailableException::requestOutcome)
        .returns(false, UnavailableException::isTransient);
  }

  @Test
  void FR_07_a_create_without_a_response_is_unknown_and_sent_once() throws IOException {
    try (RawServer server = RawServer.responding("")) {
      UnavailableException failure =
          failure(UnavailableException.class, withResponseTimeout(SHORT, hub(server.port())));
      assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.UNKNOWN);
      assertThat(server.creations()).isEqualTo(1);
    }
  }

  @Test
  void FR_01_a_truncated_response_is_a_reset() throws IOException {
    try (RawServer server =
        RawServer.responding("HTTP/1.1 201 Created\r\nContent-Length: 99\r\n\r\n{")) {
      UnavailableException failure = failure(UnavailableException.class, hub(server.port()));
      assertThat(failure.reason()).isEqualTo(Reason.RESET);
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.UNKNOWN);
      assertThat(server.creations()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 201 Created|Content-Type: text/html; charset=bogus|Content-Length: 0||",
        "HTTP/1.1 201 Created|Content-Type: ;;=|Content-Length: 2||{}",
        "HTTP/1.1 201 Created|Content-Encoding: gzip|Content-Length: 2||{}",
        "HTTP/1.1 201 Created|Content-Encoding: rot13|Content-Length: 2||{}",
        "HTTP/1.1 201 Created|Content-Length: many||{}",
        "HTTP/1.1 201 Created|Transfer-Encoding: chunked||zz|",
        "HTTP/1.1 999 Odd|Content-Length: 0||",
        "HTTP/1.1 42||",
        "HTTP/9.9 201 Created||",
        "no HTTP at all||",
        "HTTP/1.1 204 No Content||",
      })
  void FR_01_whatever_comes_back_is_a_failure_of_the_vocabulary(String lines) throws IOException {
    try (RawServer server = RawServer.responding(lines.replace("|", "\r\n"))) {
      BankHubException failure = failure(BankHubException.class, hub(server.port()));
      assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.UNKNOWN);
      assertThat(server.creations()).isEqualTo(1);
    }
  }

  /** HttpClient rejects each of these after it has read the status. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 2|Content-Length: 3||{}",
        "Content-Length: many||{}",
        "Content-Length: -2||{}",
        "Transfer-Encoding: rot13||{}",
        "a line without colon|Content-Length: 2||{}",
        " : no name|Content-Length: 2||{}",
        "MANY_HEADERS|Content-Length: 2||{}",
        "LONG_HEADER|Content-Length: 2||{}",
        "X-Odd: \u0000\u00ff\u0007|Content-Length: many||{}",
        "Transfer-Encoding: chunked||zz|",
      })
  void FR_01_the_status_of_a_response_with_a_malformed_head_is_kept(String lines)
      throws IOException {
    String head =
        lines
            .replace("MANY_HEADERS", "X-Filler: 1|".repeat(200) + "X-Filler: 1")
            .replace("LONG_HEADER", "X-Filler: " + "1".repeat(100_000));
    for (int status : List.of(200, 201, 403, 503)) {
      String response = "HTTP/1.1 100 Continue||HTTP/1.1 " + status + " Odd|" + head;
      try (RawServer server = RawServer.responding(response.replace("|", "\r\n"))) {
        BankHubException failure = failure(BankHubException.class, hub(server.port()));
        assertThat(failure.call().httpStatus()).hasValue(status);
        assertThat(failure.requestOutcome()).isEqualTo(RequestOutcome.UNKNOWN);
        assertThat(server.creations()).isEqualTo(1);
      }
    }
  }

  @Test
  void FR_01_a_response_without_a_status_line_has_no_status() throws IOException {
    try (RawServer server = RawServer.responding("HTTP/1.1 x||".replace("|", "\r\n"))) {
      BankHubException failure = failure(BankHubException.class, hub(server.port()));
      assertThat(failure.call().httpStatus()).isEmpty();
    }
  }

  @Test
  void FR_01_a_body_may_have_as_many_bytes_as_the_limit_allows_and_no_more() throws IOException {
    String padded = CREATED + " ".repeat(1024 - CREATED.length());
    try (RawServer server = RawServer.responding("HTTP/1.1 201 Created\r\n\r\n" + padded);
        FeignBankHub hub = FeignBankHub.connect(withBodiesUpTo1024(server.port()))) {
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
    }
    try (RawServer server = RawServer.responding("HTTP/1.1 201 Created\r\n\r\n" + padded + " ")) {
      assertThat(failure(MalformedResponseException.class, withBodiesUpTo1024(server.port())))
          .hasMessageContaining("larger than 1024 bytes");
    }
  }

  @Test
  void FR_01_an_endless_body_ends_the_call_and_its_connection() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    try (RawServer server =
            RawServer.creating(
                (in, out) -> {
                  try {
                    out.write("HTTP/1.1 201 Created\r\n\r\n".getBytes(UTF_8));
                    while (true) {
                      out.write(new byte[1024]);
                    }
                  } catch (SocketException e) {
                    ended.countDown();
                  }
                });
        FeignBankHub hub =
            FeignBankHub.connect(
                // Waiting for the end would take longer than a test may.
                withBodiesUpTo1024(server.port()).withTimeouts(new Timeouts(HOUR, HOUR, HOUR)))) {
      assertThat(
              catchThrowableOfType(
                  MalformedResponseException.class, () -> hub.linkTokens().create(LINK)))
          .hasMessageContaining("larger than 1024 bytes");
      ended.await();
    }
  }

  @Test
  void FR_08_a_hub_that_is_closed_ends_its_thread() throws Exception {
    try (RawServer server = RawServer.creating((in, out) -> RawServer.created(out))) {
      FeignBankHub hub = FeignBankHub.connect(hub(server.port()));
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
      Thread thread =
          Thread.getAllStackTraces().keySet().stream()
              .filter(one -> one.getName().endsWith(":" + server.port()))
              .findFirst()
              .orElseThrow();
      hub.close();
      thread.join();
    }
  }

  private static BankHubSettings withBodiesUpTo1024(int port) {
    return hub(port)
        .withConnections(new Connections(1, Duration.ofSeconds(30), Duration.ofMinutes(5), 1024));
  }

  @Test
  void a_redirect_is_not_followed() throws IOException {
    List<String> elsewhere = new CopyOnWriteArrayList<>();
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext("/", exchange -> elsewhere.add(exchange.getRequestURI().toString()));
    other.start();
    String response =
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:"
            + other.getAddress().getPort()
            + "/\r\nContent-Length: 0\r\n\r\n";
    try (RawServer server = RawServer.responding(response)) {
      assertThat(failure(MalformedResponseException.class, hub(server.port()))).isNotNull();
      assertThat(elsewhere).isEmpty();
    } finally {
      other.stop(0);
    }
  }
}
