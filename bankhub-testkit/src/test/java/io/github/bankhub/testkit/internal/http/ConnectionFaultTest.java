package io.github.bankhub.testkit.internal.http;

import static io.github.bankhub.testkit.fault.FaultScenario.BROKEN_CHUNKS;
import static io.github.bankhub.testkit.fault.FaultScenario.BYTES_AFTER_BODY;
import static io.github.bankhub.testkit.fault.FaultScenario.DRIBBLED_BODY;
import static io.github.bankhub.testkit.fault.FaultScenario.DRIBBLED_HEADERS;
import static io.github.bankhub.testkit.fault.FaultScenario.ENDLESS_BODY;
import static io.github.bankhub.testkit.fault.FaultScenario.ENDLESS_HEADERS;
import static io.github.bankhub.testkit.fault.FaultScenario.GARBAGE_BEFORE_RESPONSE;
import static io.github.bankhub.testkit.fault.FaultScenario.GARBAGE_IN_HEADERS;
import static io.github.bankhub.testkit.fault.FaultScenario.IDLE_TIMEOUT_408;
import static io.github.bankhub.testkit.fault.FaultScenario.LENGTH_NO_NUMBER;
import static io.github.bankhub.testkit.fault.FaultScenario.LENGTH_TOO_SHORT;
import static io.github.bankhub.testkit.fault.FaultScenario.RESET_AFTER_RESPONSE;
import static io.github.bankhub.testkit.fault.FaultScenario.RESET_IN_HEADERS;
import static io.github.bankhub.testkit.fault.FaultScenario.RESET_MID_BODY;
import static io.github.bankhub.testkit.fault.FaultScenario.SECOND_RESPONSE;
import static io.github.bankhub.testkit.fault.FaultScenario.SECOND_RESPONSE_LATER;
import static io.github.bankhub.testkit.fault.FaultScenario.STALL_MID_BODY;
import static io.github.bankhub.testkit.fault.FaultScenario.TRUNCATED_BODY;
import static io.github.bankhub.testkit.fault.FaultScenario.TRUNCATED_CHUNKS;
import static io.github.bankhub.testkit.fault.FaultScenario.TRUNCATED_HEADERS;
import static io.github.bankhub.testkit.internal.http.RawClient.GET;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.testkit.fault.FaultEffect;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.routes.ConnectionFaults;
import io.github.bankhub.testkit.internal.routes.JsonBodies;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each fault, byte by byte. */
@Timeout(60)
class ConnectionFaultTest {

  private static final String BODY = "{\"name\":\"C\u00d4NG TY\",\"is\":[true]}";
  private static final int LENGTH = BODY.getBytes(UTF_8).length;
  private static final String HALF = "{\"name\":\"C\u00c3\u0094NG ";
  private static final String PROPER =
      "HTTP/1\\.1 201 Created\r\nDate: [^\r]+\r\nX-A: b\r\n%s\r\nConnection: %s\r\n\r\n";

  private static final String PART_OF_HEAD =
      "HTTP/1\\.1 201 Created\r\nDate: [^\r]+\r\nX-A: b\r\nContent-Length: 31\r\nConnection: c";

  private final Listener listener = new Listener(0, () -> false);
  private final CountDownLatch asked = new CountDownLatch(1);

  @AfterEach
  void close() {
    listener.close();
  }

  private RawClient asks(FaultScenario fault) throws IOException {
    HttpResponse response =
        new HttpResponse(201, Map.of("X-A", List.of("b")), BODY.getBytes(UTF_8));
    listener.start(
        request -> {
          asked.countDown();
          return new ResponseWithFault(response, ConnectionFaults.of(fault));
        },
        JsonBodies::error);
    return new RawClient(listener.port()).send(GET);
  }

  private static String proper(String framing, String rest) {
    return PROPER.formatted(framing, "close") + Pattern.quote(rest);
  }

  @ParameterizedTest
  @EnumSource(names = {"CONNECTION_REFUSED", "RESET_BEFORE_PERFORMING", "RESET_BEFORE_RESPONSE"})
  void a_reset_before_the_response_sends_nothing(FaultScenario fault) throws IOException {
    try (RawClient client = asks(fault)) {
      assertThat(client.untilReset()).isEmpty();
    }
  }

  @Test
  void a_reset_in_the_headers_sends_part_of_them() throws IOException {
    try (RawClient client = asks(RESET_IN_HEADERS)) {
      assertThat(client.untilReset()).matches(PART_OF_HEAD);
    }
  }

  @Test
  void a_reset_in_the_body_sends_half_of_it() throws IOException {
    try (RawClient client = asks(RESET_MID_BODY)) {
      assertThat(client.untilReset()).matches(proper("Content-Length: " + LENGTH, HALF));
    }
  }

