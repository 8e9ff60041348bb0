package io.github.bankhub.testkit.internal.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.bankhub.testkit.webhook.WebhookRequest;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.Reference;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class HttpWebhookSenderTest {

  private static final String BODY = "{\"xid\":\"ô\"}";
  private static final WebhookRequest REQUEST =
      new WebhookRequest(Map.of("X-Secret-Key", List.of("hush")), BODY.getBytes(UTF_8));
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}";
  private static final Duration LONG = Duration.ofSeconds(20);

  /** Server that accepts one connection, sends fixed bytes and may keep the connection open. */
  private static final class Server implements AutoCloseable {

    private final ServerSocket socket;
    private final CompletableFuture<String> request = new CompletableFuture<>();
    private final Thread thread;

    private Server(ServerSocketFactory factory, String response, boolean staysOpen)
        throws IOException {
      this(factory, response, staysOpen, InetAddress.getLoopbackAddress());
    }

    private Server(
        ServerSocketFactory factory, String response, boolean staysOpen, InetAddress address)
        throws IOException {
      socket = factory.createServerSocket(0, 5, address);
      thread = new Thread(() -> serve(response, staysOpen));
      thread.setDaemon(true);
      thread.start();
    }

    private void serve(String response, boolean staysOpen) {
      try (Socket client = socket.accept()) {
        request.complete(read(client.getInputStream()));
        client.getOutputStream().write(response.getBytes(ISO_8859_1));
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
          throw new EOFException("the request is incomplete");
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

  private static Server closing(String response) throws IOException {
    return new Server(ServerSocketFactory.getDefault(), response, false);
  }

  private static Server open(String response) throws IOException {
    return new Server(ServerSocketFactory.getDefault(), response, true);
  }

  private static HttpWebhookSender sender(URI url, Duration connect, Duration timeout) {
    return new HttpWebhookSender(
        url, timeout, () -> HttpClient.newBuilder().connectTimeout(connect));
  }

  private static int send(Server server) throws IOException {
    return sender(server.url("http", "/w"), LONG, LONG).receive(REQUEST);
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
      assertThat(sender(server.url("http", path), LONG, LONG).receive(REQUEST)).isEqualTo(200);
      assertThat(server.request.get())
          .startsWith(line + "\r\n")
          .contains("\r\nHost: localhost:" + server.socket.getLocalPort() + "\r\n")
          .contains("\r\nX-Secret-Key: hush\r\n")
          .contains("\r\nContent-Length: 12\r\n")
          .doesNotContainIgnoringCase("\r\nExpect:", "\r\nUpgrade:", "\r\nTransfer-Encoding:")
          .endsWith("\r\n\r\n" + BODY);
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
        HTTP/1.1 103 Early Hints\r
        Link: </x>\r
        \r
        HTTP/1.1 200 OK\r
        Content-Length: 0\r
        \r
        """,
        """
        HTTP/1.1 200 OK\r
        transfer-encoding:Chunked\r
        \r
        A;x=y\r
        0123\n5678\n\r
        1\r
        !\r
        0\r
        X: y\r
        \r
        """
      })
  void takes_a_complete_response_although_the_connection_stays_open(String response)
      throws IOException {
    try (Server server = open(response)) {
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
  void takes_a_response_when_the_receiver_closes_the_connection(String response)
      throws IOException {
    try (Server server = closing(response)) {
      assertThat(send(server)).isEqualTo(201);
    }
  }

  @Test
  void takes_a_response_although_the_connection_is_reset_in_its_body() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      URI url = URI.create("http://127.0.0.1:" + socket.getLocalPort());
      CompletableFuture<Integer> status =
          sendIn(Thread.currentThread().getThreadGroup(), sender(url, LONG, LONG));
      try (Socket client = socket.accept()) {
        Server.read(client.getInputStream());
        client
            .getOutputStream()
            .write("HTTP/1.1 201 Created\r\nContent-Length: 9000000\r\n\r\n".getBytes(UTF_8));
        // More than the buffers hold, so the sender has read the headers when this returns.
        client.getOutputStream().write(new byte[8_500_000]);
        client.setSoLinger(true, 0);
      }
      assertThat(status.get()).isEqualTo(201);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {204, 304})
  void does_not_wait_for_a_body_after_a_status_without_one(int status) throws IOException {
    try (Server server = open("HTTP/1.1 " + status + " x\r\n\r\n")) {
      assertThat(send(server)).isEqualTo(status);
    }
  }

  @Test
  void does_not_follow_a_redirect() throws IOException {
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
  void an_invalid_response_is_a_network_failure(String response) throws IOException {
    try (Server server = closing(response)) {
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> send(server))
          .isNotInstanceOf(SocketTimeoutException.class);
    }
  }

  @Test
  void a_response_with_endless_headers_is_a_network_failure() throws IOException {
    try (Server server = open("HTTP/1.1 200 OK\r\nX: " + "x".repeat(1_000_000))) {
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> send(server));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 407, 429, 500, 599})
  void an_error_status_is_a_response(int status) throws IOException {
    try (Server server = open("HTTP/1.1 " + status + " x\r\nContent-Length: 0\r\n\r\n")) {
      assertThat(send(server)).isEqualTo(status);
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
  void an_incomplete_response_times_out(String response) throws IOException {
    try (Server server = open(response)) {
      HttpWebhookSender sender = sender(server.url("http", "/"), LONG, Duration.ofMillis(200));
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> sender.receive(REQUEST));
    }
  }

  @Test
  void an_endless_body_times_out() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      Thread thread = new Thread(() -> dribble(socket));
      thread.setDaemon(true);
      thread.start();
      URI url = URI.create("http://127.0.0.1:" + socket.getLocalPort());
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> sender(url, LONG, Duration.ofMillis(200)).receive(REQUEST));
    }
  }

  private static void dribble(ServerSocket socket) {
    try (Socket client = socket.accept()) {
      client.getOutputStream().write("HTTP/1.1 200 OK\r\n\r\n".getBytes(ISO_8859_1));
      while (true) {
        client.getOutputStream().write(' ');
      }
    } catch (IOException e) {
      // The sender has closed the connection, as expected.
    }
  }

  @Test
  void connects_within_5_seconds_and_without_redirects_cookies_or_credentials() {
    HttpClient client =
        HttpWebhookSender.to(URI.create("http://localhost/webhook")).client(new HttpClientThread());
    assertThat(client.connectTimeout()).contains(Duration.ofSeconds(5));
    assertThat(client.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
    assertThat(client.followRedirects()).isEqualTo(HttpClient.Redirect.NEVER);
    assertThat(client.proxy()).contains(HttpClient.Builder.NO_PROXY);
    assertThat(client.cookieHandler()).isEmpty();
    assertThat(client.authenticator()).isEmpty();
  }

  @Test
  void the_whole_exchange_takes_at_most_8_seconds() {
    assertThat(HttpWebhookSender.RESPONSE_TIMEOUT).isEqualTo(Duration.ofSeconds(8));
  }

  @Test
  void tries_the_next_address_of_the_host_if_one_rejects_the_connection() throws Exception {
    try (Server server = open(OK)) {
      int port = server.socket.getLocalPort();
      HttpWebhookSender sender = sender(URI.create("http://[::1]:" + port + "/w?x=y"), LONG, LONG);
      assertThat(sender.send(REQUEST, address("::1"), address("127.0.0.1"))).isEqualTo(200);
      assertThat(server.request.get()).startsWith("POST /w?x=y HTTP/1.1\r\n").endsWith(BODY);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"p", "http", "t"})
  void tries_the_next_address_of_a_host_whose_name_is_part_of_the_scheme(String host)
      throws Exception {
    try (Server server = open(OK)) {
      String url = server.url("http", "/" + host).toString().replace("localhost", host);
      HttpWebhookSender sender = sender(URI.create(url), LONG, LONG);
      assertThat(sender.send(REQUEST, InetAddress.getLoopbackAddress(), address("127.0.0.1")))
          .isEqualTo(200);
    }
  }

  @Test
  void reaches_a_receiver_that_listens_only_on_the_IPv6_address_of_localhost() throws Exception {
    InetAddress ipv6 = address("::1");
    assumeTrue(NetworkInterface.getByInetAddress(ipv6) != null, "this machine has no IPv6");
    try (Server server = new Server(ServerSocketFactory.getDefault(), OK, true, ipv6)) {
      HttpWebhookSender sender = sender(server.url("http", "/w"), LONG, LONG);
      assertThat(sender.send(REQUEST, address("127.0.0.1"), ipv6)).isEqualTo(200);
      assertThat(server.request.get()).endsWith(BODY);
    }
  }

  @Test
  void sends_to_the_address_of_a_name_that_the_client_of_the_JDK_rejects() throws Exception {
    try (Server server = closing(OK)) {
      String path = "/w?to=http://my_shop:80";
      URI named = URI.create(server.url("http", path).toString().replace("localhost", "my_shop"));
      assertThat(named.getHost()).isNull();
      assertThat(sender(named, LONG, LONG).send(REQUEST, address("127.0.0.1"))).isEqualTo(200);
      assertThat(server.request.get()).startsWith("POST " + path + " HTTP/1.1\r\n").endsWith(BODY);
    }
  }

  @Test
  void a_rejected_connection_is_a_network_failure() throws Exception {
    try (Socket silent = new Socket()) { // Bound, so no other test gets its port.
      silent.bind(new InetSocketAddress(0));
      URI url = URI.create("http://localhost:" + silent.getLocalPort() + "/w");
      assertThatExceptionOfType(ConnectException.class)
          .isThrownBy(() -> sender(url, LONG, LONG).receive(REQUEST));
      // The time for the response has not begun: otherwise it would be over.
      assertThatExceptionOfType(ConnectException.class)
          .isThrownBy(() -> sender(url, LONG, Duration.ZERO).receive(REQUEST));
    }
  }

  @Test
  void takes_a_response_although_the_application_blocks_the_common_pool() throws IOException {
    try (Server server = open(OK)) {
      HttpWebhookSender sender =
          new HttpWebhookSender(server.url("http", "/"), LONG, ClientOfBlockedPool::builder);
      assertThat(sender.receive(REQUEST)).isEqualTo(200);
    }
  }

  @Test
  void does_not_send_to_the_next_address_after_a_connection_breaks() throws Exception {
    try (Server server = closing("")) {
      InetAddress address = InetAddress.getLoopbackAddress();
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(
              () -> sender(server.url("http", "/"), LONG, LONG).send(REQUEST, address, address))
          .isNotInstanceOf(ConnectException.class);
    }
  }

  private static InetAddress address(String text) throws IOException {
    return InetAddress.getAllByName(text)[0];
  }

  @Test
  void closes_the_connection_after_a_response() throws Exception {
    try (Server server = open(OK)) {
      assertThat(send(server)).isEqualTo(200);
      server.thread.join();
    }
  }

  @Test
  void closes_the_connection_after_a_time_out() throws Exception {
    Thread serving;
    try (Server server = open("HTTP/1.1 200 OK\r\n")) {
      serving = server.thread;
      HttpWebhookSender sender = sender(server.url("http", "/"), LONG, Duration.ofMillis(200));
      assertThatExceptionOfType(SocketTimeoutException.class)
          .isThrownBy(() -> sender.receive(REQUEST));
    }
    serving.join();
  }

  @ParameterizedTest
  @CsvSource({
    "'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n', 20000",
    "'no HTTP\r\n\r\n', 20000",
    "'', 3000"
  })
  void leaves_no_thread(String response, int timeout) throws Exception {
    ThreadGroup group = new ThreadGroup("threads of a sender");
    try (Server server = open(response)) {
      URI url = server.url("http", "/");
      sendIn(group, sender(url, LONG, Duration.ofMillis(timeout))).handle((v, e) -> e).join();
      Thread[] threads = new Thread[10];
      int count = group.enumerate(threads);
      for (Thread thread : Arrays.copyOf(threads, count)) {
        while (thread.isAlive()) {
          // A client that timed out before its first callback ends with the garbage collector.
          System.gc();
          thread.join(50);
        }
      }
    }
    assertThat(group.activeCount()).isZero();
  }

  /** The reference keeps the garbage collector from ending the thread instead. */
  @Test
  void the_thread_of_a_client_ends_although_the_client_is_still_referenced() throws Exception {
    HttpClientThread thread = new HttpClientThread();
    CompletableFuture<Thread> callback = new CompletableFuture<>();
    try (Server server = open(OK)) {
      URI url = server.url("http", "/");
      HttpClient client = sender(url, LONG, LONG).client(thread);
      HttpRequest request = HttpRequest.newBuilder(url).POST(BodyPublishers.ofString(BODY)).build();
      BodyHandler<Void> handler =
          head -> {
            callback.complete(Thread.currentThread());
            return BodySubscribers.discarding();
          };
      try {
        // Before it returns, sendAsync may run a callback on this thread.
        CountDownLatch returned = new CountDownLatch(1);
        CompletableFuture<Void> responding = server.request.thenRun(() -> awaitFor(returned));
        CompletableFuture<HttpResponse<Void>> response = client.sendAsync(request, handler);
        returned.countDown();
        responding.thenCompose(ready -> response).join();
        thread.close();
        callback.join().join();
      } finally {
        Reference.reachabilityFence(client);
      }
    }
  }

  @Test
  void an_interrupt_neither_stops_a_webhook_nor_gets_lost() throws Exception {
    try (Server server = open(OK)) {
      Thread.currentThread().interrupt();
      int status = send(server);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(status).isEqualTo(200);
    }
  }

  private static void awaitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static CompletableFuture<Integer> sendIn(ThreadGroup group, HttpWebhookSender sender) {
    CompletableFuture<Integer> status = new CompletableFuture<>();
    Runnable sending =
        () -> {
          try {
            status.complete(sender.receive(REQUEST));
          } catch (IOException e) {
            status.completeExceptionally(e);
          }
        };
    new Thread(group, sending).start();
    return status;
  }

  @Test
  void an_unknown_host_is_a_network_failure() {
    HttpWebhookSender sender =
        HttpWebhookSender.to(URI.create("http://no-such-host.invalid/webhook"));
    assertThatExceptionOfType(IOException.class).isThrownBy(() -> sender.receive(REQUEST));
  }

  @Test
  void a_TLS_handshake_that_does_not_end_is_a_network_failure() throws IOException {
    try (Server server = closing("waits for an HTTP request")) {
      // The time for the response has not begun: otherwise it would be over.
      HttpWebhookSender sender =
          sender(server.url("https", "/"), Duration.ofMillis(200), Duration.ZERO);
      assertThatExceptionOfType(HttpConnectTimeoutException.class)
          .isThrownBy(() -> sender.receive(REQUEST));
    }
  }

  @Test
  void the_certificate_must_name_the_host(@TempDir Path directory) throws Exception {
    SSLContext named = context(directory.resolve("named"), "dns:localhost");
    try (Server server = new Server(named.getServerSocketFactory(), OK, false)) {
      assertThat(secured(server, named).receive(REQUEST)).isEqualTo(200);
      assertThat(server.request.get()).endsWith(BODY);
    }
    SSLContext other = context(directory.resolve("other"), "dns:elsewhere.example");
    try (Server server = new Server(other.getServerSocketFactory(), OK, false)) {
      assertThatExceptionOfType(SSLException.class)
          .isThrownBy(() -> secured(server, other).receive(REQUEST));
    }
  }

  private static HttpWebhookSender secured(Server server, SSLContext context) {
    return new HttpWebhookSender(
        server.url("https", "/"), LONG, () -> HttpClient.newBuilder().sslContext(context));
  }

  /** TLS context that presents and trusts one new certificate. */
  private static SSLContext context(Path file, String name)
      throws IOException, InterruptedException, GeneralSecurityException {
    String options =
        "-J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC"
            + " -genkeypair -keyalg EC -dname CN=test -storetype PKCS12 -storepass password";
    List<String> command = new ArrayList<>(List.of(options.split(" ")));
    command.add(0, Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of("-ext", "san=" + name, "-keystore", file.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    char[] password = "password".toCharArray();
    KeyStore store = KeyStore.getInstance(file.toFile(), password);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
