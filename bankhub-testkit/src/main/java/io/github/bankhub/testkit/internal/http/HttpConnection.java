package io.github.bankhub.testkit.internal.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.http.RequestReader.Incoming;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A connection whose requests are handled one after the other. */
final class HttpConnection implements Runnable {

  private static final int SENDING_MILLIS = 10_000;
  private static final int SENT_MILLIS = 5_000;

  private final Socket socket;
  private final Function<HttpRequest, ResponseWithFault> handler;
  private final Function<HttpProtocolException, HttpResponse> errorHandler;
  private final ConnectionLimits limits;
  private final Consumer<HttpConnection> onClose;
  // Held while a response is sent: for a client that has the response, the connection is idle.
  private final ReentrantLock sending = new ReentrantLock();
  private volatile boolean closing;
  private volatile long idleSince = System.nanoTime();
  private boolean busy;
  private volatile @Nullable SurplusWriter waiting;
  private volatile @Nullable ClientConnection connected;

  HttpConnection(
      Socket socket,
      Function<HttpRequest, ResponseWithFault> handler,
      Function<HttpProtocolException, HttpResponse> errorHandler,
      ConnectionLimits limits,
      Consumer<HttpConnection> onClose) {
    this.socket = socket;
    this.handler = handler;
    this.errorHandler = errorHandler;
    this.limits = limits;
    this.onClose = onClose;
  }

  @Override
  public void run() {
    try (socket) {
      ClientConnection client = new ClientConnection(socket);
      connected = client;
      RequestReader requests = new RequestReader(client);
      boolean open = true;
      // A request that has arrived is handled, also when the connection is about to close.
      while (open && (!closing || client.hasReceived()) && client.hasMore(limits.idleMillis())) {
        markBusy();
        open = handleNext(client, requests);
      }
    } catch (IOException e) {
      // The client is gone or silent, or the server was closed: no response can be sent.
    } finally {
      onClose.accept(this);
    }
  }

  /** Responds that there are too many connections. The client can read that until it is closed. */
  void reject() {
    HttpProtocolException error = HttpProtocolException.tooManyConnections(limits.maxConnections());
    HttpResponse response = errorHandler.apply(error);
    try {
      ClientConnection client = new ClientConnection(socket);
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
      if (!sending.tryLock(hasSentFor(SENT_MILLIS) ? 0 : SENT_MILLIS, MILLISECONDS)) {
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
    try (Socket closing = socket) {
      // A process that starts at this moment has a copy of the socket. Without this, the client
      // would see the end only when the copy is closed too.
      closing.shutdownOutput();
    } catch (IOException e) {
      // The socket is closed nevertheless.
    }
  }

  /** Closes the connection if its client does not read a response. */
  void closeIfStuck() {
    if (hasSentFor(limits.transferMillis())) {
      close();
    }
  }

  private boolean hasSentFor(int millis) {
    ClientConnection client = connected;
    return client != null && client.hasSentFor(millis);
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
    ClientConnection client = connected;
    try {
      return client == null ? socket.getInputStream().available() > 0 : client.hasReceived();
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
  private boolean handleNext(ClientConnection client, RequestReader requests) throws IOException {
    Incoming incoming;
    try {
      incoming = read(client, requests);
    } catch (HttpProtocolException e) {
      return sendAndClose(client, errorHandler.apply(e), "");
    }
    ResponseWithFault handled = handler.apply(incoming.request());
    ConnectionFault fault = handled.fault();
    if (fault != null && !SurplusWriter.writes(fault)) {
      new FaultyResponseWriter(fault, handled.response()).send(client);
      return false;
    }
    String method = incoming.request().method();
    return (incoming.staysOpen() && sendAndKeep(client, handled, method))
        || sendAndClose(client, handled.response(), method);
  }

  private Incoming read(ClientConnection client, RequestReader requests) throws IOException {
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
  private boolean sendAndKeep(ClientConnection client, ResponseWithFault handled, String method)
      throws IOException {
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
      client.endRequest();
      busy = false;
      return true;
    } finally {
      sending.unlock();
    }
  }

  /** {@return false: the connection does not stay open} */
  private static boolean sendAndClose(ClientConnection client, HttpResponse response, String method)
      throws IOException {
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