  @Test
  void a_reset_after_the_response_loses_none_of_it_however_late_it_is_read()
      throws IOException, InterruptedException {
    try (RawClient client = asks(RESET_AFTER_RESPONSE)) {
      // The server has closed the connection, and the response can still be read.
      awaitNoConnections();
      assertThat(client.response())
          .matches(PROPER.formatted("Content-Length: " + LENGTH, "keep-alive") + ".*\\[true]}");
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> client.send(GET).send(GET).response());
    }
  }

  @Test
  void a_request_that_arrives_before_the_reset_gets_no_response() throws IOException {
    try (RawClient client = asks(RESET_AFTER_RESPONSE)) {
      assertThat(client.response()).endsWith("[true]}");
      assertThatExceptionOfType(IOException.class).isThrownBy(() -> client.send(GET).response());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"CLOSED_BEFORE_PERFORMING", "CLOSED_BEFORE_RESPONSE"})
  void a_close_before_the_response_sends_nothing(FaultScenario fault) throws IOException {
    try (RawClient client = asks(fault)) {
      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void truncated_headers_end_in_the_middle() throws IOException {
    try (RawClient client = asks(TRUNCATED_HEADERS)) {
      assertThat(client.rest()).matches(PART_OF_HEAD);
    }
  }

  @Test
  void a_truncated_body_is_shorter_than_announced() throws IOException {
    try (RawClient client = asks(TRUNCATED_BODY)) {
      assertThat(client.rest()).matches(proper("Content-Length: " + LENGTH, HALF));
    }
  }

  @Test
  void truncated_chunks_lack_the_last_chunk() throws IOException {
    try (RawClient client = asks(TRUNCATED_CHUNKS)) {
      assertThat(client.rest())
          .matches(proper("Transfer-Encoding: chunked", "f\r\n" + HALF + "\r\n"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"STALL_BEFORE_PERFORMING", "STALL_BEFORE_RESPONSE"})
  void a_stall_before_the_response_sends_nothing_and_stays_open(FaultScenario fault)
      throws IOException, InterruptedException {
    try (RawClient client = asks(fault).timeout(50)) {
      assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> client.bytes(1));
    }
    awaitNoConnections();
  }

  @Test
  void a_stall_in_the_headers_stops_in_the_middle_of_them()
      throws IOException, InterruptedException {
    try (RawClient client = asks(FaultScenario.STALL_IN_HEADERS)) {
      assertThat(client.bytes(90)).startsWith("HTTP/1.1 201 Created\r\nDate:");
      client.timeout(50);
      assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(client::head);
    }
    awaitNoConnections();
  }

  @Test
  void a_stall_in_the_body_stops_in_the_middle_of_it() throws IOException, InterruptedException {
    try (RawClient client = asks(STALL_MID_BODY)) {
      assertThat(client.head()).matches(proper("Content-Length: " + LENGTH, ""));
      assertThat(client.bytes(HALF.length())).isEqualTo(HALF);
      client.send("a request that gets no response").timeout(50);
      assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> client.bytes(1));
    }
    awaitNoConnections();
  }

  @Test
  void dribbled_headers_arrive_byte_by_byte() throws IOException, InterruptedException {
    try (RawClient client = asks(DRIBBLED_HEADERS)) {
      assertThat(client.bytes(150))
          .startsWith("HTTP/1.1 201 Created\r\nDate: ")
          .contains("\r\nX-Filler: 111111")
          .doesNotContain("\r\n\r\n");
    }
    awaitNoConnections();
  }

  @Test
  void a_dribbled_body_arrives_byte_by_byte_and_no_parser_finishes_early()
      throws IOException, InterruptedException {
    try (RawClient client = asks(DRIBBLED_BODY)) {
      assertThat(client.head()).matches(proper("Content-Length: " + (LENGTH + 100_000), ""));
      assertThat(client.bytes(LENGTH + 9)).endsWith("\"is\":[true]" + " ".repeat(10));
    }
    awaitNoConnections();
  }

  @Test
  void endless_headers_continue_until_the_client_closes() throws IOException, InterruptedException {
    try (RawClient client = asks(ENDLESS_HEADERS)) {
      assertThat(client.bytes(10_000_000))
          .hasSize(10_000_000)
          .contains("\r\nX-Filler: 1\r\nX-Filler: 1\r\n")
          .doesNotContain("\r\n\r\n");
    }
    awaitNoConnections();
  }

  @Test
  void an_endless_body_continues_until_the_client_closes()
      throws IOException, InterruptedException {
    try (RawClient client = asks(ENDLESS_BODY)) {
      assertThat(client.head()).matches(proper("Transfer-Encoding: chunked", ""));
      assertThat(client.bytes(10_000_000)).hasSize(10_000_000).contains("[true]\r\n2000\r\n  ");
    }
    awaitNoConnections();
  }

  @Test
  void a_short_length_makes_a_valid_response_with_half_of_the_body() throws IOException {
    try (RawClient client = asks(LENGTH_TOO_SHORT)) {
      assertThat(client.rest()).matches(proper("Content-Length: " + HALF.length(), HALF));
    }
  }

  @Test
  void a_length_that_is_not_a_number_comes_with_the_whole_body() throws IOException {
    try (RawClient client = asks(LENGTH_NO_NUMBER)) {
      assertThat(client.rest()).matches(proper("Content-Length: many", "") + ".*\\[true]}");
    }
  }

  @Test
  void broken_chunks_have_a_length_that_is_not_a_number() throws IOException {
    try (RawClient client = asks(BROKEN_CHUNKS)) {
      assertThat(client.rest())
          .contains("\r\nTransfer-Encoding: chunked\r\n", "\r\n\r\nzz\r\n{\"name\"")
          .endsWith("[true]}\r\n0\r\n\r\n");
    }
  }

  @Test
  void garbage_instead_of_a_response_has_no_status_line() throws IOException {
    try (RawClient client = asks(GARBAGE_BEFORE_RESPONSE)) {
      String garbage = client.rest();
      assertThat(garbage).doesNotContain("HTTP/");
      assertThat(garbage.split("\r\n")).hasSize(20);
    }
  }

  @Test
  void garbage_in_the_headers_is_a_line_without_a_colon() throws IOException {
    try (RawClient client = asks(GARBAGE_IN_HEADERS)) {
      assertThat(client.rest())
          .matches(
              "HTTP/1\\.1 201 Created\r\n[^:\r]+\r\nDate: [^\r]+\r\nX-A: b\r\nContent-Length: "
                  + LENGTH
                  + "\r\nConnection: close\r\n\r\n.*\\[true]}");
    }
  }

  @Test
  void a_second_response_arrives_with_the_first_and_the_connection_stays_open() throws IOException {
    try (RawClient client = asks(SECOND_RESPONSE)) {
      String response = client.response();
      assertThat(response).matches(kept());
      assertThat(client.response()).isEqualTo(response);
      assertThat(client.send(GET).response()).matches(kept());
    }
  }

  @Test
  void a_second_response_arrives_later_and_the_connection_stays_open() throws IOException {
    try (RawClient client = asks(SECOND_RESPONSE_LATER)) {
      String response = client.response();
      assertThat(response).matches(kept());
      assertNothingArrives(client);
      listener.update();
      assertThat(client.response()).isEqualTo(response);
      assertThat(client.send(GET).response()).matches(kept());
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SECOND_RESPONSE_LATER", "IDLE_TIMEOUT_408"})
  void a_fault_of_an_idle_connection_has_no_effect_after_the_next_request(FaultScenario fault)
      throws IOException {
    try (RawClient client = asks(fault)) {
      client.response();
      client.send(GET + GET);
      client.response();
      assertThat(client.response()).matches(kept());
      assertNothingArrives(client);
    }
  }

  @Test
  void bytes_after_the_body_arrive_with_it_and_the_connection_stays_open() throws IOException {
    try (RawClient client = asks(BYTES_AFTER_BODY)) {
      assertThat(client.response()).matches(kept());
      assertThat(client.bytes(4)).isEqualTo("}}\r\n");
      assertThat(client.send(GET).response()).matches(kept());
    }
  }

  @Test
  void a_timeout_of_an_idle_connection_is_a_408_and_a_close() throws IOException {
    try (RawClient client = asks(IDLE_TIMEOUT_408)) {
      assertThat(client.response()).matches(kept());
      assertNothingArrives(client);
      listener.update();
      assertThat(client.rest())
          .startsWith("HTTP/1.1 408 Request Timeout\r\n")
          .endsWith("\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
  }

  private static String kept() {
    return PROPER.formatted("Content-Length: " + LENGTH, "keep-alive") + ".*\\[true]}";
  }

  private static void assertNothingArrives(RawClient client) throws IOException {
    client.timeout(50);
    assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> client.bytes(1));
    client.timeout(20_000);
  }

  static Stream<FaultScenario> endless() {
    return Stream.of(FaultScenario.values())
        .filter(FaultScenario::needsConnection)
        .filter(
            fault ->
                List.of(FaultEffect.STALL, FaultEffect.DRIBBLE, FaultEffect.FLOOD)
                    .contains(fault.effect()));
  }

  @ParameterizedTest
  @MethodSource("endless")
  void closing_the_server_stops_endless_faults_even_for_a_client_that_does_not_read(
      FaultScenario fault) throws IOException, InterruptedException {
    try (RawClient client = asks(fault)) {
      asked.await();
      client.send("a request that gets no response");
      List<Thread> threads = ListenerTest.threads(listener);
      listener.close();
      for (Thread thread : threads) {
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
      }
    }
  }

  private void awaitNoConnections() throws InterruptedException {
    asked.await();
    while (listener.connections() > 0) {
      Thread.onSpinWait();
    }
  }
}
