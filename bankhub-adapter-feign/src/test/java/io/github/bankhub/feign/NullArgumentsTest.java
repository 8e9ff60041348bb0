package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;
import org.junit.jupiter.api.Test;

class NullArgumentsTest {

  private static void assertRejected(BankHub hub) {
    assertThatNullPointerException()
        .isThrownBy(() -> hub.linkTokens().create(null))
        .withMessage("request");
    assertThatNullPointerException()
        .isThrownBy(() -> hub.linkTokens().get(null))
        .withMessage("secret");
    assertThatNullPointerException()
        .isThrownBy(() -> hub.linkTokens().revoke(null))
        .withMessage("xid");
    assertThatNullPointerException()
        .isThrownBy(() -> hub.bankAccounts().list(null))
        .withMessage("query");
    assertThatNullPointerException()
        .isThrownBy(() -> hub.bankAccounts().get(null))
        .withMessage("xid");
  }

  @Test
  void are_rejected_by_name_and_nothing_is_sent() {
    ScriptedClient wire = new ScriptedClient();
    assertRejected(wire.hub());
    assertThat(wire.sent("")).isEmpty();
  }

  @Test
  void are_rejected_by_name_in_memory_too() {
    InMemoryBankHub hub = InMemoryBankHub.create();
    assertRejected(hub);
    assertThat(hub.control().journal()).isEmpty();
  }
}
