package io.github.bankhub.testkit.internal.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.testkit.webhook.WebhookRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpReceiverTest {

  private static final String BODY = "{\"xid\":\"ô\"}";
  private static final WebhookRequest REQUEST =
      new WebhookRequest(Map.of("X-Secret-Key", List.of("hush")), BODY.getBytes(UTF_8));
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
  private static final Duration LONG = Duration.ofSeconds(20);

  /** Answers one connection with bytes, and keeps it open if asked to. */
  private static final class Server implements AutoCloseable {

    private final ServerSocket socket;
    private final CompletableFuture<String> request = new CompletableFuture<>();

    private Server(ServerSocketFactory factory, String answer, boolean staysOpen)
        throws IOException {
      socket = factory.createServerSocket(0, 5, InetAddress.getLoopbackAddress());
      Thread thread = new Thread(() -> serve(answer, staysOpen));
      thread.setDaemon(true);
      thread.start();
    }

    private void serve(String answer, boolean staysOpen) {
      try (Socket client = socket.accept()) {
        request.complete(read(client.getInputStream()));
        client.getOutputStream().write(answer.getBytes(ISO_8859_1));
        if (staysOpen) {
          client.getInputStream().readAllBytes();
        }
      } catch (IOException e) {
        request.completeExceptionally(e);
      }
    }

    private static String read(InputStream in) throws IOException {
      StringBuilder text = new StringBuilder();
      while (text.indexOf("\r\n\r\n") < 0) {
        int next = in.read();
        if (next < 0) {
          throw new EOFException("what came is no request");
        }
        text.append((char) next);
      }
      return text + new String(in.readNBytes(BODY.getBytes(UTF_8).length), UTF_8);
    }

    private URI url(String scheme, String path) {
      return URI.create(scheme + "://localhost:" + socket.getLocalPort() + path);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private static Server closing(String answer) throws IOException {
    return new Server(ServerSocketFactory.getDefault(), answer, false);
  }

  private static Server open(String answer) throws IOException {
    return new Server(ServerSocketFactory.getDefault(), answer, true);
  }

  private static HttpReceiver receiver(URI url, Duration connect, Duration answer) {
    return new HttpReceiver(url, connect, answer, (SSLSocketFactory) SSLSocketFactory.getDefault());
  }

  private static int send(Server server) throws IOException {
    return receiver(server.url("http", "/w"), LONG, LONG).receive(REQUEST);
  }

  @ParameterizedTest
  @CsvSource({
    "'', POST / HTTP/1.1",
    "/a/b, POST /a/b HTTP/1.1",
    "/a%20b?c=d%26e, POST /a%20b?c=d%26e HTTP/1.1",
    "/đường?q=ệ, POST /%C4%91%C6%B0%E1%BB%9Dng?q=%E1%BB%87 HTTP/1.1"
  })
  void sends_headers_and_bytes_to_the_path(String path, String line) throws Exception {
    try (Server server = closing(OK)) {
      assertThat(receiver(server.url("http", path), LONG, LONG).receive(REQUEST)).isEqualTo(200);
      assertThat(server.request.get())
          .startsWith(line + "\r\nHost: localhost:" + server.socket.getLocalPort() + "\r\n")
          .contains("\r\nX-Secret-Key: hush\r\n")
          .contains("\r\nConnection: close\r\n")
          .endsWith("\r\nContent-Length: 12\r\nConnection: close\r\n\r\n" + BODY);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\ncontent-length:2\r\nX: y\r\n\r\n{}",
        "HTTP/1.1 200\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        """
        HTTP/1.1 200 OK
        transfer-encoding:gzip, Chunked
        Content-Length: 99

        A;x=y
        0123\n5678\n
        1
        !
        0
        X: y

        """
      })
  void takes_an_answer_when_it_is_whole_though_the_connection_stays(String answer)
      throws IOException {
    try (Server server = open(answer)) {
      assertThat(send(server)).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
        "HTTP/1.0 201 Created\r\n\r\nwhatever",
        "HTTP/1.1 201 Created\r\nContent-Length: 100\r\n\r\ncut short",
        "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\ncut",
        "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nno size\r\n",
        "HTTP/1.1 201 Created\n\n"
      })
  void takes_an_answer_when_the_receiver_closes(String answer) throws IOException {
    try (Server server = closing(answer)) {
      assertThat(send(server)).isEqualTo(201);
    }
  }

  @Test
  void takes_an_answer_though_the_connection_is_reset_in_its_body() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI url = URI.create("http://127.0.0.1:" + socket.getLocalPort());
      CompletableFuture<Integer> status = new CompletableFuture<>();
      Thread sender =
          new Thread(
              () -> {
                try {
                  status.complete(receiver(url, LONG, LONG).receive(REQUEST));
                } catch (IOException e) {
                  status.completeExceptionally(e);
                }
              });
      sender.start();
      try (Socket client = socket.accept()) {
        Server.read(client.getInputStream());
        client
            .getOutputStream()
            .write("HTTP/1.1 201 Created\r\nContent-Length: 9000000\r\n\r\n".getBytes(UTF_8));
        // More than fits on the way, so that the head has been read when this is written.
        client.getOutputStream().write(new byte[8_500_000]);
        client.setSoLinger(true, 0);
      }
      assertThat(status.get()).isEqualTo(201);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void waits_for_no_body_where_there_is_none(int status) throws IOException {
    try (Server server = open("HTTP/1.1 " + status + " x\r\n\r\n")) {
      assertThat(send(server)).isEqualTo(status);
    }
  }

  @Test
  void follows_no_redirect() throws IOException {
    String there = "http://127.0.0.1:1/elsewhere";
    try (Server server =
        closing("HTTP/1.1 302 Found\r\nLocation: " + there + "\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(send(server)).isEqualTo(302);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\nX: y",
        "SSH-2.0-OpenSSH\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 999 x\r\n\r\n"
      })
  void what_is_no_answer_is_a_failure_of_the_connection(String answer) throws IOException {
    try (Server server = closing(answer)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> send(server))
          .isNotInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void a_head_without_end_is_given_up() throws IOException {
    try (Server server = open("HTTP/1.1 200 OK\r\nX: " + "x".repeat(20_000))) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> send(server))
          .withMessageContaining("ends in its head");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n{}",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n"
      })
  void an_answer_that_is_not_whole_in_time_is_a_time_out(String answer) throws IOException {
    try (Server server = open(answer)) {
      HttpReceiver receiver = receiver(server.url("http", "/"), LONG, Duration.ofMillis(200));
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> receiver.receive(REQUEST));
    }
  }

  @Test
  void a_body_without_end_is_a_time_out() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> dribble(socket));
      thread.setDaemon(true);
      thread.start();
      URI url = URI.create("http://127.0.0.1:" + socket.getLocalPort());
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> receiver(url, LONG, Duration.ofMillis(200)).receive(REQUEST));
    }
  }

  private static void dribble(ServerSocket socket) {
    try (Socket client = socket.accept()) {
      client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
      while (true) {
        client.getOutputStream().write(' ');
      }
    } catch (IOException e) {
      // The sender has gone, as it should.
    }
  }

  @Test
  void the_time_to_connect_is_limited_and_is_none_of_the_answer() throws IOException {
    try (Server server = open(OK)) {
      HttpReceiver receiver = receiver(server.url("http", "/"), Duration.ZERO, LONG);
      assertThatExceptionOfType(ConnectException.class)
          .isThrownBy(() -> receiver.receive(REQUEST))
          .withMessage("not connected in time");
    }
  }

  @Test
  void a_host_that_there_is_not_is_a_failure_of_the_connection() {
    HttpReceiver receiver = HttpReceiver.at(URI.create("http://no-such-host.invalid/webhook"));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> receiver.receive(REQUEST));
  }

  @Test
  void a_receiver_that_does_not_speak_TLS_at_an_https_address_is_a_failure_of_the_connection()
      throws IOException {
    try (Server server = closing("it waits for a head of HTTP")) {
      HttpReceiver receiver = receiver(server.url("https", "/"), Duration.ofMillis(200), LONG);
      assertThatExceptionOfType(ConnectException.class)
          .isThrownBy(() -> receiver.receive(REQUEST))
          .withMessage("not connected in time");
    }
  }

  @Test
  void TLS_is_spoken_with_whom_the_certificate_names(@TempDir Path directory) throws Exception {
    SSLContext named = context(directory, "named", "dns:localhost");
    try (Server server = new Server(named.getServerSocketFactory(), OK, false)) {
      assertThat(secured(server, named).receive(REQUEST)).isEqualTo(200);
      assertThat(server.request.get()).endsWith(BODY);
    }
    SSLContext other = context(directory, "other", "dns:elsewhere.example");
    try (Server server = new Server(other.getServerSocketFactory(), OK, false)) {
      assertThatExceptionOfType(SSLException.class)
          .isThrownBy(() -> secured(server, other).receive(REQUEST));
    }
  }

  private static HttpReceiver secured(Server server, SSLContext context) {
    return new HttpReceiver(server.url("https", "/"), LONG, LONG, context.getSocketFactory());
  }

  /** A context that shows, and trusts, one certificate of its own. */
  private static SSLContext context(Path directory, String alias, String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    String password = "for-this-test";
    Path file = directory.resolve(alias + ".p12");
    String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
    List<String> command =
        List.of(
            keytool,
            "-genkeypair",
            "-keyalg",
            "EC",
            "-dname",
            "CN=" + alias,
            "-ext",
            "san=" + name,
            "-alias",
            alias,
            "-storetype",
            "PKCS12",
            "-storepass",
            password,
            "-keystore",
            file.toString());
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, password.toCharArray());
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password.toCharArray());
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
