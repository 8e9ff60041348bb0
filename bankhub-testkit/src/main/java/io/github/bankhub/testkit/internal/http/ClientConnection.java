package io.github.bankhub.testkit.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/**
 * A connection to a client. Not thread-safe, except where stated. An exception means that the
 * client is gone.
 */
final class ClientConnection {

  private static final int NO_TIMEOUT = 0;
  private static final int LINGER_MILLIS = 2_000;

  private final Socket socket;
  private final InputStream unbuffered;
  private final InputStream in;
  private boolean hasDeadline;
  private long deadline;
  private volatile boolean received;
  private volatile boolean sending;
  private volatile long sendingSince;

  ClientConnection(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    this.socket = socket;
    this.unbuffered = socket.getInputStream();
    this.in = new BufferedInputStream(new TimedInput());
  }

  InputStream in() {
    return in;
  }

  /** Limits the time of all later reads together. A read after it is a timeout. */
  void startDeadline(int millis) {
    hasDeadline = true;
    deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
  }

  void endDeadline() {
    hasDeadline = false;
  }

  private int millisLeft() throws SocketTimeoutException {
    int left = (int) TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
    if (left <= 0) {
      throw new SocketTimeoutException("the deadline has passed");
    }
    return left;
  }

  /** Sends a text; each of its characters is one byte. */
  void send(String bytes) throws IOException {
    sendingSince = System.nanoTime();
    sending = true;
    try {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    } finally {
      sending = false;
    }
  }

  /** {@return whether a text has been sent for so long, and is not sent yet} Thread-safe. */
  boolean hasSentFor(int millis) {
    return sending && System.nanoTime() - sendingSince > TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Waits for bytes. Returns false if the client closes the connection instead. */
  boolean hasMore(int timeoutMillis) throws IOException {
    socket.setSoTimeout(timeoutMillis);
    in.mark(1);
    boolean more = in.read() >= 0;
    in.reset();
    return more;
  }

  /** Marks the end of a request. Bytes that have arrived already belong to the next one. */
  void endRequest() throws IOException {
    received = in.available() > 0;
  }

  /** {@return whether bytes have arrived since the last request, read or not} Thread-safe. */
  boolean hasReceived() throws IOException {
    return received || unbuffered.available() > 0;
  }

  void awaitEnd() throws IOException {
    boolean gone = false;
    while (!gone) {
      gone = isGoneAfter(NO_TIMEOUT);
    }
  }

  /** Waits until the client closes the connection or sends something, which is discarded. */
  boolean isGoneAfter(int timeoutMillis) throws IOException {
    socket.setSoTimeout(timeoutMillis);
    try {
      return in.read(new byte[8192]) < 0;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  void sendEnd() throws IOException {
    socket.shutdownOutput();
  }

  /**
   * Closes the connection properly. Closing a socket with unread bytes resets it, and the client
   * might lose the response. Therefore the client gets time to close first.
   */
  void finish() throws IOException {
    sendEnd();
    long start = System.nanoTime();
    int left = LINGER_MILLIS;
    while (left > 0 && !isGoneAfter(left)) {
      left = LINGER_MILLIS - (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
    close();
  }

  void close() throws IOException {
    socket.close();
  }

  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Reads until the deadline. The timeout of a socket limits only the wait for the next byte. */
  private final class TimedInput extends InputStream {

    @Override
    public int read() throws IOException {
      byte[] next = new byte[1];
      return read(next, 0, 1) < 0 ? -1 : next[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      if (hasDeadline) {
        socket.setSoTimeout(millisLeft());
      }
      int count = unbuffered.read(into, from, length);
      received = true;
      return count;
    }
  }
}
