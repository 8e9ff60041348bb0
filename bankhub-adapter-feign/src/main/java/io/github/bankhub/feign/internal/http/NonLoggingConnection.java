package io.github.bankhub.feign.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * A connection that logs nothing. HttpClient's own connection logs headers and bodies at level
 * DEBUG, with their secrets.
 */
final class NonLoggingConnection extends DefaultBHttpClientConnection
    implements ManagedHttpClientConnection {

  private static final int MAX_LINE_LENGTH = 16 << 10;
  private static final int MAX_HEADERS = 100;
  private static final int MAX_EMPTY_LINES = 10;

  /** Limits of a response's head. */
  private static final Http1Config LIMITS =
      Http1Config.custom()
          .setMaxLineLength(MAX_LINE_LENGTH)
          .setMaxHeaderCount(MAX_HEADERS)
          .setMaxEmptyLineCount(MAX_EMPTY_LINES)
          .build();

  private final ResponseHeadParser heads;
  private Timeout timeout = Timeout.DISABLED;
  private volatile boolean closed;

  NonLoggingConnection() {
    this(new ResponseHeadParser(LIMITS));
  }

  private NonLoggingConnection(ResponseHeadParser heads) {
    super(LIMITS, null, null, null, null, null, limits -> heads);
    this.heads = heads;
  }

  /** {@return the parser of the responses on this connection} */
  ResponseHeadParser heads() {
    return heads;
  }

  @Override
  public void bind(Socket socket) throws IOException {
    bind(new PooledSocket(socket));
    failIfClosed();
    timeout = Timeout.ofMilliseconds(socket.getSoTimeout());
  }

  @Override
  public void bind(SSLSocket tls, Socket socket) throws IOException {
    bind(new PooledSocket(tls, socket));
    failIfClosed();
    timeout = Timeout.ofMilliseconds(tls.getSoTimeout());
  }

  /**
   * HttpClient tries the next address of a host, even if the connection was closed meanwhile. This
   * check comes after binding. So a concurrent close finds the socket, or is found here.
   */
  private void failIfClosed() throws InterruptedIOException {
    if (closed) {
      super.close(CloseMode.IMMEDIATE);
      throw new InterruptedIOException("this connection has been closed");
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    super.close();
  }

  @Override
  public void close(CloseMode mode) {
    closed = true;
    super.close(mode);
  }

  @Override
  public @Nullable Socket getSocket() {
    SocketHolder holder = getSocketHolder();
    return holder == null ? null : holder.getSocket();
  }

  @Override
  public void setSocketTimeout(Timeout value) {
    timeout = value;
    super.setSocketTimeout(value);
  }

  /**
   * {@return true if the connection is closed, or has bytes that belong to no request} Such bytes
   * would be the response of the next request. So HttpClient closes the connection then.
   */
  @Override
  public boolean isStale() throws IOException {
    return !(getSocketHolder() instanceof PooledSocket socket)
        || hasBufferedBytes(socket)
        || socket.isClosedOrHasUnreadBytes();
  }

  /** HttpClient's buffer is private, so HttpClient looks into it, with a read that gets nothing. */
  private boolean hasBufferedBytes(PooledSocket socket) throws IOException {
    socket.pause(true);
    try {
      return isDataAvailable(Timeout.ONE_MILLISECOND);
    } finally {
      socket.pause(false);
    }
  }

  /** A pooled connection needs no timeout. */
  @Override
  public void passivate() {
    super.setSocketTimeout(Timeout.ZERO_MILLISECONDS);
  }

  @Override
  public void activate() {
    super.setSocketTimeout(timeout);
  }
}
