package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREATED;
import static io.github.bankhub.feign.ScriptedClient.CREDENTIALS;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server that sends something with its response, and leaves the connection open. */
@Timeout(60)
class PooledConnectionTest {

  @TempDir private static Path directory;
  private static SSLContext tls;

  private final AtomicInteger creations = new AtomicInteger();
  private final AtomicInteger reuses = new AtomicInteger();

  /** What the server sends after the first response. */
  enum Surplus {
    SECOND_RESPONSE(response("201 Created", created("lt-not-requested"))),
    BYTES_AFTER_THE_BODY("}}\r\n"),
    TIMEOUT_OF_AN_IDLE_CONNECTION(response("408 Request Timeout", ""));

    private final String bytes;

    Surplus(String bytes) {
      this.bytes = bytes;
    }
  }

  @BeforeAll
  static void make_a_certificate() throws Exception {
    tls = TlsContexts.of(directory, "pooled", "dns:localhost");
  }

  private static String created(String xid) {
    return CREATED.replace("lt-1", xid);
  }

  private static String response(String status, String body) {
    int length = body.getBytes(UTF_8).length;
    return "HTTP/1.1 %s\r\nContent-Length: %d\r\n\r\n%s".formatted(status, length, body);
  }

  @ParameterizedTest
  @EnumSource
  void FR_07_bytes_in_the_packet_of_a_response_are_not_the_next_response(Surplus surplus)
      throws IOException {
    assertSecondCreateIsTrue(false, (in, out) -> respond(in, out, surplus.bytes));
  }

  @ParameterizedTest
  @EnumSource
  void FR_07_bytes_in_the_packet_of_a_response_are_not_the_next_response_over_TLS(Surplus surplus)
      throws IOException {
    assertSecondCreateIsTrue(true, (in, out) -> respond(in, out, surplus.bytes));
  }

  @ParameterizedTest
  @EnumSource
  void FR_07_bytes_that_arrive_later_are_not_the_next_response(Surplus surplus) throws Exception {
    assertSecondCreateIsTrueAfter(surplus, false);
  }

  @ParameterizedTest
  @EnumSource
  void FR_07_bytes_that_arrive_later_are_not_the_next_response_over_TLS(Surplus surplus)
      throws Exception {
    assertSecondCreateIsTrueAfter(surplus, true);
  }

  @Test
  void a_connection_without_unread_bytes_is_used_again() throws IOException {
    assertThat(reusesOf(false)).isEqualTo(2);
  }

  @Test
  void a_connection_without_unread_bytes_is_used_again_over_TLS() throws IOException {
    assertThat(reusesOf(true)).isEqualTo(2);
  }

  private int reusesOf(boolean secure) throws IOException {
    try (RawServer server = RawServer.over(socket(secure), (in, out) -> respond(in, out, ""));
        FeignBankHub hub = hub(secure, server)) {
      for (int create = 1; create <= 3; create++) {
        assertThat(hub.linkTokens().create(LINK).xid().value()).isEqualTo("lt-" + create);
      }
    }
    return reuses.get();
  }

  private void assertSecondCreateIsTrue(boolean secure, RawServer.Responder responder)
      throws IOException {
    try (RawServer server = RawServer.over(socket(secure), responder);
        FeignBankHub hub = hub(secure, server)) {
      assertThat(hub.linkTokens().create(LINK).xid().value()).isEqualTo("lt-1");
      assertThat(hub.linkTokens().create(LINK).xid().value()).isEqualTo("lt-2");
      assertThat(reuses).hasValue(0);
      assertThat(server.creations()).isEqualTo(2);
    }
  }

  /** On loopback, the bytes have arrived at the client when the server's write returns. */
  private void assertSecondCreateIsTrueAfter(Surplus surplus, boolean secure) throws Exception {
    AtomicReference<OutputStream> first = new AtomicReference<>();
    RawServer.Responder responder =
        (in, out) -> {
          first.compareAndSet(null, out);
          respond(in, out, "");
        };
    try (RawServer server = RawServer.over(socket(secure), responder);
        FeignBankHub hub = hub(secure, server)) {
      assertThat(hub.linkTokens().create(LINK).xid().value()).isEqualTo("lt-1");
      first.get().write(surplus.bytes.getBytes(UTF_8));
      assertThat(hub.linkTokens().create(LINK).xid().value()).isEqualTo("lt-2");
      assertThat(reuses).hasValue(0);
      assertThat(server.creations()).isEqualTo(2);
    }
  }

  private void respond(InputStream in, OutputStream out, String surplus) throws IOException {
    int creation = creations.incrementAndGet();
    String response = response("201 Created", created("lt-" + creation));
    out.write((creation == 1 ? response + surplus : response).getBytes(UTF_8));
    serveOn(in, out);
  }

  /** Responds to the next requests on the same connection. */
  private void serveOn(InputStream in, OutputStream out) throws IOException {
    byte[] request = new byte[8192];
    while (in.read(request) > 0) {
      reuses.incrementAndGet();
      int creation = creations.incrementAndGet();
      out.write(response("201 Created", created("lt-" + creation)).getBytes(UTF_8));
    }
  }

  private static ServerSocket socket(boolean secure) throws IOException {
    ServerSocketFactory factory =
        secure ? tls.getServerSocketFactory() : ServerSocketFactory.getDefault();
    return factory.createServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private static FeignBankHub hub(boolean secure, RawServer server) {
    URI uri = URI.create((secure ? "https" : "http") + "://localhost:" + server.port());
    FeignBankHub.Builder builder =
        FeignBankHub.builder(SocketSettings.of(BankHubEnvironment.custom(uri), CREDENTIALS));
    return secure ? builder.sslContext(tls).build() : builder.build();
  }
}
