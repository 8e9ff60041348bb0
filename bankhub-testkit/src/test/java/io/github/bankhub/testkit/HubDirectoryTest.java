package io.github.bankhub.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.http.RawClient;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The named hubs of a handler without a server. */
@Timeout(60)
class HubDirectoryTest {

  private final List<Control> controls = new CopyOnWriteArrayList<>();
  private volatile Runnable whileDataIsAdded = () -> {};
  private final InMemoryBankHub first =
      InMemoryBankHub.builder()
          .data(
              control -> {
                controls.add(control);
                whileDataIsAdded.run();
              })
          .build();
  private final BankHubHttpHandler handler =
      BankHubHttpHandler.of(first, URI.create("http://127.0.0.1"));

  private int create(String name) {
    byte[] body = "{\"name\":\"%s\"}".formatted(name).getBytes(UTF_8);
    URI uri = URI.create("/_testkit/hubs");
    HttpResponse response = handler.handle(new HttpRequest("POST", uri, Map.of(), body));
    return response.status();
  }

  private void assertNamedHubsAreClosed() {
    for (Control control : controls.subList(1, controls.size())) {
      assertThatIllegalStateException()
          .isThrownBy(() -> control.addCompany("ABC"))
          .withMessageContaining("is closed");
    }
  }

  @Test
  void closing_the_first_hub_closes_the_named_ones() {
    create("w1");
    create("w2");
    first.close();
    assertThat(controls).hasSize(3);
    assertNamedHubsAreClosed();
  }

  @Test
  void a_hub_that_is_created_while_the_first_one_closes_is_closed_too() {
    whileDataIsAdded = first::close;
    assertThat(create("w1")).isGreaterThanOrEqualTo(400);
    assertThat(controls).hasSize(2);
    assertNamedHubsAreClosed();
  }

  @Test
  void a_hub_that_is_created_while_its_server_closes_is_closed_too() throws IOException {
    BankHubServer server = BankHubServer.start(first);
    whileDataIsAdded = server::close;
    String body = "{\"name\":\"w1\"}";
    try (RawClient client = new RawClient(server.baseUri().getPort())) {
      client.send(
          "POST /_testkit/hubs HTTP/1.1\r\nHost: localhost\r\nContent-Length: %s\r\n\r\n%s"
              .formatted(body.length(), body));
      boolean isClosed = false;
      while (!isClosed && !Thread.currentThread().isInterrupted()) {
        isClosed = controls.size() == 2 && isClosed(controls.get(1));
      }
    }
    assertNamedHubsAreClosed();
  }

  private static boolean isClosed(Control control) {
    try {
      control.addCompany("ABC");
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  @Test
  void two_threads_do_not_exceed_the_maximum_together() throws InterruptedException {
    IntStream.range(0, 999).forEach(i -> create("w" + i));
    CyclicBarrier both = new CyclicBarrier(2);
    whileDataIsAdded =
        () -> {
          try {
            both.await();
          } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalArgumentException(e);
          }
        };
    List<Integer> statuses = new CopyOnWriteArrayList<>();
    Thread other = new Thread(() -> statuses.add(create("one-more")));
    other.start();
    statuses.add(create("another"));
    other.join();
    assertThat(statuses).containsExactlyInAnyOrder(201, 409);
  }
}
