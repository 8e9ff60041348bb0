package io.github.bankhub.testkit.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccount;
import io.github.bankhub.testkit.internal.lifecycle.UnsentReason;
import io.github.bankhub.testkit.internal.service.Companies.Company;
import io.github.bankhub.testkit.internal.service.Transactions.Transaction;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpnConditionsTest {

  private static final CompanyXid COMPANY = new CompanyXid("company-1");
  private static final BankAccountXid ACCOUNT = new BankAccountXid("ba-1");

  private static Optional<String> unmet(String content, List<String> keywords) {
    LinkedAccount account =
        new LinkedAccount(
            ACCOUNT, COMPANY, SandboxAccount.all().get(0), true, Instant.EPOCH, Instant.EPOCH);
    Transaction transaction =
        Transaction.of(
            new TransactionId("t-1"),
            "FT1",
            Instant.EPOCH,
            account,
            SimulatedTransaction.credit(ACCOUNT, BigDecimal.ONE, content),
            Optional.empty(),
            false);
    Company company =
        Company.of(
            COMPANY,
            "ABC",
            Companies.ACTIVE,
            Companies.configuration("Unlimited"),
            Instant.EPOCH,
            Instant.EPOCH);
    MerchantSettings settings = new MerchantSettings(InstantSource.system());
    settings.change(Map.of("transaction_whitelist_remark_keywords", keywords));
    return new IpnConditions(settings).unmet(transaction, company).map(UnsentReason::text);
  }

  @ParameterizedTest
  @CsvSource({"SEVQR DH1", "thanh toan sevqr", "xsevqrx", "hoc phi thang 1"})
  void a_content_with_any_keyword_in_any_case_is_sent(String content) {
    assertThat(unmet(content, List.of("SEVQR", "Hoc Phi"))).isEmpty();
  }

  @Test
  void a_content_without_a_keyword_is_not_sent() {
    assertThat(unmet("DH1", List.of("SEVQR", "hoc phi")))
        .contains(
            "its content contains none of transaction_whitelist_remark_keywords, which are [SEVQR,"
                + " hoc phi]");
  }

  @Test
  void without_keywords_every_content_is_sent() {
    assertThat(unmet("DH1", List.of())).isEmpty();
  }
}
