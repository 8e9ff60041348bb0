package io.github.bankhub.feign.internal.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.feign.TlsContexts;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.io.CloseMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HttpClient goes on to a host's next address with a connection that was closed meanwhile. */
class NonLoggingConnectionTest {

  @TempDir private static Path directory;

  private static NonLoggingConnection newConnection() {
    return new NonLoggingConnection(null, Duration.ofMinutes(5));
  }

  static Stream<Arguments> ways_to_close() {
    return Stream.of(
        Arguments.of("gracefully", (Closing) NonLoggingConnection::close),
        Arguments.of("immediately", (Closing) connection -> connection.close(CloseMode.IMMEDIATE)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways_to_close")
  void FR_08_that_was_closed_takes_no_other_socket(String name, Closing closing)
      throws IOException {
    NonLoggingConnection connection = newConnection();
    closing.of(connection);
    Socket next = new Socket();
    assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> connection.bind(next));
    assertThat(next.isClosed()).isTrue();
    assertThat(connection.isOpen()).isFalse();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways_to_close")
  void FR_08_that_was_closed_takes_no_TLS(String name, Closing closing) throws IOException {
    NonLoggingConnection connection = newConnection();
    closing.of(connection);
    Socket base = new Socket();
    SSLSocket tls = (SSLSocket) SSLSocketFactory.getDefault().createSocket();
    assertThatExceptionOfType(InterruptedIOException.class)
        .isThrownBy(() -> connection.bind(tls, base));
    assertThat(base.isClosed()).isTrue();
    assertThat(connection.isOpen()).isFalse();
  }

  @Test
  void has_a_socket_once_it_is_bound() throws IOException {
    NonLoggingConnection connection = newConnection();
    assertThat(connection.getSocket()).isNull();
    Socket socket = new Socket();
    connection.bind(socket);
    assertThat(connection.getSocket()).isSameAs(socket);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 201 Created\r\n", "x", ""})
  @Timeout(60)
  void FR_07_is_stale_once_bytes_arrive_or_the_server_closes_it(String bytes) throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = NonLoggingConnection.newSocket()) {
      client.connect(server.getLocalSocketAddress());
      NonLoggingConnection connection = newConnection();
      connection.bind(client);
      try (Socket accepted = server.accept()) {
        assertThat(connection.isStale()).isFalse();
        accepted.getOutputStream().write(bytes.getBytes(UTF_8));
        if (bytes.isEmpty()) {
          accepted.shutdownOutput();
        }
        while (!connection.isStale()) {
          Thread.onSpinWait();
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/1.1 201 Created\r\n", "x", ""})
  @Timeout(60)
  void FR_07_is_stale_once_bytes_arrive_or_the_server_closes_it_over_TLS(String bytes)
      throws Exception {
    SSLContext tls = TlsContexts.of(directory, "late" + bytes.length(), "dns:localhost");
    InetAddress loopback = InetAddress.getLoopbackAddress();
    try (ServerSocket server = tls.getServerSocketFactory().createServerSocket(0, 1, loopback);
        Socket base = NonLoggingConnection.newSocket()) {
      base.connect(server.getLocalSocketAddress());
      SSLSocket client =
          (SSLSocket)
              tls.getSocketFactory().createSocket(base, "localhost", server.getLocalPort(), true);
      CompletableFuture<Socket> handshake = CompletableFuture.supplyAsync(() -> greeted(server));
      NonLoggingConnection connection = newConnection();
      client.startHandshake();
      connection.bind(client, base);
      assertThat(client.getInputStream().read()).isEqualTo('a');
      try (Socket accepted = handshake.join()) {
        assertThat(connection.isStale()).isFalse();
        accepted.getOutputStream().write(bytes.getBytes(UTF_8));
        if (bytes.isEmpty()) {
          accepted.shutdownOutput();
        }
        while (!connection.isStale()) {
          Thread.onSpinWait();
        }
      }
    }
  }

  /** Accepts a connection and sends a first byte, after which no TLS record is left unread. */
  private static Socket greeted(ServerSocket server) {
    try {
      Socket accepted = server.accept();
      accepted.getOutputStream().write('a');
      return accepted;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How it is closed. */
  @FunctionalInterface
  interface Closing {
    void of(NonLoggingConnection connection) throws IOException;
  }
}
