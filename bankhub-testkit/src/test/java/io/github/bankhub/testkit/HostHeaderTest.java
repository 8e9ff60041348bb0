package io.github.bankhub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.http.RawClient;
import io.github.bankhub.testkit.sample.Samples;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A web page whose name resolves to this machine must not reach the hub under that name. */
@Timeout(60)
class HostHeaderTest {

  private static final Pattern ROUTE = Pattern.compile("[A-Z]+ /_testkit[^\"]*");
  private static final String CREDENTIALS = "/_testkit/credentials";

  private static final InetAddress LOOPBACK_6 =
      address(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1);

  private final InMemoryBankHub hub = InMemoryBankHub.create();

  private static InetAddress address(int... numbers) {
    byte[] bytes = new byte[numbers.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) numbers[i];
    }
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static String send(BankHubServer server, String request) throws IOException {
    try (RawClient client = new RawClient(server.baseUri().getPort())) {
      return client.send(request).response();
    }
  }

  private static String get(String path, String host, String... headers) {
    String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + more + "\r\n";
  }

  private static void assertMisdirected(String response) {
    assertThat(response)
        .startsWith("HTTP/1.1 421 Misdirected Request\r\n")
        .contains("\"hint\":\"the request names a host that this hub does not have")
        .contains("localhost, 127.0.0.1, [::1]")
        .doesNotContain("client_secret");
  }

  @Nested
  class By_default {

    @Test
    void a_rebound_page_cannot_read_the_credentials() throws IOException {
      try (BankHubServer server = BankHubServer.start(hub)) {
        String evil = "evil.example:" + server.baseUri().getPort();
        assertMisdirected(send(server, get(CREDENTIALS, evil, "Origin: http://" + evil)));
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "/",
          "/v1/company",
          "/link/x",
          "/link/x/state",
          "/_testkit",
          "/_testkit/demo",
          "/_testkit/clock",
          "/assets/sdk/1.0.0/bankhub.min.js",
          "/no/such/path"
        })
    void every_route_is_protected(String path) throws IOException {
      try (BankHubServer server = BankHubServer.start(hub)) {
        assertMisdirected(send(server, get(path, "evil.example")));
      }
    }

    @Test
    void every_operation_and_every_path_of_the_control_is_protected() {
      BankHubHttpHandler handler = BankHubHttpHandler.of(hub, URI.create("http://127.0.0.1:4711"));
      HttpResponse index = handler.handle(request("GET", "/_testkit", "localhost"));
      List<String> routes =
          Stream.concat(
                  Arrays.stream(Operation.values())
                      .map(operation -> operation.method() + " " + operation.path()),
                  ROUTE
                      .matcher(new String(index.body(), StandardCharsets.UTF_8))
                      .results()
                      .map(MatchResult::group))
              .map(route -> route.replaceAll("\\{[^}]*}", "x"))
              .toList();
      assertThat(routes).hasSizeGreaterThan(40);
      assertThat(routes)
          .allSatisfy(
              route -> {
                String[] parts = route.split(" ", 2);
                assertThat(handler.handle(request(parts[0], parts[1], "evil.example")).status())
                    .isEqualTo(421);
              });
    }

    private static HttpRequest request(String method, String path, String host) {
      return new HttpRequest(method, URI.create(path), Map.of("Host", List.of(host)), new byte[0]);
    }

    @ParameterizedTest
    @CsvSource({
      "127.0.0.1,                   200",
      "127.0.0.1:18111,             200",
      "127.0.0.1:,                  200",
      "127.1.2.3,                   200",
      "localhost,                   200",
      "LOCALHOST:8080,              200",
      "localhost.,                  200",
      "worker-7.localhost:8080,     200",
      "[::1],                       200",
      "[::1]:8080,                  200",
      "[0:0:0:0:0:0:0:1],           200",
      "[::ffff:127.0.0.1],          200",
      "'',                          421",
      "evil.example,                421",
      "evil.example:18111,          421",
      "evil.example.,               421",
      "localhost.evil.example,      421",
      "127.0.0.1.evil.example,      421",
      "evillocalhost,               421",
      "0.0.0.0,                     421",
      "192.168.1.5,                 421",
      "[::],                        421",
      "[fe80::1],                   421",
      "[::1,                        421",
      "::1,                         421",
      "127.1,                       421",
      "2130706433,                  421",
      "127.0.0.1:http,              421",
      "127.0.0.1@evil.example,      421",
      "evil.example@127.0.0.1,      421",
      "127.0.0.1/x,                 421",
      "'127.0.0.1, evil.example',   421",
      "'127.0.0.1 evil.example',    421",
    })
    void only_loopback_hosts_are_allowed(String host, int status) throws IOException {
      try (BankHubServer server = BankHubServer.start(hub)) {
        assertThat(send(server, get(CREDENTIALS, host))).startsWith("HTTP/1.1 " + status + " ");
      }
    }

