package io.github.bankhub.testkit.internal.http;

import static io.github.bankhub.testkit.internal.http.RawClient.GET;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.routes.JsonBodies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/1.1, byte by byte. The handler returns the request that it received. */
class HttpConnectionTest {

  private static final String POST = "POST /here HTTP/1.1\r\nHost: x\r\n";

  private static final ConnectionLimits NO_LIMITS = new ConnectionLimits(1, 0, 60_000);

  private final Listener listener = new Listener(0, () -> false);
  private final RawClient client;

  HttpConnectionTest() throws IOException {
    listener.start(HttpConnectionTest::echo, JsonBodies::error);
    client = new RawClient(listener.port());
  }

  @AfterEach
  void close() throws IOException {
    client.close();
    listener.close();
  }

  private static ResponseWithFault echo(HttpRequest request) {
    if (request.method().equals("DELETE")) {
      return ResponseWithFault.of(new HttpResponse(204, Map.of(), new byte[0]));
    }
    String text = request.method() + " " + request.uri().getPath() + " " + request.header("X-Say");
    String body = new String(request.body(), ISO_8859_1);
    byte[] seen =
        (text + " <" + (body.length() > 99 ? body.length() : body) + ">").getBytes(ISO_8859_1);
    return ResponseWithFault.of(new HttpResponse(200, Map.of("X-Two", List.of("1", "2")), seen));
  }

  @Test
  void a_response_has_status_line_date_headers_and_length() throws IOException {
    assertThat(client.send(GET).response().replace("\r\n", "\n"))
        .matches(
            """
            HTTP/1\\.1 200 OK
            Date: [A-Z][a-z]{2}, [0-9]{2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{8} GMT
            X-Two: 1
            X-Two: 2
            Content-Length: 11
            Connection: keep-alive

            GET / \\[] <>\
            """);
  }

  @Test
  void a_connection_stays_open_and_pipelined_requests_are_handled_in_order() throws IOException {
    client.send(POST + "Content-Length: 3\r\n\r\nabc" + "\r\n" + GET + GET);
    assertThat(client.response()).endsWith("POST /here [] <abc>");
    assertThat(client.response()).endsWith("GET / [] <>");
    assertThat(client.response()).endsWith("GET / [] <>");
    assertThat(client.send(GET).response()).endsWith("GET / [] <>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HTTP/1.1\r\nHost: x\r\nConnection: x, Close\r\n\r\n",
        "GET / HTTP/1.0\r\n\r\n",
      })
  void the_connection_closes_if_the_client_asks_for_that(String request) throws IOException {
    assertThat(client.send(request).rest()).contains("\r\nConnection: close\r\n").endsWith(" <>");
  }

  /** Otherwise its next request is reset, although the service said that it refuses connections. */
  @Test
  @Timeout(60)
  void a_client_that_has_its_response_finds_the_connection_closed_when_the_server_closes_it()
      throws Exception {
    assertClosesOnceItsResponseIsSent(HttpConnection::closeWhenIdle);
  }

  @Test
  @Timeout(60)
  void a_connection_whose_client_has_its_response_can_be_closed_for_a_new_one() throws Exception {
    assertClosesOnceItsResponseIsSent(HttpConnection::closeIfIdle);
  }

  /** The client has received a part of the response, but not all of it has been sent. */
  private static void assertClosesOnceItsResponseIsSent(Consumer<HttpConnection> close)
      throws Exception {
    HttpResponse large = new HttpResponse(200, Map.of(), new byte[32 << 20]);
    Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    try (Listener listener =
            new Listener(Listeners.LOOPBACK_4, 0, () -> false, NO_LIMITS, connections);
        RawClient client = new RawClient(listener.port())) {
      listener.start(request -> ResponseWithFault.of(large), JsonBodies::error);
      assertThat(client.send(GET).bytes(1)).isEqualTo("H");
      HttpConnection connection = connections.iterator().next();
      Thread closing = new Thread(() -> close.accept(connection));
      closing.start();
      while (closing.getState() != Thread.State.TIMED_WAITING) {
        assertThat(closing.isAlive()).as("it waits until the response is sent").isTrue();
        Thread.onSpinWait();
      }
      assertThat("H" + client.rest()).hasSizeGreaterThan(32 << 20);
      closing.join();
    }
  }

