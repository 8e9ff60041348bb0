package io.github.bankhub.testkit;

import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.http.Listener;
import io.github.bankhub.testkit.internal.routes.JsonBodies;
import io.github.bankhub.testkit.internal.routes.ResponseWithFault;
import io.github.bankhub.testkit.webhook.WebhookRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.Map;

/**
 * An inbox over HTTP on this machine, for webhooks that come from another process.
 *
 * <p>Thread-safe. It listens on 127.0.0.1 alone, on daemon threads, and takes any POST.
 *
 * <pre>{@code
 * try (WebhookInboxServer server = WebhookInboxServer.start()) {
 *   control.webhooks().deliverTo(server.url(), server.inbox().secret());
 * }
 * }</pre>
 */
public final class WebhookInboxServer implements AutoCloseable {

  private final WebhookInbox inbox = new WebhookInbox();
  private final Listener listener;

  private WebhookInboxServer() {
    this.listener = new Listener(0, () -> false);
    listener.start(this::react);
  }

  /**
   * Starts a server with an empty inbox, on a port that is free.
   *
   * @return the server, which listens already
   * @throws UncheckedIOException if no port can be had
   */
  public static WebhookInboxServer start() {
    return new WebhookInboxServer();
  }

  /**
   * Where to send webhooks.
   *
   * @return such as {@code http://127.0.0.1:40123/webhook}
   */
  public URI url() {
    return URI.create("http://127.0.0.1:" + listener.port() + "/webhook");
  }

  /**
   * What keeps the webhooks, and says how they are answered.
   *
   * @return the inbox
   */
  public WebhookInbox inbox() {
    return inbox;
  }

  private ResponseWithFault react(HttpRequest request) {
    if (!request.method().equals("POST")) {
      ErrorResponse refusal = ErrorResponse.of(ErrorResponse.Kind.WRONG_METHOD, "use POST");
      return ResponseWithFault.of(JsonBodies.error(refusal).with("Allow", "POST"));
    }
    HttpResponse taken = JsonBodies.json(200, Map.of("success", true));
    try {
      int status = inbox.receive(new WebhookRequest(request.headers(), request.body()));
      return ResponseWithFault.of(
          JsonBodies.json(status, Map.of("success", status < 300)).withoutBodyIf(status == 204));
    } catch (SocketTimeoutException e) {
      return new ResponseWithFault(taken, FaultScenario.STALL_BEFORE_ANSWER);
    } catch (IOException e) {
      return new ResponseWithFault(taken, FaultScenario.RESET_BEFORE_ANSWER);
    }
  }

  /**
   * Stops listening and frees port, connections and threads, at once: webhooks that come later find
   * nobody. Closing again does nothing; the inbox stays.
   */
  @Override
  public void close() {
    listener.close();
  }
}
