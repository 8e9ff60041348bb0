package io.github.bankhub.feign.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.feign.internal.call.AttemptException;
import io.github.bankhub.feign.settings.Connections;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pool with 2 connections, to a server that accepts them and says nothing. */
@Timeout(60)
class ConnectionPoolTest {

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final HttpHost PROXY = new HttpHost("proxy.example", 3128);

  private final Connections limits = new Connections(2, HOUR, HOUR, 1024);
  private final ConnectionPool pool = new ConnectionPool(limits);
  private ServerSocket server;

  @BeforeEach
  void listen() throws IOException {
    server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  }

  @AfterEach
  void close() throws IOException {
    pool.close();
    server.close();
  }

  private NonLoggingConnection connected(@Nullable HttpHost proxy) throws IOException {
    return connected(pool, proxy);
  }

  private NonLoggingConnection connected(ConnectionPool from, @Nullable HttpHost proxy)
      throws IOException {
    NonLoggingConnection connection = from.lease(proxy, HOUR);
    if (connection.isNew()) {
      Socket socket = NonLoggingConnection.newSocket();
      socket.connect(server.getLocalSocketAddress());
      connection.bind(socket);
    }
    return connection;
  }

  @Test
  void the_connection_that_was_used_last_is_used_next() throws IOException {
    NonLoggingConnection first = connected(null);
    NonLoggingConnection second = connected(null);
    pool.release(first, HOUR);
    pool.release(second, HOUR);
    assertThat(pool.lease(null, HOUR)).isSameAs(second);
    assertThat(pool.lease(null, HOUR)).isSameAs(first);
  }

  @Test
  void no_connection_is_opened_beyond_the_maximum() throws IOException {
    pool.lease(null, HOUR);
    NonLoggingConnection second = connected(null);
    assertThatExceptionOfType(ConnectionRequestTimeoutException.class)
        .isThrownBy(() -> pool.lease(null, MILLI));
    pool.release(second, HOUR);
    assertThat(pool.lease(null, MILLI)).isSameAs(second);
  }

  @Test
  void an_idle_connection_of_another_proxy_makes_room_and_is_not_used() throws IOException {
    NonLoggingConnection direct = connected(null);
    NonLoggingConnection proxied = connected(PROXY);
    pool.release(direct, HOUR);
    assertThat(connected(PROXY)).isNotSameAs(proxied);
    assertThat(direct.isOpen()).isFalse();
    assertThat(proxied.isOpen()).isTrue();
  }

  @Test
  void a_connection_that_cannot_be_kept_is_closed() throws IOException {
    NonLoggingConnection connection = connected(null);
    pool.release(connection, Duration.ZERO);
    assertThat(connection.isOpen()).isFalse();
    assertThat(pool.lease(null, HOUR).isNew()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"the server", "maxIdle", "maxAge"})
  void a_connection_that_has_expired_is_neither_used_nor_left_open(String by) throws IOException {
    Duration now = Duration.ofMillis(1);
    ConnectionPool expiring =
        new ConnectionPool(
            new Connections(
                2, by.equals("maxIdle") ? now : HOUR, by.equals("maxAge") ? now : HOUR, 1024));
    Duration keepAlive = by.equals("the server") ? Duration.ofNanos(1) : HOUR;
    NonLoggingConnection used = connected(expiring, null);
    NonLoggingConnection idle = connected(expiring, null);
    expiring.release(idle, keepAlive);
    expiring.release(used, keepAlive);
    while (used.nanosToExpiry() > 0 || idle.nanosToExpiry() > 0) {
      Thread.onSpinWait();
    }
    assertThat(expiring.lease(null, HOUR).isNew()).isTrue();
    assertThat(expiring.closeExpired()).isEqualTo(Long.MAX_VALUE);
    assertThat(used.isOpen()).isFalse();
    assertThat(idle.isOpen()).isFalse();
    expiring.close();
  }

  @Test
  void knows_when_the_next_connection_expires() throws IOException {
    assertThat(pool.closeExpired()).isEqualTo(Long.MAX_VALUE);
    pool.release(connected(null), HOUR);
    assertThat(pool.closeExpired()).isBetween(1L, HOUR.toNanos());
  }

  @Test
  void FR_06_an_interrupt_ends_the_wait_and_its_flag_stays() {
    Thread.currentThread().interrupt();
    assertThatExceptionOfType(InterruptedIOException.class)
        .isThrownBy(() -> pool.lease(null, HOUR));
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void FR_08_closing_it_closes_leased_and_idle_connections() throws IOException {
    NonLoggingConnection idle = connected(null);
    NonLoggingConnection leased = connected(null);
    pool.release(idle, HOUR);
    pool.close();
    assertThat(idle.isOpen()).isFalse();
    assertThat(leased.isOpen()).isFalse();
    pool.release(leased, HOUR);
    assertThatExceptionOfType(AttemptException.class).isThrownBy(() -> pool.lease(null, HOUR));
  }
}
