package io.github.bankhub.testkit.webhook;

import io.github.bankhub.testkit.Webhooks;
import java.io.IOException;

/** Somebody who receives webhooks in this process, as an endpoint would by HTTP. */
@FunctionalInterface
public interface WebhookReceiver {

  /**
   * Receives a webhook. What it throws beside {@link IOException} counts as an answer with status
   * 500, and comes out of the next {@link Webhooks#settle()}.
   *
   * @param request what came
   * @return the HTTP status of the answer, 200 to 599
   * @throws java.net.SocketTimeoutException to play that no answer comes in time; takes no time
   * @throws IOException any other, to play that there is no connection, or that it breaks
   */
  int receive(WebhookRequest request) throws IOException;
}
