package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREDENTIALS;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests through a proxy. */
@Timeout(60)
class ProxyTest {

  private static final String USER = "proxy-user";
  private static final String PASSWORD = "pr0xy/s3cret";
  private static final String BASIC = "cHJveHktdXNlcjpwcjB4eS9zM2NyZXQ=";

  @TempDir private static Path directory;

  private final CircuitBreakerRegistry circuits = CircuitBreakerRegistry.ofDefaults();

  private FeignBankHub.Builder hub(String uri, RawServer proxy) {
    return hub(uri).proxy(address(proxy));
  }

  private FeignBankHub.Builder hub(String uri) {
    return FeignBankHub.builder(
            SocketSettings.of(BankHubEnvironment.custom(URI.create(uri)), CREDENTIALS)
                .withUserAgent("shop/1.4"))
        .circuitBreakers(circuits);
  }

  private static URI address(RawServer proxy) {
    return URI.create("http://127.0.0.1:" + proxy.port());
  }

  private static RawServer responding(String head) throws IOException {
    return RawServer.withoutToken((in, out) -> respond(out, head));
  }

  private static void respond(OutputStream out, String head) throws IOException {
    out.write(("HTTP/1.1 " + head + "\r\n\r\n").getBytes(UTF_8));
  }

  private static UnavailableException failure(FeignBankHub.Builder builder) {
    try (FeignBankHub hub = builder.build()) {
      return catchThrowableOfType(UnavailableException.class, () -> hub.linkTokens().create(LINK));
    }
  }

  private static ProxySelector selecting(Function<URI, List<Proxy>> choice) {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI uri) {
        return choice.apply(uri);
      }

