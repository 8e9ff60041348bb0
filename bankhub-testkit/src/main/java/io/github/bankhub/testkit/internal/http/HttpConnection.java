package io.github.bankhub.testkit.internal.http;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.http.RequestReader.Incoming;
import java.io.IOException;
import java.net.Socket;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A connection whose requests are handled one after the other. */
final class HttpConnection implements Runnable {

  private final Socket socket;
  private final Function<HttpRequest, ResponseWithFault> handler;
  private final Function<HttpProtocolException, HttpResponse> errorHandler;
  private final int idleTimeoutMillis;
  private final Consumer<HttpConnection> onClose;
  private boolean busy;
  private boolean closing;
  private @Nullable SurplusWriter waiting;

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
      while (open && client.hasMore(idleTimeoutMillis)) {
        markBusy();
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

  synchronized void closeWhenIdle() {
    closing = true;
    if (!busy) {
      close();
    }
  }

  /** Sends the bytes that wait until the connection is idle, if there are any. */
  synchronized void sendWaiting() {
    SurplusWriter writer = waiting;
    waiting = null;
    try {
      if (writer != null) {
        writer.sendSurplus();
      }
    } catch (IOException e) {
      // The client is gone.
    }
  }

  private synchronized void markBusy() {
    busy = true;
    waiting = null;
  }

  private synchronized boolean isClosing() {
    return closing;
  }

  private synchronized boolean markIdle() {
    busy = false;
    return !closing;
  }

  /** {@return whether the connection stays open} */
  private boolean handleNext(ClientConnection client, RequestReader requests) throws IOException {
    Incoming incoming;
    try {
      incoming = requests.read();
    } catch (HttpProtocolException e) {
      return send(client, errorHandler.apply(e), "", false);
    }
    ResponseWithFault handled = handler.apply(incoming.request());
    ConnectionFault fault = handled.fault();
    if (fault != null && SurplusWriter.writes(fault)) {
      return send(new SurplusWriter(client, fault, handled.response()));
    }
    if (fault != null) {
      new FaultyResponseWriter(fault, handled.response()).send(client);
      return false;
    }
    boolean staysOpen = incoming.staysOpen() && !isClosing();
    return send(client, handled.response(), incoming.request().method(), staysOpen);
  }

  private boolean send(
      ClientConnection client, HttpResponse response, String method, boolean staysOpen)
      throws IOException {
    String connection = staysOpen ? HttpResponseWriter.STAYS_OPEN : HttpResponseWriter.CLOSES;
    client.send(HttpResponseWriter.whole(response, method, connection));
    if (!staysOpen) {
      client.finish();
    }
    return staysOpen && markIdle();
  }

  /** Locked, so that no other thread sends the waiting bytes before the response. */
  private synchronized boolean send(SurplusWriter writer) throws IOException {
    writer.send();
    waiting = writer.waitsUntilIdle() ? writer : null;
    return markIdle();
  }
}