  @Test
  void an_HTTP_1_0_connection_stays_open_on_request() throws IOException {
    String old = "GET / HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n";
    assertThat(client.send(old).response()).contains("\r\nConnection: keep-alive\r\n");
    assertThat(client.send(old).response()).endsWith(" <>");
  }

  @Test
  void HEAD_has_the_length_of_GET_and_no_body() throws IOException {
    client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n" + GET);
    assertThat(client.head()).contains("\r\nContent-Length: 12\r\n");
    assertThat(client.response()).startsWith("HTTP/1.1 200 OK").endsWith("GET / [] <>");
  }

  @Test
  void a_204_has_no_length() throws IOException {
    client.send("DELETE / HTTP/1.1\r\nHost: x\r\n\r\n" + GET);
    assertThat(client.response())
        .startsWith("HTTP/1.1 204 No Content\r\n")
        .doesNotContain("Content-Length");
    assertThat(client.response()).endsWith("GET / [] <>");
  }

  @Test
  void a_chunked_body_is_assembled() throws IOException {
    client.send(POST + "Transfer-Encoding: Chunked\r\n\r\n");
    client.send("3;a=b\r\nabc\r\n0A \r\n0123456789\r\n0\r\nX-Trailer: 1\r\n\r\n" + GET);
    assertThat(client.response()).endsWith("POST /here [] <abc0123456789>");
    assertThat(client.response()).endsWith("GET / [] <>");
  }

