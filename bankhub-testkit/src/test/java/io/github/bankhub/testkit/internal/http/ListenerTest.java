package io.github.bankhub.testkit.internal.http;

import static io.github.bankhub.testkit.internal.http.RawClient.GET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.routes.ConnectionFaults;
import io.github.bankhub.testkit.internal.routes.JsonBodies;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ListenerTest {

  private static final ResponseWithFault DONE =
      ResponseWithFault.of(new HttpResponse(200, Map.of(), new byte[0]));

  private final AtomicBoolean refusing = new AtomicBoolean();
  private final Listener listener = new Listener(0, refusing::get);

  @AfterEach
  void close() {
    listener.close();
  }

  static List<Thread> threads(Listener listener) {
    String name = "bankhub-server-" + listener.port() + "-";
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith(name))
        .toList();
  }

  private void refuse(boolean now) {
    refusing.set(now);
    listener.update();
  }

  private RawClient client() throws IOException {
    return new RawClient(listener.port());
  }

  private void assertRefused() {
    assertThatExceptionOfType(ConnectException.class).isThrownBy(this::client);
  }

  private void assertResponds() throws IOException {
    try (RawClient client = client()) {
      assertThat(client.send(GET).response()).startsWith("HTTP/1.1 200 OK");
    }
  }

  @RepeatedTest(50)
  void an_update_stops_and_starts_listening_immediately() throws IOException {
    listener.start(request -> DONE, JsonBodies::error);
    assertResponds();
    refuse(true);
    assertRefused();
    refuse(true);
    assertRefused();
    refuse(false);
    assertResponds();
    refuse(false);
    assertResponds();
  }

  /** A ticking clock expires a fault without an update. */
  @Test
  void it_listens_again_without_an_update_when_the_fault_has_expired() throws IOException {
    listener.start(request -> DONE, JsonBodies::error);
    refuse(true);
    refusing.set(false);
    boolean responded = false;
    while (!responded) {
      try {
        assertResponds();
        responded = true;
      } catch (ConnectException e) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void it_refuses_connections_from_the_start_if_the_fault_is_active() throws IOException {
    refusing.set(true);
    listener.start(request -> DONE, JsonBodies::error);
    assertRefused();
    refuse(false);
    assertResponds();
  }

  @Test
  void idle_connections_are_closed_when_it_stops_listening() throws IOException {
    listener.start(request -> DONE, JsonBodies::error);
    try (RawClient kept = client()) {
      assertThat(kept.send(GET).response()).contains("\r\nConnection: keep-alive\r\n");
      refuse(true);
      assertThat(kept.rest()).isEmpty();
    }
  }

  @Test
  void idle_connections_stay_open_when_another_fault_changes() throws IOException {
    listener.start(request -> DONE, JsonBodies::error);
    try (RawClient kept = client()) {
      assertThat(kept.send(GET).response()).contains("\r\nConnection: keep-alive\r\n");
      refuse(false);
      assertThat(kept.send(GET).response()).contains("\r\nConnection: keep-alive\r\n");
    }
  }

  @Test
  void the_request_that_activates_the_fault_still_gets_its_response() throws IOException {
    listener.start(
        request -> {
          refuse(true);
          return DONE;
        },
        JsonBodies::error);
    try (RawClient client = client()) {
      assertThat(client.send(GET).rest())
          .startsWith("HTTP/1.1 200 OK")
          .contains("\r\nConnection: close\r\n");
    }
    assertRefused();
  }

  @Test
  void the_system_gives_a_refusing_port_to_no_other_socket() throws IOException {
    listener.start(request -> DONE, JsonBodies::error);
    refuse(true);
    InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (ServerSocket other = new ServerSocket()) {
      other.setReuseAddress(false);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> other.bind(new InetSocketAddress(here, listener.port())));
    }
  }

  @Test
  void a_closed_listener_stays_closed_when_faults_change() throws IOException {
    listener.start(request -> DONE, JsonBodies::error);
    refuse(true);
    listener.close();
    refuse(false);
    assertRefused();
    try (Listener next = new Listener(listener.port(), () -> false)) {
      assertThat(next.port()).isEqualTo(listener.port());
    }
  }

  @RepeatedTest(50)
  void closing_frees_the_port_immediately_even_with_open_connections() throws IOException {
    listener.start(request -> DONE, JsonBodies::error);
    try (RawClient idle = client();
        RawClient begun = client()) {
      assertThat(idle.send(GET).response()).isNotEmpty();
      begun.send("GET /");
      listener.close();
      listener.close();
      try (Listener next = new Listener(listener.port(), () -> false)) {
        next.start(request -> DONE, JsonBodies::error);
        assertResponds();
      }
    }
  }

  @Test
  void closing_does_not_wait_for_the_current_request() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    Function<HttpRequest, ResponseWithFault> slow =
        request -> {
          asked.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return DONE;
        };
    listener.start(slow, JsonBodies::error);
    try (RawClient client = client().send(GET)) {
      asked.await();
      List<Thread> threads = threads(listener);
      listener.close();
      for (Thread thread : threads) {
        thread.join(10_000);
        assertThat(thread.isAlive()).isFalse();
      }
      assertThat(client.rest()).isEmpty();
    }
  }

  @RepeatedTest(50)
  void many_threads_may_change_faults_concurrently() {
    listener.start(request -> DONE, JsonBodies::error);
    assertThatCode(() -> IntStream.range(0, 200).parallel().forEach(i -> refuse(i % 2 == 0)))
        .doesNotThrowAnyException();
    refuse(false);
    assertThatCode(this::assertResponds).doesNotThrowAnyException();
    refuse(true);
    assertRefused();
  }

  @Test
  void a_connection_that_was_accepted_before_the_fault_is_reset() throws IOException {
    listener.start(
        request ->
            new ResponseWithFault(
                DONE.response(), ConnectionFaults.of(FaultScenario.CONNECTION_REFUSED)),
        JsonBodies::error);
    try (RawClient client = client().send(GET)) {
      assertThat(client.untilReset()).isEmpty();
    }
  }
}
