package io.github.bankhub.testkit.webhook;

import io.github.bankhub.testkit.Webhooks;
import java.io.IOException;

/** Receives webhooks or IPNs in this process, as an endpoint does over HTTP. */
@FunctionalInterface
public interface WebhookReceiver {

  /**
   * Receives a webhook or an IPN. Any exception but {@link IOException} counts as a response with
   * status 500, and the next {@link Webhooks#awaitDeliveries()} throws it as a cause. An {@link
   * Error} that is not an {@link AssertionError} also reaches the thread's handler of uncaught
   * exceptions.
   *
   * @param request the request
   * @return the HTTP status of the response, 200 to 599
   * @throws java.net.SocketTimeoutException to simulate a missing response; takes no time
   * @throws IOException to simulate that there is no connection, or that it breaks
   */
  int receive(WebhookRequest request) throws IOException;
}
