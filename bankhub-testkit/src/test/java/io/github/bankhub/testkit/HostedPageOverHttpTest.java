package io.github.bankhub.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostedPageOverHttpTest extends HostedPageRules {

  private final BankHubServer server = BankHubServer.start(hub);

  @Override
  HostedPage open(LinkToken token) {
    return HostedPage.at(HostedLink.of(server.baseUri() + token.hostedLink().uri().getPath()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_link_of_a_hub_in_memory_is_not_followed_to_SePay() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostedPage.at(token().hostedLink()))
        .withMessageStartingWith("this link leads to SePay");
  }

  @Test
  void an_address_without_a_server_is_reported() {
    LinkToken token = token();
    server.close();
    assertThatThrownBy(() -> open(token))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageStartingWith("no offline Bank Hub responds at 127.0.0.1:");
  }

  @Test
  void an_action_that_is_not_a_users_is_rejected_with_those_that_are() {
    HttpResponse response =
        BankHubHttpHandler.of(hub, server.baseUri())
            .handle(
                new HttpRequest(
                    "POST",
                    URI.create("/_testkit/pages/" + token().xid()),
                    Map.of("Content-Type", List.of("application/json")),
                    "{\"action\":\"REVOKE\"}".getBytes(UTF_8)));

    assertThat(response.status()).isEqualTo(400);
    assertThat(new String(response.body(), UTF_8))
        .contains("action is REVOKE; expected one of [OPEN, CHOOSE_BANK");
  }

  @Test
  void a_link_that_the_JDK_cannot_call_is_rejected_with_the_reason() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostedPage.at(HostedLink.of("http://bank_hub:8080/link/secret")))
        .withMessageStartingWith("the link is http://bank_hub:8080/***; expected: a host without");
  }
}
