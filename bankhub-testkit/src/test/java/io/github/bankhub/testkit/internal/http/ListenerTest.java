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
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

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

  /** A new process holds all sockets of this one for a moment, until it closes them. */
  @Test
  @EnabledOnOs(
      value = {OS.LINUX, OS.MAC},
      disabledReason = "the test starts the program sleep")
  void it_stops_listening_although_a_process_starts() throws Exception {
    listener.start(request -> DONE, JsonBodies::error);
    ExecutorService starter = Executors.newSingleThreadExecutor();
    try {
      for (int i = 0; i < 20; i++) {
        Future<Process> process = starter.submit(() -> new ProcessBuilder("sleep", "0").start());
        refuse(true);
        assertRefused();
        refuse(false);
        assertResponds();
        process.get().waitFor();
      }
    } finally {
      starter.shutdownNow();
    }
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

  @Test
  void the_connection_that_is_idle_for_the_longest_time_is_closed_for_a_new_one()
      throws IOException {
    try (Listener limited = limited(3)) {
      limited.start(request -> DONE, JsonBodies::error);
      try (RawClient first = new RawClient(limited.port());
          RawClient second = new RawClient(limited.port());
          RawClient third = new RawClient(limited.port())) {
        for (RawClient client : List.of(first, second, third, first)) {
          assertThat(client.send(GET).response()).startsWith("HTTP/1.1 200 OK");
        }
        try (RawClient fourth = new RawClient(limited.port())) {
          assertThat(fourth.send(GET).response()).startsWith("HTTP/1.1 200 OK");
          assertThat(second.rest()).as("the idlest one").isEmpty();
          for (RawClient client : List.of(first, third)) {
            assertThat(client.send(GET).response()).startsWith("HTTP/1.1 200 OK");
          }
        }
      }
    }
  }

  @Test
  void a_request_gets_its_response_beside_many_more_idle_connections_than_the_maximum()
      throws IOException {
    try (Listener limited = limited(20)) {
      limited.start(request -> DONE, JsonBodies::error);
      List<RawClient> idle = new ArrayList<>();
      try {
        for (int i = 0; i < 200; i++) {
          RawClient client = new RawClient(limited.port());
          idle.add(client);
          if (i % 2 == 0) {
            assertThat(client.send(GET).response()).startsWith("HTTP/1.1 200 OK");
          }
        }
        try (RawClient client = new RawClient(limited.port())) {
          assertThat(client.send(GET).response()).startsWith("HTTP/1.1 200 OK");
        }
        assertThat(limited.connections()).isLessThanOrEqualTo(20);
      } finally {
        for (RawClient client : idle) {
          client.close();
        }
      }
    }
  }

  @Test
  void a_connection_gets_503_that_says_so_if_all_others_have_a_request() throws Exception {
    SlowHandler slow = new SlowHandler(2, DONE);
    try (Listener limited = limited(2)) {
      limited.start(slow, JsonBodies::error);
      try (RawClient first = new RawClient(limited.port()).send(GET);
          RawClient second = new RawClient(limited.port()).send(GET)) {
        slow.awaitRequests();
        try (RawClient third = new RawClient(limited.port()).send(GET)) {
          assertThat(third.rest())
              .startsWith("HTTP/1.1 503 Service Unavailable\r\n")
              .contains("\r\nRetry-After: 1\r\n", "\r\nConnection: close\r\n")
              .contains("this server has at most 2 connections, and all have a request now");
        }
        slow.respond();
        assertThat(first.response()).startsWith("HTTP/1.1 200 OK");
        assertThat(second.response()).startsWith("HTTP/1.1 200 OK");
        String response = "HTTP/1.1 503";
        while (response.startsWith("HTTP/1.1 503")) {
          try (RawClient later = new RawClient(limited.port()).send(GET)) {
            response = later.response();
          }
        }
        assertThat(response).startsWith("HTTP/1.1 200 OK");
      }
    }
  }

  @Test
  void many_rejected_connections_that_stay_open_get_503_and_have_no_threads() throws Exception {
    SlowHandler slow = new SlowHandler(1, DONE);
    try (Listener limited = limited(1)) {
      limited.start(slow, JsonBodies::error);
      List<RawClient> clients = new ArrayList<>();
      try (RawClient first = new RawClient(limited.port()).send(GET)) {
        slow.awaitRequests();
        for (int i = 0; i < 300; i++) {
          clients.add(new RawClient(limited.port()));
        }
        try (RawClient last = new RawClient(limited.port()).send(GET)) {
          assertThat(last.rest()).startsWith("HTTP/1.1 503 Service Unavailable\r\n");
        }
        assertThat(threads(limited)).as("none for each connection").hasSizeLessThan(20);
        slow.respond();
        assertThat(first.response()).startsWith("HTTP/1.1 200 OK");
      } finally {
        for (RawClient client : clients) {
          client.close();
        }
      }
    }
  }

  @Test
  void idle_connections_have_no_threads() throws IOException {
    listener.start(request -> DONE, JsonBodies::error);
    List<RawClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < 200; i++) {
        clients.add(client());
        assertThat(clients.get(i).send(GET).response()).startsWith("HTTP/1.1 200 OK");
      }
      assertThat(threads(listener)).hasSizeLessThan(20);
      for (RawClient client : clients) {
        assertThat(client.send(GET).response()).startsWith("HTTP/1.1 200 OK");
      }
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void requests_that_wait_for_a_later_one_do_not_delay_it() throws IOException {
    int waiting = 5;
    CountDownLatch last = new CountDownLatch(waiting + 1);
    listener.start(
        request -> {
          last.countDown();
          try {
            last.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return DONE;
        },
        JsonBodies::error);
    List<RawClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i <= waiting; i++) {
        clients.add(client().send(GET + GET));
      }
      for (RawClient client : clients) {
        assertThat(client.response()).startsWith("HTTP/1.1 200 OK");
        assertThat(client.response()).as("pipelined").startsWith("HTTP/1.1 200 OK");
        assertThat(client.send(GET).response()).as("later").startsWith("HTTP/1.1 200 OK");
      }
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void a_handler_that_leaves_its_thread_interrupted_ends_no_connection() throws IOException {
    listener.start(
        request -> {
          Thread.currentThread().interrupt();
          return DONE;
        },
        JsonBodies::error);
    try (RawClient kept = client()) {
      assertThat(kept.send(GET).response()).startsWith("HTTP/1.1 200 OK");
      assertThat(kept.send(GET).response()).startsWith("HTTP/1.1 200 OK");
      assertResponds();
    }
  }

  /** More than the buffers of a connection hold. */
  private static final ResponseWithFault LARGE =
      ResponseWithFault.of(new HttpResponse(200, Map.of(), new byte[32 << 20]));

  @Test
  void an_update_does_not_wait_for_a_client_that_does_not_read_its_response() throws IOException {
    listener.start(request -> LARGE, JsonBodies::error);
    try (RawClient silent = client().send(GET)) {
      assertThat(silent.bytes(1)).as("the response has begun").isEqualTo("H");
      long start = System.nanoTime();
      for (int i = 0; i < 10; i++) {
        listener.update();
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }
  }

  @Test
  void a_connection_whose_client_does_not_read_its_response_is_closed_after_a_while()
      throws IOException {
    try (Listener limited = new Listener(0, () -> false, new ConnectionLimits(10, 60_000, 500))) {
      limited.start(request -> LARGE, JsonBodies::error);
      try (RawClient silent = new RawClient(limited.port()).send(GET)) {
        assertThat(silent.bytes(1)).as("the response has begun").isEqualTo("H");
        while (limited.connections() > 0 && !Thread.currentThread().isInterrupted()) {
          Thread.onSpinWait();
        }
        assertThat(limited.connections()).isZero();
      }
    }
  }

  private static Listener limited(int maxConnections) {
    return new Listener(0, () -> false, new ConnectionLimits(maxConnections, 60_000, 60_000));
  }
}
