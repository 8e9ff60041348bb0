package io.github.bankhub.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.math.BigDecimal;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The control, in Java and over HTTP, accepts an id exactly if the operations accept it. */
class IdRuleTest {

  static final String[] IDS = {
    "lt_1",
    "lt:1",
    "A.b-c_9",
    "a b",
    "ä",
    "100 %",
    "a?b#c",
    ".",
    "..",
    "%2e",
    "../x",
    "a/b",
    "a\\b",
    "a\nb",
    " ",
    "x".repeat(100),
    "x".repeat(101)
  };

  private static final SandboxAccount BIDV = SandboxAccount.of("BIDV", "7890123456");

  private final InMemoryBankHub hub = samples();
  private final BankHubHttpHandler another =
      BankHubHttpHandler.of(samples(), URI.create("http://127.0.0.1:4711"));

  private static InMemoryBankHub samples() {
    return InMemoryBankHub.builder().data(Control::addSamples).build();
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void a_link_token_that_can_be_added_can_be_got_and_revoked(String id) {
    boolean isAdded =
        isAccepted(
            () ->
                hub.control()
                    .addLinkToken(
                        new LinkTokenXid(id), new LinkTokenSecret("secret_1"), Samples.COMPANY));
    assertThat(isAccepted(() -> hub.linkTokens().revoke(new LinkTokenXid(id)))).isEqualTo(isAdded);
    assertAdded(
        isAdded,
        "/link-tokens",
        Map.of("xid", id, "link_token", "secret_1", "company_xid", Samples.COMPANY.value()));
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void a_link_token_can_be_got_by_each_secret_that_can_be_added(String secret) {
    boolean isAdded =
        isAccepted(
            () ->
                hub.control()
                    .addLinkToken(
                        new LinkTokenXid("lt_1"), new LinkTokenSecret(secret), Samples.COMPANY));
    assertThat(isAccepted(() -> hub.linkTokens().get(new LinkTokenSecret(secret))))
        .isEqualTo(isAdded);
    assertAdded(
        isAdded,
        "/link-tokens",
        Map.of("xid", "lt_1", "link_token", secret, "company_xid", Samples.COMPANY.value()));
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void a_company_that_can_be_added_can_be_got_and_used(String id) {
    boolean isAdded = isAccepted(() -> hub.control().addCompany(new CompanyXid(id), "ABC"));
    assertThat(isAccepted(() -> hub.companies().get(new CompanyXid(id)))).isEqualTo(isAdded);
    if (isAdded) {
      hub.linkTokens().create(LinkTokenRequest.link(new CompanyXid(id)));
    }
    assertAdded(isAdded, "/companies", Map.of("xid", id, "full_name", "ABC"));
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void a_bank_account_that_can_be_added_can_be_got_and_used(String id) {
    boolean isAdded =
        isAccepted(
            () -> hub.control().addBankAccount(new BankAccountXid(id), Samples.COMPANY, BIDV));
    assertThat(isAccepted(() -> hub.bankAccounts().get(new BankAccountXid(id)))).isEqualTo(isAdded);
    if (isAdded) {
      hub.linkTokens().create(LinkTokenRequest.unlink(Samples.COMPANY, new BankAccountXid(id)));
    }
    assertAdded(
        isAdded,
        "/bank-accounts",
        Map.of(
            "xid",
            id,
            "company_xid",
            Samples.COMPANY.value(),
            "bank",
            BIDV.bank(),
            "account_number",
            BIDV.number()));
  }

  @ParameterizedTest
  @FieldSource("IDS")
  void a_transaction_that_can_be_added_can_be_got(String id) {
    boolean isAdded =
        isAccepted(
            () ->
                hub.control()
                    .addTransaction(
                        new TransactionId(id),
                        SimulatedTransaction.credit(Samples.BANK_ACCOUNT, BigDecimal.ONE, "DH1")));
    assertThat(isAccepted(() -> hub.transactions().get(new TransactionId(id)))).isEqualTo(isAdded);
    assertAdded(
        isAdded,
        "/transactions",
        Map.of(
            "transaction_id",
            id,
            "bank_account_xid",
            Samples.BANK_ACCOUNT.value(),
            "transfer_type",
            "credit",
            "amount",
            1,
            "transaction_content",
            "DH1"));
  }

  /** An id that is accepted but refers to nothing makes the test fail. */
  private static boolean isAccepted(Runnable step) {
    try {
      step.run();
      return true;
    } catch (InvalidRequestException | IllegalArgumentException e) {
      return false;
    }
  }

  private void assertAdded(boolean isAdded, String path, Map<String, ?> fields) {
    HttpResponse response =
        another.handle(
            new HttpRequest("POST", URI.create("/_testkit" + path), Map.of(), Json.write(fields)));
    assertThat(response.status())
        .as(new String(response.body(), UTF_8))
        .isEqualTo(isAdded ? 201 : 400);
  }
}