    /** Browsers always send the header, and as HTTP/1.1. */
    @ParameterizedTest
    @CsvSource({
      "GET /_testkit/clock HTTP/1.0|,                                                200",
      "GET /_testkit/clock HTTP/1.0|Host: localhost|,                                200",
      "GET /_testkit/clock HTTP/1.0|Host: evil.example|,                             421",
      "GET /_testkit/clock HTTP/1.0|Host: localhost|Host: evil.example|,             421",
      "GET /_testkit/clock HTTP/1.1|,                                                400",
      "GET /_testkit/clock HTTP/1.1|Host: localhost|Host: localhost|,                400",
      "GET http://localhost/_testkit/clock HTTP/1.1|Host: localhost|,                200",
      "GET http://evil.example/_testkit/clock HTTP/1.1|Host: localhost|,             421",
      "GET http://evil.example/_testkit/clock HTTP/1.1|Host: evil.example|,          421",
      "GET http://127.0.0.1@evil.example/_testkit/clock HTTP/1.1|Host: localhost|,   421",
      "GET http://localhost/_testkit/clock HTTP/1.1|Host: evil.example|,             200",
      "GET http://evil.example/_testkit/clock HTTP/1.0|,                             421",
      "GET //evil.example/_testkit/clock HTTP/1.1|Host: localhost|,                  404",
    })
    void each_form_of_a_request_is_checked(String lines, int status) throws IOException {
      String request = lines.replace("|", "\r\n") + "\r\n";
      try (BankHubServer server = BankHubServer.start(hub)) {
        assertThat(send(server, request)).startsWith("HTTP/1.1 " + status + " ");
      }
    }

    @ParameterizedTest
    @CsvSource({
      "same-origin, 200",
      "none,        200",
      "same-site,   403",
      "cross-site,  403",
      "unknown,     403",
    })
    void the_control_rejects_pages_of_other_origins_and_of_the_same_site(String site, int status)
        throws IOException {
      try (BankHubServer server = BankHubServer.start(hub)) {
        assertThat(send(server, get(CREDENTIALS, "127.0.0.1", "Sec-Fetch-Site: " + site)))
            .startsWith("HTTP/1.1 " + status + " ");
        assertThat(send(server, get("/_testkit/demo", "127.0.0.1", "Sec-Fetch-Site: " + site)))
            .startsWith("HTTP/1.1 200 ");
      }
    }

    @Test
    void both_loopback_addresses_respond() throws IOException {
      assumeThat(hasIpv6Loopback()).as("this machine has IPv6").isTrue();
      try (BankHubServer server = BankHubServer.start(hub);
          Socket socket = new Socket(LOOPBACK_6, server.baseUri().getPort())) {
        socket
            .getOutputStream()
            .write(
                "GET /_testkit/clock HTTP/1.1\r\nHost: [::1]\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.ISO_8859_1));
        assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
            .startsWith("HTTP/1.1 200 ");
      }
    }

    private static boolean hasIpv6Loopback() throws IOException {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .anyMatch(address -> address instanceof Inet6Address && address.isLoopbackAddress());
    }
  }

  @Nested
  class With_settings {

    private BankHubServer.Builder builder() {
      return BankHubServer.builder(hub);
    }

    @ParameterizedTest
    @CsvSource({"bankhub, 200", "BANKHUB:8080, 200", "hub_1, 200", "other, 421"})
    void other_hosts_can_be_allowed(String host, int status) throws IOException {
      try (BankHubServer server = builder().allowHost("bankhub").allowHost("Hub_1").start()) {
        assertThat(send(server, get(CREDENTIALS, host))).startsWith("HTTP/1.1 " + status + " ");
      }
    }

