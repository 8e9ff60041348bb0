package io.github.bankhub.testkit.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;

/** The client's end of a connection. Not thread-safe; an exception means that it has gone. */
final class ClientConnection {

  private static final int FOR_EVER = 0;
  private static final int LINGERING_MILLIS = 2_000;

  private final Socket socket;
  private final InputStream in;

  ClientConnection(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
  }

  InputStream in() {
    return in;
  }

  /** Sends a text whose characters are bytes. */
  void send(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
  }

  /** Waits for bytes, for this long at most; returns false if the client closes instead. */
  boolean hasMore(int millis) throws IOException {
    socket.setSoTimeout(millis);
    in.mark(1);
    boolean more = in.read() >= 0;
    in.reset();
    return more;
  }

  /** Waits for the client to close, and discards what it sends. */
  void awaitEnd() throws IOException {
    boolean gone = false;
    while (!gone) {
      gone = isGoneAfter(FOR_EVER);
    }
  }

  /** Waits so long; less if the client closes, or sends something, which is discarded. */
  boolean isGoneAfter(int millis) throws IOException {
    socket.setSoTimeout(millis);
    try {
      return in.read(new byte[8192]) < 0;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  /** Says that nothing more comes. */
  void sendEnd() throws IOException {
    socket.shutdownOutput();
  }

  /**
   * Ends the connection in good order. To close a socket with bytes that nobody read resets it, so
   * the client might lose the answer: it is given time to close first.
   */
  void finish() throws IOException {
    sendEnd();
    long start = System.nanoTime();
    int left = LINGERING_MILLIS;
    while (left > 0 && !isGoneAfter(left)) {
      left = LINGERING_MILLIS - (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
    socket.close();
  }

  /** Ends the connection by a reset. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }
}
