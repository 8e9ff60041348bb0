package io.github.bankhub.testkit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.routes.JsonBodies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Some clients of {@code localhost} try only the IPv6 address. */
@Timeout(60)
class ListenersTest {

  private static final ResponseWithFault DONE =
      ResponseWithFault.of(new HttpResponse(200, Map.of(), new byte[0]));

  private static InetAddress loopback6() throws IOException {
    byte[] address = new byte[16];
    address[15] = 1;
    return InetAddress.getByAddress(address);
  }

  @BeforeEach
  void needs_IPv6() {
    boolean hasIpv6;
    try (ServerSocket free = new ServerSocket(0, 1, loopback6())) {
      hasIpv6 = free.isBound();
    } catch (IOException e) {
      hasIpv6 = false;
    }
    assumeThat(hasIpv6).as("this machine has IPv6").isTrue();
  }

  @Test
  void a_port_that_is_taken_at_one_address_is_free_again_at_the_other() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, loopback6())) {
      int port = taken.getLocalPort();
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> Listeners.loopback(port, () -> false))
          .withMessage("cannot listen on [::1], port " + port);
      try (ServerSocket other = new ServerSocket()) {
        other.bind(new InetSocketAddress(Listeners.LOOPBACK_4, port));
        assertThat(other.isBound()).isTrue();
      }
    }
  }

  @Test
  void both_addresses_refuse_connections_and_accept_them_again() throws IOException {
    AtomicBoolean refusing = new AtomicBoolean();
    try (Listeners listeners = Listeners.loopback(0, refusing::get)) {
      listeners.start(request -> DONE, error -> DONE.response());
      for (InetAddress address : new InetAddress[] {Listeners.LOOPBACK_4, loopback6()}) {
        connect(address, listeners.port());
        refusing.set(true);
        listeners.update();
        assertThatExceptionOfType(ConnectException.class)
            .isThrownBy(() -> connect(address, listeners.port()));
        refusing.set(false);
        listeners.update();
        connect(address, listeners.port());
      }
    }
  }

  @Test
  void both_addresses_share_the_maximum_number_of_connections() throws Exception {
    SlowHandler slow = new SlowHandler(2, DONE);
    ConnectionLimits two = new ConnectionLimits(2, 60_000, 60_000);
    try (Listeners listeners = Listeners.loopback(0, () -> false, two)) {
      listeners.start(slow, JsonBodies::error);
      try (RawClient first = new RawClient(Listeners.LOOPBACK_4, listeners.port());
          RawClient second = new RawClient(loopback6(), listeners.port())) {
        first.send(RawClient.GET);
        second.send(RawClient.GET);
        slow.awaitRequests();
        for (InetAddress address : new InetAddress[] {Listeners.LOOPBACK_4, loopback6()}) {
          try (RawClient third = new RawClient(address, listeners.port())) {
            assertThat(third.send(RawClient.GET).rest()).startsWith("HTTP/1.1 503 ");
          }
        }
        slow.respond();
        assertThat(first.response()).startsWith("HTTP/1.1 200 OK");
        assertThat(second.response()).startsWith("HTTP/1.1 200 OK");
      }
    }
  }

  private static void connect(InetAddress address, int port) throws IOException {
    new Socket(address, port).close();
  }
}
