package io.github.bankhub.testkit;

import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.http.ConnectionFault;
import io.github.bankhub.testkit.internal.http.ConnectionFault.Effect;
import io.github.bankhub.testkit.internal.http.ConnectionFault.Phase;
import io.github.bankhub.testkit.internal.http.Listener;
import io.github.bankhub.testkit.internal.http.ResponseWithFault;
import io.github.bankhub.testkit.internal.routes.JsonBodies;
import io.github.bankhub.testkit.webhook.WebhookRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Map;

/**
 * An inbox over HTTP on this machine, for webhooks or IPNs from another process.
 *
 * <p>Thread-safe. It listens on 127.0.0.1 only, on daemon threads, and accepts any POST.
 *
 * <pre>{@code
 * try (WebhookInboxServer server = WebhookInboxServer.start()) {
 *   control.webhooks().deliverTo(server); // or control.ipns()
 * }
 * }</pre>
 */
public final class WebhookInboxServer implements AutoCloseable {

  private static final HttpResponse SUCCESS = JsonBodies.response(200, Map.of("success", true));
  private static final ResponseWithFault STALL =
      new ResponseWithFault(
          SUCCESS, new ConnectionFault("stall", Phase.BEFORE_RESPONSE, Effect.STALL));
  private static final ResponseWithFault RESET =
      new ResponseWithFault(
          SUCCESS, new ConnectionFault("reset", Phase.BEFORE_RESPONSE, Effect.RESET));

  private final WebhookInbox inbox = new WebhookInbox();
  private final Listener listener;

  private WebhookInboxServer() {
    this.listener = new Listener(0, () -> false);
    listener.start(this::handle, JsonBodies::error);
  }

  /**
   * {@return a server with an empty inbox, which already listens on a free port}
   *
   * @throws UncheckedIOException if no port is free
   */
  public static WebhookInboxServer start() {
    return new WebhookInboxServer();
  }

  /**
   * {@return the address to send webhooks or IPNs to, such as {@code
   * http://127.0.0.1:40123/webhook}}
   */
  public URI url() {
    return URI.create("http://127.0.0.1:" + listener.port() + "/webhook");
  }

  /** {@return the inbox, which stores the requests and sets the responses} */
  public WebhookInbox inbox() {
    return inbox;
  }

  private ResponseWithFault handle(HttpRequest request) {
    if (!request.method().equals("POST")) {
      ErrorResponse error = ErrorResponse.of(ErrorResponse.Kind.WRONG_METHOD, "use POST");
      return ResponseWithFault.of(JsonBodies.error(error).with("Allow", "POST"));
    }
    try {
      int status = inbox.receive(new WebhookRequest(request.headers(), request.body()));
      HttpResponse response = JsonBodies.response(status, Map.of("success", status < 300));
      return ResponseWithFault.of(response.withoutBodyIf(status == 204));
    } catch (SocketTimeoutException e) {
      return STALL;
    } catch (IOException e) {
      return RESET;
    }
  }

  /**
   * Stops listening and frees port, connections and threads immediately. Later webhooks cannot
   * connect. The inbox stays usable. A second call has no effect.
   */
  @Override
  public void close() {
    listener.close();
  }
}
