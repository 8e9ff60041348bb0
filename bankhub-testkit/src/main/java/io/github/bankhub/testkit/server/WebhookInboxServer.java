package io.github.bankhub.testkit.server;

import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.internal.Refusal;
import io.github.bankhub.testkit.server.OfflineWire.Answer;
import io.github.bankhub.testkit.server.OfflineWire.Request;
import io.github.bankhub.testkit.webhook.WebhookInbox;
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

  private Reaction react(Request request) {
    if (!request.method().equals("POST")) {
      Refusal refusal = Refusal.of(Refusal.Kind.WRONG_METHOD, "use POST");
      return Reaction.of(OfflineWire.refused(refusal).with("Allow", "POST"));
    }
    Answer taken = OfflineWire.json(200, Map.of("success", true));
    try {
      int status = inbox.receive(new WebhookRequest(request.headers(), request.body()));
      return Reaction.of(
          OfflineWire.json(status, Map.of("success", status < 300)).withoutBodyIf(status == 204));
    } catch (SocketTimeoutException e) {
      return new Reaction(taken, FaultScenario.STALL_BEFORE_ANSWER);
    } catch (IOException e) {
      return new Reaction(taken, FaultScenario.RESET_BEFORE_ANSWER);
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
