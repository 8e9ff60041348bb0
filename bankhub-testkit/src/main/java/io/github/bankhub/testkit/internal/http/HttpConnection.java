package io.github.bankhub.testkit.internal.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.http.RequestReader.Incoming;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A connection whose requests are handled one after the other, by one thread at a time. */
final class HttpConnection {

  private static final int SENDING_MILLIS = 10_000;
  private static final int SENT_MILLIS = 5_000;

  private final SocketChannel channel;
  private final Function<HttpRequest, ResponseWithFault> handler;
  private final Function<HttpProtocolException, HttpResponse> errorHandler;
  private final ConnectionLimits limits;
  private final ClientConnection client;
  private final ClientInput in;
  private final RequestReader requests;
  // Held while a response is sent: for a client that has the response, the connection is idle.
  private final ReentrantLock sending = new ReentrantLock();
  private volatile boolean closing;
  private volatile long idleSince = System.nanoTime();
  private boolean busy;
  private volatile @Nullable SurplusWriter waiting;

  HttpConnection(
      SocketChannel channel,
      Function<HttpRequest, ResponseWithFault> handler,
      Function<HttpProtocolException, HttpResponse> errorHandler,
      ConnectionLimits limits,
      Consumer<HttpConnection> beforeWait,
      Consumer<HttpConnection> onClose) {
    this.channel = channel;
    this.handler = handler;
    this.errorHandler = errorHandler;
    this.limits = limits;
    this.client =
        new ClientConnection(channel, () -> beforeWait.accept(this), () -> onClose.accept(this));
    this.in = new ClientInput(client);
    this.requests = new RequestReader(client, in);
  }

  SocketChannel channel() {
    return channel;
  }

  /** Handles the requests that have arrived. Closes the connection unless others may follow. */
  void handleRequests() {
    boolean open = false;
    try {
      open = !in.hasArrived() || handleAll();
    } catch (IOException | CancelledKeyException e) {
      // The client is gone or silent, or the server was closed: no response can be sent.
    } finally {
      client.endWaiting();
      if (!open) {
        close();
      }
    }
  }

  /** {@return whether the connection stays open} */
  private boolean handleAll() throws IOException {
    boolean open = true;
    while (open && in.hasNext()) {
      markBusy();
      open = handleNext();
    }
    return open;
  }

  /** Responds that there are too many connections. The client can read that until it is closed. */
  void reject() {
    HttpProtocolException error = HttpProtocolException.tooManyConnections(limits.maxConnections());
    HttpResponse response = errorHandler.apply(error);
    try {
      client.send(HttpResponseWriter.whole(response, "", HttpResponseWriter.CLOSES));
      client.sendEnd();
    } catch (IOException e) {
      // The client is gone.
    }
  }

  /** {@return how long it has been idle, in nanoseconds; not meaningful while it has a request} */
  long idleNanos() {
    return System.nanoTime() - idleSince;
  }

