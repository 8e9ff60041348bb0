package io.github.bankhub.testkit.internal.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bankhub.testkit.WebhookInbox;
import io.github.bankhub.testkit.webhook.WebhookRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryProblemTest {

  /** The HTTP client throws a ConnectException for each of these problems. */
  @ParameterizedTest
  @CsvSource({
    "Connection refused, the connection was refused",
    "Connection refused: no further information, the connection was refused",
    "No route to host, there is no route to the host",
    "Network is unreachable, the network or the host is unreachable",
    "Network is unreachable: no further information, the network or the host is unreachable",
    "Host is unreachable, the network or the host is unreachable",
    "Connection timed out, no connection was possible",
    ", the connection was refused",
  })
  void names_why_there_is_no_connection(String message, String problem) {
    assertThat(DeliveryProblem.of(new IOException(new ConnectException(message))))
        .isEqualTo(problem);
  }

  @Test
  void of_an_inbox_that_breaks_connections_is_a_reset_also_in_memory() {
    WebhookInbox inbox = new WebhookInbox();
    inbox.breakConnections();
    IOException failure =
        catchThrowableOfType(
            IOException.class, () -> inbox.receive(new WebhookRequest(Map.of(), new byte[0])));
    assertThat(DeliveryProblem.of(failure)).isEqualTo("the connection was reset");
  }
}