      @Override
      public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
    };
  }

  private static Proxy proxy(Proxy.Type type, int port) {
    return new Proxy(type, InetSocketAddress.createUnresolved("127.0.0.1", port));
  }

  @Test
  void a_proxy_is_used() throws IOException {
    try (RawServer proxy = RawServer.creating((in, out) -> RawServer.created(out));
        FeignBankHub hub = hub("http://bank-hub.localhost", proxy).build()) {
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
      assertThat(proxy.requests().get(1))
          .startsWith("POST http://bank-hub.localhost/v1/link-token/create HTTP/1.1");
    }
  }

  @Test
  void credentials_without_a_proxy_are_rejected() {
    FeignBankHub.Builder builder = hub("https://bank-hub.invalid").proxyCredentials(USER, PASSWORD);
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(builder::build)
        .withMessageStartingWith("proxyCredentials ")
        .withMessageNotContaining(PASSWORD);
  }

  @Test
  void the_request_for_a_tunnel_has_the_user_agent_and_no_secret_of_Bank_Hub() throws IOException {
    try (RawServer proxy = responding("403 Forbidden")) {
      failure(hub("https://bank-hub.invalid", proxy));
      assertThat(proxy.requests())
          .singleElement()
          .asString()
          .startsWith("CONNECT bank-hub.invalid:443 HTTP/1.1\r\n")
          .contains("User-Agent: shop/1.4\r\n")
          .doesNotContain("Authorization");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "407 Proxy Authentication Required, 407, false",
    "407 Proxy Authentication Required|Proxy-Authenticate: Basic realm=\"x\", 407, false",
    "407 Proxy Authentication Required|Proxy-Authenticate: NTLM, 407, false",
    "403 Forbidden|Content-Length: 999999, 403, false",
    "302 Found|Location: http://login.invalid, 302, false",
    "201 Created, 201, false",
    "502 Bad Gateway, 502, true",
    "503 Unavailable|a line without colon, 503, true",
    "504 Gateway Timeout, 504, true",
  })
  void a_proxy_that_opens_no_tunnel_is_named_once(String head, int status, boolean isTransient)
      throws IOException {
    try (RawServer proxy = responding(head.replace("|", "\r\n"))) {
      assertThat(failure(hub("https://bank-hub.invalid", proxy)))
          .hasMessageContaining("the proxy " + address(proxy) + " responded with " + status)
          .returns(Reason.PROXY, UnavailableException::reason)
          .returns(RequestOutcome.NOT_SENT, BankHubException::requestOutcome)
          .returns(status, failure -> failure.call().httpStatus().orElseThrow())
          .returns(isTransient, UnavailableException::isTransient)
          .returns(1, failure -> failure.call().attempts());
      assertThat(proxy.requests()).hasSize(1);
    }
  }

  @Test
  void a_proxy_that_wants_credentials_is_named_over_plain_http_too() throws IOException {
    try (RawServer proxy = responding("407 Proxy Authentication Required\r\nContent-Length: 0")) {
      assertThat(failure(hub("http://bank-hub.localhost", proxy)))
          .hasMessageContaining("the proxy " + address(proxy) + " responded with 407")
          .returns(Reason.PROXY, UnavailableException::reason)
          .returns(RequestOutcome.NOT_SENT, BankHubException::requestOutcome)
          .returns(1, failure -> failure.call().attempts());
      assertThat(circuits.getAllCircuitBreakers())
          .singleElement()
          .returns(0, circuit -> circuit.getMetrics().getNumberOfBufferedCalls());
    }
  }

  @Test
  void a_proxy_that_cannot_be_reached_is_named() {
    assertThat(failure(hub("https://bank-hub.invalid").proxy(URI.create("http://127.0.0.1:1"))))
        .hasMessageContaining("at https://bank-hub.invalid through the proxy http://127.0.0.1:1")
        .returns(Reason.CONNECT, UnavailableException::reason);
  }

  @Test
  void credentials_go_to_the_proxy_alone_over_plain_http() throws IOException {
    try (RawServer proxy = RawServer.creating((in, out) -> RawServer.created(out));
        FeignBankHub hub =
            hub("http://bank-hub.localhost", proxy).proxyCredentials(USER, PASSWORD).build()) {
      hub.linkTokens().create(LINK);
      assertThat(proxy.requests())
          .hasSize(2)
          .allMatch(request -> request.contains("\r\nProxy-Authorization: Basic " + BASIC));
    }
    try (RawServer server = RawServer.creating((in, out) -> RawServer.created(out));
        FeignBankHub hub =
            hub("http://127.0.0.1:" + server.port())
                .proxySelector(ProxySelector.of(null)) // no proxy for any address
                .proxyCredentials(USER, PASSWORD)
                .build()) {
      hub.linkTokens().create(LINK);
      assertThat(server.requests()).hasSize(2).noneMatch(text -> text.contains(BASIC));
    }
  }

  @Test
  void credentials_go_to_the_proxy_alone_through_a_tunnel() throws Exception {
    SSLContext tls = TlsContexts.of(directory, "tunnel", "dns:bank-hub.invalid");
    try (RawServer server = RawServer.over(secured(tls), (in, out) -> RawServer.created(out));
        RawServer proxy = RawServer.withoutToken((in, out) -> tunnel(server, in, out));
        FeignBankHub hub =
            hub("https://bank-hub.invalid", proxy)
                .proxyCredentials(USER, PASSWORD)
                .sslContext(tls)
                .build()) {
      hub.accessToken();
      assertThat(proxy.requests())
          .singleElement()
          .asString()
          .contains("\r\nProxy-Authorization: Basic " + BASIC);
      assertThat(server.requests())
          .singleElement()
          .asString()
          .contains("Authorization: Basic")
          .doesNotContain(BASIC, "Proxy-");
    }
  }

  /** These bytes would be read as the response to the first request in the tunnel, without TLS. */
  @Test
  void bytes_after_the_head_that_opens_a_tunnel_are_no_response_of_Bank_Hub() throws Exception {
    SSLContext tls = TlsContexts.of(directory, "forged", "dns:bank-hub.invalid");
    String forged =
        "200 Connected\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: "
            + RawServer.TOKEN.length()
            + "\r\n\r\n"
            + RawServer.TOKEN.replace("t0ken", "f0rge");
    try (RawServer server = RawServer.over(secured(tls), (in, out) -> RawServer.created(out));
        RawServer proxy = RawServer.withoutToken((in, out) -> tunnel(forged, server, in, out));
        FeignBankHub hub = hub("https://bank-hub.invalid", proxy).sslContext(tls).build()) {
      assertThat(catchThrowableOfType(UnavailableException.class, hub::accessToken))
          .hasMessageContaining("through the proxy " + address(proxy))
          .returns(Reason.CONNECT, UnavailableException::reason)
          .returns(RequestOutcome.NOT_SENT, BankHubException::requestOutcome);
      assertThat(server.requests()).isEmpty();
    }
  }

  /** The TLS layer of the proxy has decrypted both responses, and the client has read only one. */
  @Test
  void FR_07_a_second_response_in_a_TLS_record_of_the_proxy_is_not_the_next_response()
      throws Exception {
    SSLContext tls = TlsContexts.of(directory, "nested", "dns:bank-hub.invalid,dns:localhost");
    AtomicInteger creations = new AtomicInteger();
    CompletableFuture<Void> written = new CompletableFuture<>();
    RawServer.Responder twice =
        (in, out) -> {
          out.write(created("lt-" + creations.incrementAndGet()));
          out.write(created("lt-forged"));
          written.complete(null);
          RawServer.silence(in);
        };
    try (RawServer server = RawServer.over(secured(tls), twice);
        RawServer proxy =
            RawServer.over(
                secured(tls),
                (in, out) -> {
                  respond(out, "200 Connected");
                  try (Socket service = connected(server, in)) {
                    InputStream responses = service.getInputStream();
                    byte[] bytes = new byte[16_384];
                    for (int count = responses.read(bytes); count > 0; ) {
                      if (creations.get() > 0) {
                        written.join();
                        count += responses.read(bytes, count, responses.available());
                      }
                      out.write(bytes, 0, count);
                      count = responses.read(bytes);
                    }
                  }
                });
        FeignBankHub hub =
            hub("https://bank-hub.invalid")
                .proxy(URI.create("https://localhost:" + proxy.port()))
                .sslContext(tls)
                .build()) {
      assertThat(hub.linkTokens().create(LINK).xid().value()).isEqualTo("lt-1");
      assertThat(hub.linkTokens().create(LINK).xid().value()).isEqualTo("lt-2");
    }
  }

  private static ServerSocket secured(SSLContext tls) throws IOException {
    return tls.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  private static byte[] created(String xid) {
    String body = ScriptedClient.CREATED.replace("lt-1", xid);
    String head = "HTTP/1.1 201 Created\r\nContent-Length: " + body.length() + "\r\n\r\n";
    return (head + body).getBytes(UTF_8);
  }

  /** {@return a connection to a server, which gets what the client sends} */
  private static Socket connected(RawServer server, InputStream in) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
    Thread upstream = new Thread(() -> pump(in, socket));
    upstream.setDaemon(true);
    upstream.start();
    return socket;
  }

  private static void tunnel(RawServer server, InputStream in, OutputStream out)
      throws IOException {
    tunnel("200 Connected\r\n\r\n", server, in, out);
  }

  private static void tunnel(String head, RawServer server, InputStream in, OutputStream out)
      throws IOException {
    out.write(("HTTP/1.1 " + head).getBytes(UTF_8));
    try (Socket service = connected(server, in)) {
      service.getInputStream().transferTo(out);
    }
  }

  private static void pump(InputStream in, Socket server) {
    try {
      in.transferTo(server.getOutputStream());
    } catch (IOException e) {
      // The server closed the tunnel.
    }
  }

  @Test
  void LT_24_credentials_of_a_proxy_are_in_no_failure() throws IOException {
    String echo =
        "403 Forbidden\r\nContent-Type: text/plain\r\nContent-Length: 200\r\n\r\n"
            + (BASIC + " " + PASSWORD + " " + USER + ":" + PASSWORD).concat(" ".repeat(200));
    try (RawServer proxy = responding(echo);
        FeignBankHub hub =
            hub("http://bank-hub.localhost", proxy).proxyCredentials(USER, PASSWORD).build()) {
      BankHubException failure =
          catchThrowableOfType(BankHubException.class, () -> hub.linkTokens().create(LINK));
      assertThat(failure.call().excerpt()).isPresent();
      assertThat(failure.getMessage() + failure.call().excerpt())
          .doesNotContain(BASIC)
          .doesNotContain(PASSWORD);
    }
  }

  @ParameterizedTest
  @CsvSource({"'', secret", "us:er, secret", "'us\ner', secret", "user, 'sec\nret'", "user,"})
  void credentials_that_Basic_cannot_carry_are_rejected(String user, String password) {
    assertThatExceptionOfType(InvalidFieldException.class)
        .isThrownBy(() -> hub("https://bank-hub.invalid").proxyCredentials(user, password))
        .returns("proxyCredentials", InvalidFieldException::field)
        .withMessageNotContaining("sec\nret");
  }

  @Test
  void a_selector_chooses_the_proxy_of_each_request() throws IOException {
    List<URI> asked = new CopyOnWriteArrayList<>();
    try (RawServer proxy = RawServer.creating((in, out) -> RawServer.created(out))) {
      ProxySelector selector =
          selecting(
              uri -> {
                asked.add(uri);
                return List.of(proxy(Proxy.Type.SOCKS, 1), proxy(Proxy.Type.HTTP, proxy.port()));
              });
      try (FeignBankHub hub = hub("http://bank-hub.localhost:81").proxySelector(selector).build()) {
        assertThat(hub.linkTokens().create(LINK)).isNotNull();
      }
      assertThat(proxy.requests()).hasSize(2);
      assertThat(asked).containsOnly(URI.create("http://bank-hub.localhost:81"));
    }
  }

  @Test
  void the_proxies_of_the_platform_are_used_only_with_its_selector() throws Exception {
    try (RawServer server = RawServer.creating((in, out) -> RawServer.created(out));
        RawServer proxy = RawServer.creating((in, out) -> RawServer.created(out))) {
      List<String> platform =
          List.of(
              "-Dhttp.proxyHost=127.0.0.1",
              "-Dhttp.proxyPort=" + proxy.port(),
              "-Dhttp.nonProxyHosts=nowhere.example",
              "-DsocksProxyHost=127.0.0.1",
              "-DsocksProxyPort=1");
      String direct = "http://127.0.0.1:" + server.port();
      assertThat(SeparateJvm.run(direct, platform.toArray(String[]::new))).isEqualTo("lt-1");
      assertThat(proxy.requests()).isEmpty();

      List<String> selected = new ArrayList<>(platform);
      selected.add("-Dtest.selector=true");
      assertThat(SeparateJvm.run("http://bank-hub.example:81", selected.toArray(String[]::new)))
          .isEqualTo("lt-1");
      assertThat(proxy.requests().get(1))
          .startsWith("POST http://bank-hub.example:81/v1/link-token/create HTTP/1.1");
    }
  }

  @Test
  void a_selector_may_choose_no_proxy() throws IOException {
    try (RawServer server = RawServer.creating((in, out) -> RawServer.created(out));
        FeignBankHub hub =
            hub("http://127.0.0.1:" + server.port())
                .proxySelector(selecting(uri -> List.of(Proxy.NO_PROXY)))
                .build()) {
      assertThat(hub.linkTokens().create(LINK)).isNotNull();
    }
  }

  /** Without a proxy, the request would go where the user does not want it to go. */
  @ParameterizedTest
  @ValueSource(strings = {"SOCKS", "NONE"})
  void a_selector_without_an_HTTP_proxy_fails_the_call(String offered) {
    List<Proxy> choice = offered.equals("SOCKS") ? List.of(proxy(Proxy.Type.SOCKS, 1)) : List.of();
    assertThat(failure(hub("https://bank-hub.invalid").proxySelector(selecting(uri -> choice))))
        .hasMessageContaining("the proxy selector offers no HTTP proxy")
        .returns(Reason.PROXY, UnavailableException::reason)
        .returns(RequestOutcome.NOT_SENT, BankHubException::requestOutcome)
        .returns(false, UnavailableException::isTransient)
        .returns(1, failure -> failure.call().attempts());
  }
}
