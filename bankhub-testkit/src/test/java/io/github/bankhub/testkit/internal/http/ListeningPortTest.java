package io.github.bankhub.testkit.internal.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class ListeningPortTest {

  private static final InetAddress HERE = Listeners.LOOPBACK_4;

  private final ListeningPort port = listening();

  private static ListeningPort listening() {
    try {
      return new ListeningPort(HERE, 0, 1000);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Socket connect() throws IOException {
    return new Socket(HERE, port.number());
  }

  private void assertTaken() throws IOException {
    try (ServerSocket other = new ServerSocket()) {
      other.setReuseAddress(false);
      assertThatExceptionOfType(BindException.class)
          .isThrownBy(() -> other.bind(new InetSocketAddress(HERE, port.number())));
    }
  }

  @Test
  @EnabledOnOs(
      value = OS.LINUX,
      disabledReason = "elsewhere, a second socket cannot be bound to a port that listens")
  void no_other_socket_gets_the_port_in_any_state() throws IOException {
    assertTaken();
    port.close();
    assertTaken();
    port.reserve();
    assertTaken();
    port.open();
    assertTaken();
    port.close();
    assertTaken();
    port.release();
  }

  @Test
  void accepts_connections_only_while_it_is_open() throws IOException {
    connect().close();
    port.close();
    port.reserve();
    assertThatExceptionOfType(ConnectException.class).isThrownBy(this::connect);
    port.open();
    connect().close();
    port.close();
    assertThatExceptionOfType(ConnectException.class).isThrownBy(this::connect);
    port.release();
  }

  @Test
  void the_port_is_free_after_its_release() throws IOException {
    port.close();
    port.release();
    try (ServerSocket other = new ServerSocket()) {
      other.bind(new InetSocketAddress(HERE, port.number()));
      assertThat(other.isBound()).isTrue();
    }
  }
}
