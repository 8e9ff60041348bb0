package io.github.bankhub.checks;

import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyChange;
import io.github.bankhub.domain.company.CompanyQuery;
import io.github.bankhub.domain.company.NewCompany;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.domain.transaction.TransactionQuery;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Retries;
import io.github.bankhub.testkit.sample.Samples;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;

/** One call of each operation, for the data of SePay's samples and one link token. */
final class EveryOperation {

  /** The link token of the examples in {@code openapi/bankhub.yaml}. */
  static final LinkTokenXid LINK_TOKEN = new LinkTokenXid("5f1b3c0a-7d2e-4b7c-9a44-0c6f2f6f5d11");

  static final LinkTokenSecret SECRET = new LinkTokenSecret("0e9d8c7b-6a5f-4e3d-8c2b-1a0f9e8d7c6b");

  /** The transaction of the examples in {@code openapi/bankhub.yaml}. */
  static final TransactionId TRANSACTION =
      new TransactionId("7c1d3a52-0f6b-4c1e-8a55-2b9e6f0d4a17");

  static final SimulatedTransaction SIMULATED =
      SimulatedTransaction.credit(
          Samples.BANK_ACCOUNT, new BigDecimal("50000"), "NGUYEN VAN B chuyen tien DH1001");

  private EveryOperation() {}

  /** {@return a client without retries: each call is one request} */
  static FeignBankHub client(URI baseUri, ClientCredentials credentials) {
    BankHubSettings settings =
        BankHubSettings.of(BankHubEnvironment.custom(baseUri), credentials)
            .withRetries(new Retries(1, Duration.ofMillis(1), Duration.ofMillis(1)));
    return FeignBankHub.builder(settings).build();
  }

  static Object call(Operation operation, BankHub hub) {
    return switch (operation) {
      case CREATE_ACCESS_TOKEN -> hub.accessToken();
      case CREATE_LINK_TOKEN -> hub.linkTokens().create(create());
      case GET_LINK_TOKEN -> hub.linkTokens().get(SECRET);
      case REVOKE_LINK_TOKEN -> revoke(hub);
      case LIST_COMPANIES -> hub.companies().list(CompanyQuery.ALL.matching("ABC"));
      case GET_COMPANY -> hub.companies().get(Samples.COMPANY);
      case CREATE_COMPANY -> hub.companies().create(NewCompany.active("CONG TY CP XYZ"));
      case EDIT_COMPANY -> edit(hub);
      case LIST_BANK_ACCOUNTS ->
          hub.bankAccounts().list(BankAccountQuery.ALL.ofCompany(Samples.COMPANY));
      case GET_BANK_ACCOUNT -> hub.bankAccounts().get(Samples.BANK_ACCOUNT);
      case LIST_TRANSACTIONS ->
          hub.transactions().list(TransactionQuery.ALL.ofCompany(Samples.COMPANY));
      case GET_TRANSACTION -> hub.transactions().get(TRANSACTION);
      case CREATE_TRANSACTION -> hub.transactions().create(SIMULATED);
    };
  }

  private static LinkTokenRequest create() {
    return LinkTokenRequest.unlink(Samples.COMPANY, Samples.BANK_ACCOUNT)
        .redirectTo(Samples.UNLINKED_REDIRECT);
  }

  private static String revoke(BankHub hub) {
    hub.linkTokens().revoke(LINK_TOKEN);
    return "revoked";
  }

  private static String edit(BankHub hub) {
    hub.companies()
        .edit(
            Samples.COMPANY,
            CompanyChange.paymentCodeSuffixLength(3, 10)
                .and(CompanyChange.transactionAmount(BigDecimal.TEN)));
    return "edited";
  }
}
