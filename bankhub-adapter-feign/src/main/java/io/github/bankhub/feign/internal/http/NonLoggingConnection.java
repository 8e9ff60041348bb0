package io.github.bankhub.feign.internal.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.io.ManagedHttpClientConnection;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.apache.hc.core5.http.impl.io.SocketHolder;
import org.apache.hc.core5.http.message.MessageSupport;
import org.apache.hc.core5.io.CloseMode;
import org.jspecify.annotations.Nullable;

/**
 * A connection that logs nothing. HttpClient's own connection logs headers and bodies at level
 * DEBUG, with their secrets. One thread at a time uses it; any thread may close it.
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
  private final @Nullable HttpHost proxy;
  private final long maxAgeNanos;
  private final long createdAt = System.nanoTime();
  private final ByteBuffer unread = ByteBuffer.allocate(1);
  private long idleSince;
  private long maxIdleNanos;
  private volatile boolean bound;
  private volatile boolean closed;

  NonLoggingConnection(@Nullable HttpHost proxy, Duration maxAge) {
    this(proxy, maxAge, new ResponseHeadParser(LIMITS));
  }

  private NonLoggingConnection(
      @Nullable HttpHost proxy, Duration maxAge, ResponseHeadParser heads) {
    super(LIMITS, null, null, null, null, null, limits -> heads);
    this.heads = heads;
    this.proxy = proxy;
    this.maxAgeNanos = maxAge.toNanos();
  }

  /** {@return a socket that can be read without waiting} */
  static Socket newSocket() throws IOException {
    return SocketChannel.open().socket();
  }

  /** {@return true until it is connected} */
  boolean isNew() {
    return !bound;
  }

  boolean isThrough(@Nullable HttpHost other) {
    return Objects.equals(proxy, other);
  }

  /** Starts the time for which this connection may be idle. */
  void expireAfter(Duration maxIdle) {
    idleSince = System.nanoTime();
    maxIdleNanos = maxIdle.toNanos();
  }

  long nanosToExpiry() {
    long now = System.nanoTime();
    return Math.min(maxAgeNanos - (now - createdAt), maxIdleNanos - (now - idleSince));
  }

  /** Sends a request, and reads the head of its response. Its body is still to be read. */
  ClassicHttpResponse exchange(ClassicHttpRequest request) throws IOException, HttpException {
    heads.begin();
    sendRequestHeader(request);
    sendRequestEntity(request);
    flush();
    ClassicHttpResponse response = receiveResponseHeader();
    while (response.getCode() < HttpStatus.SC_SUCCESS) {
      response = receiveResponseHeader();
    }
    if (MessageSupport.canResponseHaveBody(request.getMethod(), response)) {
      receiveResponseEntity(response);
    }
    return response;
  }

  /** {@return the status of the response, even if its head is malformed; 0 without a status} */
  int status() {
    return heads.status();
  }

  @Override
  public void bind(Socket socket) throws IOException {
    super.bind(socket);
    failIfClosed();
  }

  @Override
  public void bind(SSLSocket tls, Socket socket) throws IOException {
    bind(new SocketHolder(tls, socket));
    failIfClosed();
  }

  /**
   * HttpClient tries the next address of a host, even if the connection was closed meanwhile. This
   * check comes after binding. So a concurrent close finds the socket, or is found here.
   */
  private void failIfClosed() throws InterruptedIOException {
    bound = true;
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

  /**
   * {@return true if the connection is closed, or has bytes that belong to no request} Such bytes
   * would be the response of the next request. With TLS, any unread record counts. This may read a
   * byte, so a stale connection cannot be used any more. It does not wait.
   */
  @Override
  public boolean isStale() {
    SocketHolder holder = getSocketHolder();
    try {
      return holder == null || heads.hasUnreadBytes() || hasUnreadBytes(holder);
    } catch (IOException e) {
      return true;
    }
  }

  private boolean hasUnreadBytes(SocketHolder holder) throws IOException {
    SSLSocket tls = holder.getSSLSocket();
    // With TLS, some bytes are decrypted already, and no longer in the channel. A proxy with an
    // https address has a TLS layer of its own.
    return (tls != null
            && (tls.getInputStream().available() > 0
                || holder.getBaseSocket().getInputStream().available() > 0))
        || readsFrom(holder.getBaseSocket().getChannel());
  }

  private boolean readsFrom(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    try {
      return channel.read(unread.clear()) != 0;
    } finally {
      channel.configureBlocking(true);
    }
  }

  /** This library's own pool does not need it. */
  @Override
  public void passivate() {}

  /** This library's own pool does not need it. */
  @Override
  public void activate() {}
}