    @ParameterizedTest
    @CsvSource({
      "fd00::1,           [fd00::1],                 200",
      "fd00::1,           [fd00::1]:8080,            200",
      "fd00::1,           [FD00:0:0:0:0:0:0:1],      200",
      "[FD00:0::1],       [fd00::1]:8080,            200",
      "fd00::1,           [fd00::1%eth0],            200",
      "fd00::1,           [fd00::2],                 421",
      "fd00::1,           fd00::1,                   421",
      "192.168.1.5,       192.168.1.5:8080,          200",
      "192.168.1.5,       [::ffff:192.168.1.5]:8080, 200",
      "::ffff:c0a8:105,   192.168.1.5,               200",
      "hub.example.,      HUB.example:8080,          200",
    })
    void all_spellings_of_an_allowed_host_are_the_same(String allowed, String host, int status)
        throws IOException {
      try (BankHubServer server = builder().allowHost(allowed).start()) {
        assertThat(send(server, get(CREDENTIALS, host))).startsWith("HTTP/1.1 " + status + " ");
      }
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          " ",
          "*",
          "app:8080",
          "app:",
          "[fd00::1]:8080",
          "http://app",
          "app/",
          "u@app",
          "127.1",
          "8080",
          "256.1.1.1",
          "fd00::1::2",
          "[fd00::1",
          "a:b:c",
          "a b",
          "-app-"
        })
    void an_allowed_host_is_a_name_or_an_IP_address(String host) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder().allowHost(host))
          .withMessage(
              "host is \"%s\"; expected a name or an IP address, without a scheme or a port", host);
    }

    @Test
    void the_bound_IPv6_address_is_allowed_in_each_spelling() throws IOException {
      List<Inet6Address> addresses = ipv6Addresses();
      assumeThat(addresses).as("addresses of IPv6 that are not loopback").isNotEmpty();
      for (Inet6Address address : addresses) {
        String numbers = address.getHostAddress().replaceFirst("%.*", "");
        try (BankHubServer server = builder().bind(address).start()) {
          for (String host : List.of(numbers, numbers.replaceFirst("(:0)+:", "::"))) {
            assertThat(statusOf(server, address, "[" + host + "]:8080")).contains(" 200 ");
          }
          assertThat(statusOf(server, address, "[fd00::abcd]")).contains(" 421 ");
        }
      }
    }

    private static List<Inet6Address> ipv6Addresses() throws IOException {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .filter(address -> address instanceof Inet6Address && !address.isLoopbackAddress())
          .map(Inet6Address.class::cast)
          .toList();
    }

    private static String statusOf(BankHubServer server, InetAddress address, String host)
        throws IOException {
      try (Socket socket = new Socket(address, server.baseUri().getPort())) {
        socket
            .getOutputStream()
            .write(
                get(CREDENTIALS, host, "Connection: close").getBytes(StandardCharsets.ISO_8859_1));
        return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
            .split("\r\n", 2)[0];
      }
    }

    @Test
    void the_host_of_the_public_URL_is_allowed_and_its_pages_can_use_the_control()
        throws IOException {
      try (BankHubServer server =
          builder().publicUri(URI.create("https://hub.example:8443/")).start()) {
        assertThat(
                send(server, get(CREDENTIALS, "hub.example", "Origin: https://hub.example:8443")))
            .startsWith("HTTP/1.1 200 ");
        assertThat(send(server, get(CREDENTIALS, "hub.example", "Origin: https://evil.example")))
            .startsWith("HTTP/1.1 403 ");
        assertThat(send(server, get(CREDENTIALS, "evil.example")))
            .contains("its hosts are localhost, 127.0.0.1, [::1], hub.example;");
      }
    }

    @ParameterizedTest
    @CsvSource({
      "https://hub.example:443,  https://hub.example,      200",
      "https://hub.example:443,  https://hub.example:443,  200",
      "https://hub.example,      https://hub.example,      200",
      "https://hub.example,      https://hub.example:443,  200",
      "https://Hub.Example/dev,  https://hub.example,      200",
      "http://hub.example:80,    http://hub.example,       200",
      "https://[fd00:0::1]:443,  https://[fd00::1],        200",
      "https://hub.example:443,  https://hub.example:8443, 403",
      "https://hub.example:8443, https://hub.example,      403",
      "https://hub.example:80,   https://hub.example,      403",
      "https://hub.example,      https://other.example,    403",
      "https://hub.example,      null,                     403",
      "https://hub.example,      'https://hub example',    403",
    })
    void a_page_of_the_public_URL_can_use_the_control(String url, String origin, int status)
        throws IOException {
      try (BankHubServer server = builder().publicUri(URI.create(url)).start()) {
        String host = URI.create(url).getHost();
        assertThat(send(server, get(CREDENTIALS, host, "Origin: " + origin)))
            .startsWith("HTTP/1.1 " + status + " ");
      }
    }

    /** The browser resolves no name for such an address, so no name can be rebound. */
    @ParameterizedTest
    @CsvSource({
      "192.168.1.5:8080, 200",
      "[fe80::1], 200",
      "0.0.0.0, 200",
      "evil.example, 421",
      "127.1, 421"
    })
    void a_server_of_all_addresses_allows_each_IP_address(String host, int status)
        throws IOException {
      try (BankHubServer server = builder().bind(address(0, 0, 0, 0)).start()) {
        assertThat(server.baseUri().getHost()).isEqualTo("127.0.0.1");
        assertThat(send(server, get(CREDENTIALS, host))).startsWith("HTTP/1.1 " + status + " ");
      }
    }

    @Test
    void one_address_can_be_bound() throws IOException {
      try (BankHubServer server = builder().bind(address(127, 0, 0, 2)).start()) {
        assertThat(server.baseUri().toString()).startsWith("http://127.0.0.2:");
        assertThat(server.environment().baseUri()).isEqualTo(server.baseUri());
      }
    }

    @Test
    void a_public_URL_is_a_web_address() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder().publicUri(URI.create("ftp://hub.example")));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> builder().publicUri(URI.create("https://hub.example/?a=b")));
    }
  }

  /** The link token of a request begins with the address by which the client reached the hub. */
  @Nested
  class Hosted_links {

    private String linkOf(BankHubServer.Builder builder, String host, String... headers)
        throws IOException {
      hub.control().reset();
      hub.control().addSamples();
      hub.control().addAccessToken("good");
      String body =
          "{\"company_xid\":\"%s\",\"purpose\":\"LINK_BANK_ACCOUNT\"}".formatted(Samples.COMPANY);
      List<String> head =
          new ArrayList<>(
              List.of(
                  "POST /v1/link-token/create HTTP/1.1",
                  "Host: " + host,
                  "Authorization: Bearer good",
                  "Content-Type: application/json",
                  "Content-Length: " + body.length()));
      head.addAll(List.of(headers));
      try (BankHubServer server = builder.start()) {
        String response = send(server, String.join("\r\n", head) + "\r\n\r\n" + body);
        return response
            .replaceFirst("(?s).*\"hosted_link_url\":\"", "")
            .replaceFirst("(?s)/link/.*", "");
      }
    }

    private BankHubServer.Builder builder() {
      return BankHubServer.builder(hub);
    }

    @Test
    void begin_with_the_host_of_the_request() throws IOException {
      assertThat(linkOf(builder(), "localhost:9000")).isEqualTo("http://localhost:9000");
      assertThat(linkOf(builder(), "[::1]:9000")).isEqualTo("http://[::1]:9000");
    }

    @Test
    void begin_with_the_public_URL_if_there_is_one() throws IOException {
      assertThat(
              linkOf(builder().publicUri(URI.create("https://hub.example/dev/")), "localhost:9000"))
          .isEqualTo("https://hub.example/dev");
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "Forwarded: for=10.0.0.1;host=\"hub.example:8443\";proto=https,"
              + " host=x|https://hub.example:8443",
          "forwarded: Proto=https;Host=hub.example|https://hub.example",
          "X-Forwarded-Host: hub.example, inner|http://hub.example",
          "X-Forwarded-Proto: https|https://localhost:9000",
          "X-Forwarded-Proto: javascript|http://localhost:9000",
        })
    void begin_with_the_forwarded_host_if_a_proxy_is_trusted(String header, String link)
        throws IOException {
      assertThat(
              linkOf(
                  builder().allowHost("hub.example").trustForwardedHeaders(),
                  "localhost:9000",
                  header))
          .isEqualTo(link);
      assertThat(linkOf(builder().allowHost("hub.example"), "localhost:9000", header))
          .isEqualTo("http://localhost:9000");
    }

    @Test
    void never_begin_with_a_forwarded_host_that_is_not_allowed() throws IOException {
      assertThat(
              linkOf(
                  builder().trustForwardedHeaders(),
                  "localhost:9000",
                  "X-Forwarded-Host: evil.example"))
          .startsWith("HTTP/1.1 421");
    }
  }
}
