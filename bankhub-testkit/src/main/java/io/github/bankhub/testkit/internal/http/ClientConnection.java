package io.github.bankhub.testkit.internal.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a client. Not thread-safe, except where stated. An exception means that the
 * client is gone.
 */
final class ClientConnection {

  private static final int NO_TIMEOUT = 0;
  private static final int LINGER_MILLIS = 2_000;

  /** Long enough for a client that sends head and body apart, or that closes after a response. */
  private static final int SHORT_WAIT_MILLIS = 1;

  /** More than that would need a large buffer outside of the heap, which its thread keeps. */
  private static final int MAX_TRANSFER_BYTES = 64 << 10;

  private final SocketChannel channel;
  private final Runnable beforeWait;
  private final Runnable onClose;
  private boolean hasDeadline;
  private long deadline;
  private volatile boolean received;
  private volatile boolean sending;
  private volatile long sendingSince;
  private volatile @Nullable Selector waiting;

  /**
   * Takes a channel that does not block.
   *
   * @param beforeWait called before a thread waits for the client
   * @param onClose called when the connection is closed, perhaps more than once
   */
  ClientConnection(SocketChannel channel, Runnable beforeWait, Runnable onClose) {
    this.channel = channel;
    this.beforeWait = beforeWait;
    this.onClose = onClose;
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

  /** Reads what has arrived. Returns 0 if nothing has, and -1 if the client sends nothing more. */
  int readArrived(ByteBuffer into) throws IOException {
    // Before the bytes leave the system: otherwise the connection seems idle in between.
    received = true;
    int count = transfer(into, channel::read);
    received = count > 0;
    return count;
  }

  /** Waits for bytes, until the deadline. Returns -1 if the client sends nothing more. */
  int read(ByteBuffer into) throws IOException {
    int count = transfer(into, channel::read);
    while (count == 0) {
      await(SelectionKey.OP_READ, hasDeadline ? millisLeft() : NO_TIMEOUT);
      count = transfer(into, channel::read);
    }
    received = true;
    return count;
  }

  /** Sends a text; each of its characters is one byte. */
  void send(String bytes) throws IOException {
    send(bytes.getBytes(ISO_8859_1));
  }

  void send(byte[] bytes) throws IOException {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    sendingSince = System.nanoTime();
    sending = true;
    try {
      while (rest.hasRemaining()) {
        if (transfer(rest, channel::write) == 0) {
          await(SelectionKey.OP_WRITE, NO_TIMEOUT);
        }
      }
    } finally {
      sending = false;
    }
  }

  private static int transfer(ByteBuffer bytes, Transfer transfer) throws IOException {
    int limit = bytes.limit();
    bytes.limit(Math.min(limit, bytes.position() + MAX_TRANSFER_BYTES));
    try {
      return transfer.apply(bytes);
    } finally {
      bytes.limit(limit);
    }
  }

  /** {@return whether a text has been sent for so long, and is not sent yet} Thread-safe. */
  boolean hasSentFor(int millis) {
    return sending && System.nanoTime() - sendingSince > TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Marks the end of a request. Bytes that have been read already belong to the next one. */
  void endRequest(boolean hasNext) {
    received = hasNext;
  }

  /** {@return whether bytes have arrived since the last request, read or not} Thread-safe. */
  boolean hasReceived() throws IOException {
    return received || channel.socket().getInputStream().available() > 0;
  }

  void awaitEnd() throws IOException {
    boolean gone = false;
    while (!gone) {
      gone = isGoneAfter(NO_TIMEOUT);
    }
  }

  /** Waits until the client closes the connection or sends something, which is discarded. */
  boolean isGoneAfter(int timeoutMillis) throws IOException {
    ByteBuffer discarded = ByteBuffer.allocate(8_192);
    int count = channel.read(discarded);
    if (count == 0) {
      await(SelectionKey.OP_READ, timeoutMillis);
      count = channel.read(discarded);
    }
    return count < 0;
  }

  /** Lets this thread take its time, because other connections do not wait for it then. */
  void beforeWait() {
    beforeWait.run();
  }

  /** Waits until the channel is ready, or for the timeout in milliseconds. */
  private void await(int operation, int timeoutMillis) throws IOException {
    Selector selector = waiting;
    if (selector == null) {
      selector = Selector.open();
      waiting = selector;
    }
    channel.register(selector, operation);
    if (selector.select(SHORT_WAIT_MILLIS) == 0) {
      beforeWait();
      requireOpen();
      selector.select(timeoutMillis);
    }
    selector.selectedKeys().clear();
    requireOpen();
  }

  private void requireOpen() throws IOException {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedIOException();
    }
    if (!channel.isOpen()) {
      throw new ClosedChannelException();
    }
  }

  /** Frees what was needed to wait. */
  void endWaiting() {
    Selector selector = waiting;
    waiting = null;
    if (selector != null) {
      try {
        selector.close();
      } catch (IOException e) {
        // It is closed nevertheless.
      }
    }
  }

  void sendEnd() throws IOException {
    channel.shutdownOutput();
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

  /** Ends a wait too. Thread-safe. */
  void close() throws IOException {
    try {
      channel.close();
    } finally {
      Selector selector = waiting;
      if (selector != null) {
        selector.wakeup();
      }
      onClose.run();
    }
  }

  void reset() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    close();
  }

  /** A read or a write. */
  @FunctionalInterface
  private interface Transfer {
    int apply(ByteBuffer bytes) throws IOException;
  }
}
