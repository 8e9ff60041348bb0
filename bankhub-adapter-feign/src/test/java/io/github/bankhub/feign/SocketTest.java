package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedWire.CREDENTIALS;
import static io.github.bankhub.feign.ScriptedWire.LINK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import io.github.bankhub.domain.environment.Environment;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.Delivery;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.failure.UnreadableAnswerException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What only a real connection shows. */
class SocketTest {

  private static final String TOKEN = "{\"access_token\": \"t0ken\", \"ttl\": 60000}";

  private static FeignBankHub.Builder hub(int port) {
    return FeignBankHub.builder()
        .environment(Environment.custom(URI.create("http://127.0.0.1:" + port)))
        .credentials(CREDENTIALS)
        .pauses(Duration.ofMillis(1), Duration.ofMillis(1));
  }

  private static <E extends BankHubException> E failure(Class<E> type, FeignBankHub.Builder hub) {
    try (FeignBankHub open = hub.build()) {
      return catchThrowableOfType(type, () -> open.linkTokens().create(LINK));
    }
  }

  @Test
  void FR_01_a_refused_connection_was_not_sent() throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    UnavailableException failure = failure(UnavailableException.class, hub(port));
    assertThat(failure.reason()).isEqualTo(Reason.CONNECT);
    assertThat(failure.delivery()).isEqualTo(Delivery.NOT_SENT);
    assertThat(failure).hasMessageContaining("at http://127.0.0.1:" + port);
  }

  @Test
  void a_hub_that_was_closed_says_so() {
    FeignBankHub hub = hub(1).build();
    hub.close();
    assertThat(
            catchThrowableOfType(UnavailableException.class, () -> hub.linkTokens().create(LINK)))
        .hasMessageContaining("has been closed");
  }

  @Test
  void FR_07_an_answer_that_does_not_come_leaves_create_unknown_and_sent_once() throws IOException {
    try (RawServer server = new RawServer("")) {
      UnavailableException failure =
          failure(
              UnavailableException.class,
              hub(server.port()).responseTimeout(Duration.ofMillis(100)));
      assertThat(failure.reason()).isEqualTo(Reason.TIMEOUT);
      assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
      assertThat(server.creations()).isEqualTo(1);
    }
  }

  @Test
  void FR_01_an_answer_that_is_cut_short_is_a_reset() throws IOException {
    try (RawServer server = new RawServer("HTTP/1.1 201 Created\r\nContent-Length: 99\r\n\r\n{")) {
      UnavailableException failure = failure(UnavailableException.class, hub(server.port()));
      assertThat(failure.reason()).isEqualTo(Reason.RESET);
      assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
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
    try (RawServer server = new RawServer(lines.replace("|", "\r\n"))) {
      BankHubException failure = failure(BankHubException.class, hub(server.port()));
      assertThat(failure.delivery()).isEqualTo(Delivery.UNKNOWN);
      assertThat(server.creations()).isEqualTo(1);
    }
  }

  @Test
  void a_redirect_is_not_followed() throws IOException {
    List<String> elsewhere = new CopyOnWriteArrayList<>();
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.createContext("/", exchange -> elsewhere.add(exchange.getRequestURI().toString()));
    other.start();
    String answer =
        "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://127.0.0.1:"
            + other.getAddress().getPort()
            + "/\r\nContent-Length: 0\r\n\r\n";
    try (RawServer server = new RawServer(answer)) {
      assertThat(failure(UnreadableAnswerException.class, hub(server.port()))).isNotNull();
      assertThat(elsewhere).isEmpty();
    } finally {
      other.stop(0);
    }
  }

  /** Answers a token request well, and anything else with the given bytes and a closed line. */
  private static final class RawServer implements AutoCloseable {

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> silent = new CopyOnWriteArrayList<>();
    private final String answer;

    RawServer(String answer) throws IOException {
      this.answer = answer;
      Thread thread = new Thread(this::serve, "raw-server");
      thread.setDaemon(true);
      thread.start();
    }

    int port() {
      return socket.getLocalPort();
    }

    long creations() {
      return requests.stream().filter(request -> request.contains("/create")).count();
    }

    private void serve() {
      try {
        while (true) {
          serve(socket.accept());
        }
      } catch (IOException e) {
        // The test is over.
      }
    }

    private void serve(Socket client) throws IOException {
      byte[] bytes = new byte[8192];
      int count = client.getInputStream().read(bytes);
      String request = new String(bytes, 0, Math.max(0, count), UTF_8);
      requests.add(request);
      if (request.contains("/v1/token")) {
        reply(
            client,
            "HTTP/1.1 201 Created\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
                .formatted(TOKEN.length(), TOKEN));
      } else if (answer.isEmpty()) {
        silent.add(client);
      } else {
        reply(client, answer);
      }
    }

    private static void reply(Socket client, String text) throws IOException {
      try (client) {
        client.getOutputStream().write(text.getBytes(UTF_8));
        client.getOutputStream().flush();
        client.shutdownOutput();
      }
    }

    @Override
    public void close() throws IOException {
      socket.close();
      for (Socket client : silent) {
        client.close();
      }
    }
  }
}
