package io.github.bankhub.testkit.internal.http;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.http.RequestReader.Incoming;
import java.io.IOException;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;

/** A connection whose requests are handled one after the other. */
final class HttpConnection implements Runnable {

  private static final int SENDING_MILLIS = 2_000;

  private final Socket socket;
  private final Function<HttpRequest, ResponseWithFault> handler;
  private final Function<HttpProtocolException, HttpResponse> errorHandler;
  private final int idleTimeoutMillis;
  private final Consumer<HttpConnection> onClose;
  // Held while a response is sent: for a client that has the response, the connection is idle.
  private final ReentrantLock sending = new ReentrantLock();
  private volatile boolean busy;
  private volatile boolean closing;

  HttpConnection(
      Socket socket,
      Function<HttpRequest, ResponseWithFault> handler,
      Function<HttpProtocolException, HttpResponse> errorHandler,
      int idleTimeoutMillis,
      Consumer<HttpConnection> onClose) {
    this.socket = socket;
    this.handler = handler;
    this.errorHandler = errorHandler;
    this.idleTimeoutMillis = idleTimeoutMillis;
    this.onClose = onClose;
  }

  @Override
  public void run() {
    try (socket) {
      ClientConnection client = new ClientConnection(socket);
      RequestReader requests = new RequestReader(client);
      boolean open = true;
      while (open && !closing && client.hasMore(idleTimeoutMillis)) {
        busy = true;
        open = handleNext(client, requests);
      }
    } catch (IOException e) {
      // The client is gone or silent, or the server was closed: no response can be sent.
    } finally {
      onClose.accept(this);
    }
  }

  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // The socket is closed nevertheless.
    }
  }

  /** Closes an idle connection before it returns; a busy one closes after its response. */
  void closeWhenIdle() {
    closing = true;
    if (!lock()) {
      return;
    }
    try {
      if (!busy) {
        close();
      }
    } finally {
      sending.unlock();
    }
  }

  /** Gives up on a client that does not read its response. */
  private boolean lock() {
    try {
      return sending.tryLock(SENDING_MILLIS, MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** {@return whether the connection stays open} */
  private boolean handleNext(ClientConnection client, RequestReader requests) throws IOException {
    Incoming incoming;
    try {
      incoming = requests.read();
    } catch (HttpProtocolException e) {
      return sendAndClose(client, errorHandler.apply(e), "");
    }
    ResponseWithFault handled = handler.apply(incoming.request());
    if (handled.fault() != null) {
      new FaultyResponseWriter(handled.fault(), handled.response()).send(client);
      return false;
    }
    String method = incoming.request().method();
    return (incoming.staysOpen() && sendAndKeep(client, handled.response(), method))
        || sendAndClose(client, handled.response(), method);
  }

  /** {@return false, without a response, if the connection is about to close} */
  private boolean sendAndKeep(ClientConnection client, HttpResponse response, String method)
      throws IOException {
    sending.lock();
    try {
      if (!closing) {
        client.send(HttpResponseWriter.whole(response, method, HttpResponseWriter.STAYS_OPEN));
        busy = false;
        return true;
      }
      return false;
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
}