  @Test
  void a_client_that_expects_100_gets_it_before_the_body() throws IOException {
    client.send(POST + "Expect: 100-Continue\r\nContent-Length: 3\r\n\r\n");
    assertThat(client.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
    assertThat(client.send("abc").response()).endsWith("POST /here [] <abc>");
    client.send(POST + "Expect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n");
    assertThat(client.head()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");
    assertThat(client.send("0\r\n\r\n").response()).endsWith("POST /here [] <>");
  }

  @Test
  void no_100_is_sent_without_a_body_or_in_HTTP_1_0() throws IOException {
    client.send(POST + "Expect: 100-continue\r\nContent-Length: 0\r\n\r\n");
    assertThat(client.response()).startsWith("HTTP/1.1 200 OK");
    client.send("POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\na");
    assertThat(client.rest()).startsWith("HTTP/1.1 200 OK");
  }

  @ParameterizedTest
  @CsvSource({
    "/a/b?c=d,             /a/b",
    "//a//b,               //a//b",
    "http://other:80/a?b,  /a",
    "http://other,         /",
    "*,                    *",
    "/a%20b,               /a b",
  })
  void the_path_is_read_from_every_form_of_request_target(String target, String path)
      throws IOException {
    client.send("GET " + target + " HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(client.response()).endsWith("GET " + path + " [] <>");
  }

  @Test
  void headers_are_read_in_any_case_with_bare_line_feeds_and_any_bytes() throws IOException {
    client.send("\r\n\nGET / HTTP/1.1\nhost:x\nx-say:\t a:b \nX-SAY: \u00e9\u0085\u00ff\n\n");
    assertThat(client.response()).endsWith("GET / [a:b, \u00e9\u0085\u00ff] <>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nonsense\r\n\r\n",
        "GET /\r\n\r\n",
        "GET  / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1 \r\nHost: x\r\n\r\n",
        "GET / HTTP/2.0\r\nHost: x\r\n\r\n",
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "G(T / HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /a|b HTTP/1.1\r\nHost: x\r\n\r\n",
        "CONNECT there:443 HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET / HTTP/1.1\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n",
        "GET / HTTP/1.1\r\nHost : x\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nno header\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nX-A: b\r\n folded\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nX-A: b\rX-B: c\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nX-A: \u0000\r\n\r\n",
        "\u0016\u0003\u0001\u0002",
        POST + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n",
        POST + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
        POST + "Content-Length: 3, 4\r\n\r\nabc",
        POST + "Content-Length: -1\r\n\r\n",
        POST + "Content-Length:\r\n\r\n",
        POST + "Content-Length: +3\r\n\r\nabc",
        POST + "Content-Length: 99999999999999999999\r\n\r\n",
        POST + "Transfer-Encoding: gzip\r\n\r\n",
        POST + "Transfer-Encoding: gzip, chunked\r\n\r\n",
        POST + "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        POST + "Transfer-Encoding: chunked\r\n\r\n-1\r\n",
        POST + "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n",
        POST + "Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n",
        POST + "Transfer-Encoding: chunked\r\n\r\n0\r\nno trailer\r\n\r\n",
        "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
      })
  void invalid_or_ambiguous_requests_get_400_with_a_hint_and_a_closed_connection(String request)
      throws IOException {
    assertThat(client.send(request).rest())
        .startsWith("HTTP/1.1 400 Bad Request\r\n")
        .contains("\r\nConnection: close\r\n", "\r\nContent-Type: application/json")
        .containsPattern("\\{\"status\":400,.*\"hint\":\".+\"}$")
        .containsOnlyOnce("400 Bad Request");
  }

  @Test
  void two_equal_lengths_count_as_one() throws IOException {
    client.send(POST + "Content-Length: 3, 3\r\nContent-Length: 3\r\n\r\nabc");
    assertThat(client.response()).endsWith("POST /here [] <abc>");
  }

  @Test
  void headers_of_16_KiB_are_accepted_and_no_more() throws IOException {
    String frame = "GET / HTTP/1.1\r\nHost: x\r\nX-A: \r\n\r\n";
    String most = "a".repeat(LineReader.MAX_HEAD_BYTES - frame.length());
    assertThat(client.send(frame.replace("X-A: ", "X-A: " + most)).response())
        .endsWith("GET / [] <>");
    String more = frame.replace("X-A: ", "X-A: a" + most);
    assertThat(client.send(more + "and what else was on its way".repeat(10_000)).rest())
        .startsWith("HTTP/1.1 431 Request Header Fields Too Large\r\n")
        .contains("\r\nConnection: close\r\n", "\"hint\":\"");
  }

  @Test
  void the_handler_gets_one_byte_more_than_the_maximum_of_a_long_body() throws IOException {
    int length = 3 * BodyReader.MAX_BODY_BYTES;
    client.send(POST + "Content-Length: " + length + "\r\n\r\n" + "x".repeat(length));
    assertThat(client.response()).endsWith("<" + (BodyReader.MAX_BODY_BYTES + 1) + ">");
    String chunk = Integer.toHexString(length) + "\r\n" + "x".repeat(length) + "\r\n";
    client.send(POST + "Transfer-Encoding: chunked\r\n\r\n" + chunk + chunk + "0\r\n\r\n");
    assertThat(client.response()).endsWith("<" + (BodyReader.MAX_BODY_BYTES + 1) + ">");
    assertThat(client.send(GET).response()).endsWith("GET / [] <>");
  }

  @Test
  void an_excessive_body_is_not_read() throws IOException {
    client.send(POST + "Content-Length: " + (BodyReader.MAX_SKIPPED_BYTES + 1) + "\r\n\r\nabc");
    assertThat(client.rest()).startsWith("HTTP/1.1 413 Content Too Large").contains("\"hint\":\"");
  }

  @Test
  void an_unknown_status_has_no_reason_phrase() {
    HttpResponse response = new HttpResponse(599, Map.of(), new byte[0]);
    byte[] whole = HttpResponseWriter.whole(response, "GET", HttpResponseWriter.CLOSES);
    assertThat(new String(whole, ISO_8859_1))
        .startsWith("HTTP/1.1 599 \r\n")
        .endsWith("\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "GET / HT", POST + "Content-Length: 3\r\n\r\nab"})
  void a_client_that_leaves_during_its_request_gets_nothing(String part) throws IOException {
    assertThat(client.send(part).sendEnd().rest()).isEmpty();
  }

  @Test
  void a_connection_without_a_request_is_closed_without_a_response() throws Exception {
    assertThat(served("", new ConnectionLimits(1, 1, 60_000))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET / HT",
        "GET / HTTP/1.1\r\nHost: x\r\nX-A: ",
        POST + "Content-Length: 3\r\n\r\nab",
        POST + "Content-Length: 33333333\r\n\r\nab",
        POST + "Transfer-Encoding: chunked\r\n\r\n3\r\nab"
      })
  void a_request_that_does_not_arrive_in_time_gets_408_that_says_so(String part) throws Exception {
    assertThat(served(part, new ConnectionLimits(1, 60_000, 1)))
        .startsWith("HTTP/1.1 408 Request Timeout\r\n")
        .contains("\r\nConnection: close\r\n")
        .contains("\"hint\":\"send the whole request within 0.001 seconds\"");
  }

  /** Each byte comes in time, but not all of them. */
  @Test
  @Timeout(60)
  void a_request_that_arrives_byte_by_byte_gets_408_after_the_time_of_the_whole_request()
      throws Exception {
    try (Listener limited = limited(new ConnectionLimits(1, 60_000, 500));
        RawClient slow = new RawClient(limited.port())) {
      slow.send("GET / HTTP/1.1\r\nX-A: ");
      int sent = 0;
      while (slow.timeout(100).isSilent()) {
        slow.send("a");
        sent++;
      }
      assertThat(slow.timeout(20_000).rest()).startsWith("HTTP/1.1 408 Request Timeout\r\n");
      assertThat(sent).as("bytes that came in time").isPositive();
    }
  }

  /** No thread has seen the request yet. */
  @Test
  @Timeout(60)
  void a_request_that_has_arrived_gets_its_response_although_the_connection_is_about_to_close()
      throws Exception {
    InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (ServerSocketChannel server =
            ServerSocketChannel.open().bind(new InetSocketAddress(here, 0));
        RawClient client = new RawClient(server.socket().getLocalPort())) {
      SocketChannel accepted = server.accept();
      accepted.configureBlocking(false);
      HttpConnection connection =
          new HttpConnection(
              accepted, HttpConnectionTest::echo, JsonBodies::error, NO_LIMITS, it -> {}, it -> {});
      client.send(GET);
      while (accepted.socket().getInputStream().available() == 0) {
        Thread.onSpinWait();
      }
      assertThat(connection.closeIfIdle()).as("closed for a new connection").isFalse();
      connection.closeWhenIdle();
      Thread serving = new Thread(connection::handleRequests);
      serving.start();
      assertThat(client.rest())
          .startsWith("HTTP/1.1 200 OK\r\n")
          .contains("\r\nConnection: close\r\n");
      serving.join();
    }
  }

  /** A latch, because the connection stays open for 2 s: a loop would keep a processor busy. */
  private static String served(String part, ConnectionLimits limits) throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    Set<HttpConnection> connections =
        new CopyOnWriteArraySet<>() {
          @Override
          public boolean remove(Object connection) {
            boolean removed = super.remove(connection);
            ended.countDown();
            return removed;
          }
        };
    try (Listener limited =
            new Listener(Listeners.LOOPBACK_4, 0, () -> false, limits, connections);
        RawClient silent = new RawClient(limited.port())) {
      limited.start(HttpConnectionTest::echo, JsonBodies::error);
      String response = silent.send(part).rest();
      ended.await();
      assertThat(limited.connections()).isZero();
      return response;
    }
  }

  private static Listener limited(ConnectionLimits limits) {
    Listener limited = new Listener(0, () -> false, limits);
    limited.start(HttpConnectionTest::echo, JsonBodies::error);
    return limited;
  }
}