  /**
   * {@return false, if it has a request; otherwise it is closed} Waits for a response that is being
   * sent, because its client may have it already. If a client does not read, the wait is short.
   */
  boolean closeIfIdle() {
    try {
      if (!sending.tryLock(client.hasSentFor(SENT_MILLIS) ? 0 : SENT_MILLIS, MILLISECONDS)) {
        return false;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
    try {
      return closeUnlessRequested();
    } finally {
      sending.unlock();
    }
  }

  void close() {
    try {
      // A process that starts at this moment has a copy of the socket. Without this, the client
      // would see the end only when the copy is closed too.
      client.sendEnd();
    } catch (IOException e) {
      // The client is gone.
    }
    try {
      client.close();
    } catch (IOException e) {
      // The socket is closed nevertheless.
    }
  }

  /** Closes the connection if its client does not read a response. */
  void closeIfStuck() {
    if (client.hasSentFor(limits.transferMillis())) {
      close();
    }
  }

  /** Closes the connection if it has had no request for too long. Does not wait. */
  void closeIfExpired() {
    if (idleNanos() > MILLISECONDS.toNanos(limits.idleMillis()) && sending.tryLock()) {
      try {
        closeUnlessRequested();
      } finally {
        sending.unlock();
      }
    }
  }

  /** Closes an idle connection before it returns; a busy one closes after its response. */
  void closeWhenIdle() {
    closing = true;
    betweenResponses(this::closeUnlessRequested);
  }

  private boolean closeUnlessRequested() {
    if (busy || hasReceived()) {
      return false;
    }
    closing = true;
    close();
    return true;
  }

  /** A request may have arrived that the thread of this connection has not seen yet. */
  private boolean hasReceived() {
    try {
      return client.hasReceived();
    } catch (IOException e) {
      // The connection is closed.
      return false;
    }
  }

  /** Sends the bytes that wait until the connection is idle, if there are any. */
  void sendWaiting() {
    if (waiting == null) {
      return;
    }
    betweenResponses(
        () -> {
          SurplusWriter writer = waiting;
          waiting = null;
          if (writer != null) {
            writer.sendSurplus();
          }
        });
  }

  /** Does nothing if the client does not read its response. */
  private void betweenResponses(Action action) {
    try {
      if (!sending.tryLock(SENDING_MILLIS, MILLISECONDS)) {
        return;
      }
      try {
        action.run();
      } finally {
        sending.unlock();
      }
    } catch (IOException e) {
      // The client is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void markBusy() {
    sending.lock();
    try {
      busy = true;
      waiting = null;
    } finally {
      sending.unlock();
    }
  }

  /** {@return whether the connection stays open} */
  private boolean handleNext() throws IOException {
    Incoming incoming;
    try {
      incoming = read();
    } catch (HttpProtocolException e) {
      return sendAndClose(errorHandler.apply(e), "");
    }
    ResponseWithFault handled = handler.apply(incoming.request());
    // What a handler leaves would close the channel.
    Thread.interrupted();
    ConnectionFault fault = handled.fault();
    if (fault != null && !SurplusWriter.writes(fault)) {
      client.beforeWait();
      new FaultyResponseWriter(fault, handled.response()).send(client);
      return false;
    }
    String method = incoming.request().method();
    return (incoming.staysOpen() && sendAndKeep(handled, method))
        || sendAndClose(handled.response(), method);
  }

  private Incoming read() throws IOException {
    client.startDeadline(limits.transferMillis());
    try {
      return requests.read();
    } catch (SocketTimeoutException e) {
      throw HttpProtocolException.tooSlow(limits.transferMillis());
    } finally {
      client.endDeadline();
    }
  }

  /** {@return false, without a response, if the connection is about to close} */
  private boolean sendAndKeep(ResponseWithFault handled, String method) throws IOException {
    sending.lock();
    try {
      if (closing) {
        return false;
      }
      // Before the response: for a client that has it, the connection has just become idle.
      idleSince = System.nanoTime();
      ConnectionFault fault = handled.fault();
      if (fault == null) {
        client.send(
            HttpResponseWriter.whole(handled.response(), method, HttpResponseWriter.STAYS_OPEN));
      } else {
        SurplusWriter writer = new SurplusWriter(client, fault, handled.response());
        // Before the response: a client that has it finds that the bytes wait.
        waiting = writer.waitsUntilIdle() ? writer : null;
        writer.send();
      }
      client.endRequest(in.hasNext());
      busy = false;
      return true;
    } finally {
      sending.unlock();
    }
  }

  /** {@return false: the connection does not stay open} */
  private boolean sendAndClose(HttpResponse response, String method) throws IOException {
    client.send(HttpResponseWriter.whole(response, method, HttpResponseWriter.CLOSES));
    client.finish();
    return false;
  }

  /** Something done while no response is being sent. */
  @FunctionalInterface
  private interface Action {
    void run() throws IOException;
  }
}
