package io.github.bankhub.feign.internal.http;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLSocket;
import org.apache.hc.core5.http.impl.io.SocketHolder;

/** The socket of a pooled connection. It checks for unread bytes without waiting. */
final class PooledSocket extends SocketHolder {

  private boolean paused;

  PooledSocket(Socket socket) {
    super(socket);
  }

  PooledSocket(SSLSocket tls, Socket socket) {
    super(tls, socket);
  }

  /** {@return a socket that can be read without waiting} */
  static Socket create() throws IOException {
    return SocketChannel.open().socket();
  }

  /** While this is true, a read gets nothing and does not wait. */
  void pause(boolean value) {
    paused = value;
  }

  /**
   * {@return true if the connection is closed, or has bytes that were not read} It may read a byte,
   * so a connection with unread bytes cannot be used any more. With TLS, any unread record counts.
   */
  boolean isClosedOrHasUnreadBytes() throws IOException {
    // With TLS, these bytes are decrypted already, and no longer in the channel. A proxy with an
    // https address has a TLS layer of its own.
    return getSocket().getInputStream().available() > 0
        || getBaseSocket().getInputStream().available() > 0
        || readsFrom(getBaseSocket().getChannel());
  }

  private static boolean readsFrom(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    try {
      return channel.read(ByteBuffer.allocate(1)) != 0;
    } finally {
      channel.configureBlocking(true);
    }
  }

  @Override
  protected InputStream getInputStream(Socket socket) throws IOException {
    return new FilterInputStream(super.getInputStream(socket)) {
      @Override
      public int read(byte[] bytes, int from, int length) throws IOException {
        return paused ? 0 : super.read(bytes, from, length);
      }
    };
  }
}
