package io.github.bankhub.testkit.internal.http;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.http.RequestReader.Incoming;
import io.github.bankhub.testkit.internal.routes.JsonBodies;
import io.github.bankhub.testkit.internal.routes.ResponseWithFault;
import java.io.IOException;
import java.net.Socket;
import java.util.function.Consumer;
import java.util.function.Function;

/** A connection: its requests are answered one after the other, until it ends. */
final class HttpConnection implements Runnable {

  private final Socket socket;
  private final Function<HttpRequest, ResponseWithFault> react;
  private final int patienceMillis;
  private final Consumer<HttpConnection> ended;
  private boolean busy;
  private boolean last;

  /**
   * A connection that was accepted.
   *
   * @param patienceMillis for how long the client may be silent
   * @param ended is told when the connection is over
   */
  HttpConnection(
      Socket socket,
      Function<HttpRequest, ResponseWithFault> react,
      int patienceMillis,
      Consumer<HttpConnection> ended) {
    this.socket = socket;
    this.react = react;
    this.patienceMillis = patienceMillis;
    this.ended = ended;
  }

  /** Serves until the connection is over. Leaves it closed. */
  @Override
  public void run() {
    try (socket) {
      ClientConnection peer = new ClientConnection(socket);
      RequestReader requests = new RequestReader(peer);
      boolean open = true;
      while (open && peer.hasMore(patienceMillis)) {
        begin();
        open = serve(peer, requests);
      }
    } catch (IOException e) {
      // The client has gone or is silent, or the server was closed: there is nobody to tell.
    } finally {
      ended.accept(this);
    }
  }

  /** Closes it, whatever goes on. */
  void close() {
    try {
      socket.close();
    } catch (IOException e) {
      // It is closed all the same.
    }
  }

  /** Closes it as soon as no request is being answered. */
  synchronized void closeWhenIdle() {
    last = true;
    if (!busy) {
      close();
    }
  }

  private synchronized void begin() {
    busy = true;
  }

  private synchronized boolean isLast() {
    return last;
  }

  private synchronized boolean rest() {
    busy = false;
    return !last;
  }

  /** Answers a request, and tells whether the connection goes on. */
  private boolean serve(ClientConnection peer, RequestReader requests) throws IOException {
    Incoming incoming;
    try {
      incoming = requests.read();
    } catch (ErrorResponse refusal) {
      return send(peer, JsonBodies.error(refusal), "", false);
    }
    ResponseWithFault reaction = react.apply(incoming.request());
    if (reaction.fault() != null) {
      new ConnectionFault(reaction.fault(), reaction.answer()).send(peer);
      return false;
    }
    boolean staysOpen = incoming.staysOpen() && !isLast();
    return send(peer, reaction.answer(), incoming.request().method(), staysOpen);
  }

  private boolean send(ClientConnection peer, HttpResponse answer, String method, boolean staysOpen)
      throws IOException {
    String connection = staysOpen ? HttpResponseWriter.STAYS_OPEN : HttpResponseWriter.CLOSES;
    peer.send(HttpResponseWriter.whole(answer, method, connection));
    if (!staysOpen) {
      peer.finish();
    }
    return staysOpen && rest();
  }
}
