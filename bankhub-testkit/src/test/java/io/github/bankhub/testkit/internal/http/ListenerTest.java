package io.github.bankhub.testkit.internal.http;

import static io.github.bankhub.testkit.internal.http.RawClient.GET;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.routes.ResponseWithFault;
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
      new ResponseWithFault(new HttpResponse(200, Map.of(), new byte[0]), null);

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
    listener.faultsChanged();
  }

  private RawClient client() throws IOException {
    return new RawClient(listener.port());
  }

  private void assertRefused() {
    assertThatExceptionOfType(ConnectException.class).isThrownBy(this::client);
  }

  private void assertAnswers() throws IOException {
    try (RawClient client = client()) {
      assertThat(client.send(GET).answer()).startsWith("HTTP/1.1 200 OK");
    }
  }

  @RepeatedTest(50)
  void nothing_listens_once_it_is_told_to_refuse_and_something_does_once_told_not_to()
      throws IOException {
    listener.start(request -> DONE);
    assertAnswers();
    refuse(true);
    assertRefused();
    refuse(true);
    assertRefused();
    refuse(false);
    assertAnswers();
    refuse(false);
    assertAnswers();
  }

  /** As when a ticking clock ends it. */
  @Test
  void it_listens_again_by_itself_when_the_fault_is_over_and_nobody_says_so() throws IOException {
    listener.start(request -> DONE);
    refuse(true);
    refusing.set(false);
    boolean answered = false;
    while (!answered) {
      try {
        assertAnswers();
        answered = true;
      } catch (ConnectException e) {
        Thread.onSpinWait();
      }
    }
  }

  @Test
  void it_refuses_from_the_start_if_the_fault_is_there_already() throws IOException {
    refusing.set(true);
    listener.start(request -> DONE);
    assertRefused();
    refuse(false);
    assertAnswers();
  }

  @Test
  void kept_connections_are_closed_when_nothing_may_listen() throws IOException {
    listener.start(request -> DONE);
    try (RawClient kept = client()) {
      assertThat(kept.send(GET).answer()).contains("\r\nConnection: keep-alive\r\n");
      refuse(true);
      assertThat(kept.rest()).isEmpty();
    }
  }

  @Test
  void kept_connections_stay_when_another_fault_changes() throws IOException {
    listener.start(request -> DONE);
    try (RawClient kept = client()) {
      assertThat(kept.send(GET).answer()).contains("\r\nConnection: keep-alive\r\n");
      refuse(false);
      assertThat(kept.send(GET).answer()).contains("\r\nConnection: keep-alive\r\n");
    }
  }

  @Test
  void the_request_that_brings_the_fault_is_still_answered() throws IOException {
    listener.start(
        request -> {
          refuse(true);
          return DONE;
        });
    try (RawClient client = client()) {
      assertThat(client.send(GET).rest())
          .startsWith("HTTP/1.1 200 OK")
          .contains("\r\nConnection: close\r\n");
    }
    assertRefused();
  }

  @Test
  void a_port_that_is_refused_is_given_to_nobody_else() throws IOException {
    listener.start(request -> DONE);
    refuse(true);
    InetAddress here = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try (ServerSocket other = new ServerSocket()) {
      other.setReuseAddress(false);
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> other.bind(new InetSocketAddress(here, listener.port())));
    }
  }

  @Test
  void a_listener_that_was_closed_stays_so_whatever_becomes_of_the_faults() throws IOException {
    listener.start(request -> DONE);
    refuse(true);
    listener.close();
    refuse(false);
    assertRefused();
    try (Listener next = new Listener(listener.port(), () -> false)) {
      assertThat(next.port()).isEqualTo(listener.port());
    }
  }

  @RepeatedTest(50)
  void closing_frees_the_port_at_once_even_with_connections_open() throws IOException {
    listener.start(request -> DONE);
    try (RawClient idle = client();
        RawClient begun = client()) {
      assertThat(idle.send(GET).answer()).isNotEmpty();
      begun.send("GET /");
      listener.close();
      listener.close();
      try (Listener next = new Listener(listener.port(), () -> false)) {
        next.start(request -> DONE);
        assertAnswers();
      }
    }
  }

  @Test
  void closing_does_not_wait_for_a_request_that_is_being_answered() throws Exception {
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
    listener.start(slow);
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
  void faults_may_be_changed_by_many_at_once() {
    listener.start(request -> DONE);
    assertThatCode(() -> IntStream.range(0, 200).parallel().forEach(i -> refuse(i % 2 == 0)))
        .doesNotThrowAnyException();
    refuse(false);
    assertThatCode(this::assertAnswers).doesNotThrowAnyException();
    refuse(true);
    assertRefused();
  }

  @Test
  void a_connection_that_was_on_its_way_when_the_fault_came_is_reset() throws IOException {
    listener.start(
        request -> new ResponseWithFault(DONE.answer(), FaultScenario.CONNECTION_REFUSED));
    try (RawClient client = client().send(GET)) {
      assertThat(client.untilReset()).isEmpty();
    }
  }
}
