package io.github.bankhub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.testkit.journal.Dropped;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.sample.Samples;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(3600)
class LongRunTest {

  private static final int LINK_TOKENS = Integer.getInteger("bankhub.long.run", 5_000);

  private final InMemoryBankHub hub =
      InMemoryBankHub.builder().data(control -> control.addSamples()).build();
  private final Control control = hub.control();
  private final Webhooks webhooks = control.webhooks();

  private LinkToken create() {
    return hub.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
  }

  private List<LinkToken> create(int count) {
    return IntStream.range(0, count).mapToObj(i -> create()).toList();
  }

  /** Prints the heap with {@code -Dbankhub.long.run=1000000}. */
  @Test
  void a_long_run_stores_as_many_entries_of_each_kind_as_the_default_allows() {
    WebhookInbox inbox = webhooks.inbox();
    for (int i = 1; i <= LINK_TOKENS; i++) {
      LinkToken token = create();
      if (i % 2 == 0) {
        control.hostedPage(token.hostedLink()).chooseBank("ACB").failWith(BankRejection.BANK_BUSY);
      } else {
        hub.linkTokens().revoke(token.xid());
      }
      if (i % 1_000 == 0) {
        webhooks.awaitDeliveries();
      }
    }
    webhooks.awaitDeliveries();
    assertThat(control.pages()).hasSize(2_000);
    assertThat(control.journal()).hasSize(2_000);
    assertThat(webhooks.journal()).hasSize(2_000);
    assertThat(inbox.received()).hasSize(2_000);
    assertThat(control.dropped().linkTokens()).isEqualTo(LINK_TOKENS - 2_000);
    printHeap();
  }

  private static void printHeap() {
    if (LINK_TOKENS >= 1_000_000) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      long megabytes = (runtime.totalMemory() - runtime.freeMemory()) >> 20;
      System.out.printf("%,d link tokens: %d MB of heap in use%n", LINK_TOKENS, megabytes);
    }
  }

  @Test
  void old_calls_deliveries_requests_and_link_tokens_are_dropped_and_counted() {
    control.historySize(10);
    WebhookInbox inbox = webhooks.inbox();
    List<LinkToken> tokens = create(25);
    tokens.forEach(token -> hub.linkTokens().revoke(token.xid()));
    webhooks.awaitDeliveries();

    assertThat(control.journal()).hasSize(10);
    assertThat(webhooks.journal()).hasSize(10);
    assertThat(inbox.received()).hasSize(10);
    assertThat(control.pages())
        .extracting(page -> page.linkToken())
        .containsExactlyElementsOf(
            tokens.subList(15, 25).stream().map(token -> token.xid()).toList());
    assertThat(control.dropped()).isEqualTo(new Dropped(41, 0, 40, 15, 0));
    assertThat(inbox.dropped()).isEqualTo(40);
    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(() -> inbox.await("BANK_ACCOUNT_LINKED", Duration.ofMillis(1)))
        .withMessageEndingWith("; 40 older ones were dropped, because the inbox stores 10");
  }

  @Test
  void a_dropped_link_token_is_unknown_and_one_that_has_not_ended_is_never_dropped() {
    control.historySize(1);
    List<LinkToken> tokens = create(5);
    hub.linkTokens().revoke(tokens.get(3).xid());
    hub.linkTokens().revoke(tokens.get(4).xid());
    assertThatExceptionOfType(NotFoundException.class)
        .isThrownBy(() -> hub.linkTokens().get(tokens.get(3).secret()));
    assertThat(hub.linkTokens().get(tokens.get(4).secret())).isNotNull();
    assertThat(hub.linkTokens().get(tokens.get(0).secret())).isNotNull();
    control.clock().advance(Duration.ofHours(1));
    assertThat(control.pages()).hasSize(1);
    assertThat(control.dropped().linkTokens()).isEqualTo(4);
  }

  @Test
  void the_events_and_sessions_of_a_link_token_are_bounded_too() {
    control.historySize(3);
    LinkToken token = create();
    for (int i = 0; i < 5; i++) {
      control.hostedPage(token.hostedLink()).abandon();
    }
    assertThat(hub.linkTokens().get(token.secret()))
        .satisfies(
            details -> {
              assertThat(details.sessions()).hasSize(3);
              assertThat(details.events()).hasSize(3);
            });
    assertThat(control.dropped().events()).isEqualTo(2 + 8);
  }

  @Test
  void a_delivery_that_has_not_ended_is_never_dropped_and_one_can_be_sent_again() {
    control.historySize(2);
    webhooks.deliverTo(
        request -> {
          throw new ConnectException("closed");
        },
        new WebhookInbox().secret());
    create(5);
    webhooks.awaitDeliveries();
    assertThat(webhooks.journal()).hasSize(5);
    WebhookInbox inbox = webhooks.inbox();
    webhooks.runUntilIdle();
    assertThat(webhooks.journal()).hasSize(2);
    webhooks.redeliver(webhooks.journal().get(0).xid());
    webhooks.awaitDeliveries();
    assertThat(webhooks.journal()).hasSize(2);
    assertThat(inbox.dropped()).isPositive();
  }

  @Test
  void a_reset_counts_from_zero_and_restores_the_default() {
    control.historySize(1);
    create(3);
    assertThat(control.dropped().calls()).isEqualTo(3);
    control.reset();
    create(3);
    assertThat(control.dropped()).isEqualTo(new Dropped(0, 0, 0, 0, 0));
    assertThat(control.journal()).hasSize(4);
  }

  @Test
  void a_size_is_1_or_more() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> control.historySize(0))
        .withMessage("history size is 0; expected: 1 or more");
    assertThatIllegalArgumentException().isThrownBy(() -> new WebhookInbox().historySize(0));
  }
}
