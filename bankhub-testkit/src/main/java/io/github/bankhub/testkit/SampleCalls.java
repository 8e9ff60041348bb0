package io.github.bankhub.testkit;

import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.company.CompanyChange;
import io.github.bankhub.domain.company.CompanyQuery;
import io.github.bankhub.domain.company.NewCompany;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.merchant.MerchantCounterQuery;
import io.github.bankhub.domain.merchant.MerchantSettingsChange;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.TransactionQuery;
import io.github.bankhub.domain.webhook.NewWebhook;
import io.github.bankhub.testkit.sample.Samples;
import java.math.BigDecimal;
import java.util.List;

/**
 * A valid call of each operation, for example to test a configuration or a decorator of {@link
 * BankHub}:
 *
 * <pre>{@code
 * InMemoryBankHub hub = InMemoryBankHub.builder().data(SampleCalls::addData).build();
 * for (Operation operation : Operation.values()) {
 *   SampleCalls.perform(operation, hub);
 * }
 * }</pre>
 *
 * <p>Each call succeeds once with the data of {@link #addData}, in any order. Some change that
 * data: a second call to revoke the link token, or to create the company, fails.
 */
public final class SampleCalls {

  private SampleCalls() {}

  /**
   * Adds the data that the calls need: {@link Control#addSamples}, and the link token and the
   * transaction of {@link Samples}.
   *
   * @throws IllegalArgumentException if some of it is there already
   */
  public static void addData(Control control) {
    control.addSamples();
    control.addLinkToken(Samples.LINK_TOKEN, Samples.LINK_TOKEN_SECRET, Samples.COMPANY);
    control.addTransaction(Samples.TRANSACTION, transaction());
  }

  /**
   * Calls an operation through its port.
   *
   * @return the result; the operation if its method returns nothing
   * @throws io.github.bankhub.domain.failure.BankHubException if the call fails
   */
  public static Object perform(Operation operation, BankHub hub) {
    return switch (operation) {
      case CREATE_ACCESS_TOKEN -> hub.accessToken();
      case CREATE_LINK_TOKEN ->
          hub.linkTokens()
              .create(
                  LinkTokenRequest.unlink(Samples.COMPANY, Samples.BANK_ACCOUNT)
                      .redirectTo(Samples.UNLINKED_REDIRECT));
      case GET_LINK_TOKEN -> hub.linkTokens().get(Samples.LINK_TOKEN_SECRET);
      case REVOKE_LINK_TOKEN -> {
        hub.linkTokens().revoke(Samples.LINK_TOKEN);
        yield operation;
      }
      case LIST_COMPANIES -> hub.companies().list(CompanyQuery.ALL);
      case GET_COMPANY -> hub.companies().get(Samples.COMPANY);
      case CREATE_COMPANY -> hub.companies().create(NewCompany.active("CONG TY CP XYZ"));
      case EDIT_COMPANY -> {
        hub.companies().edit(Samples.COMPANY, CompanyChange.paymentCodeSuffixLength(3, 10));
        yield operation;
      }
      case GET_COMPANY_COUNTER -> hub.companies().counter(Samples.COMPANY);
      case LIST_BANK_ACCOUNTS ->
          hub.bankAccounts().list(BankAccountQuery.ALL.ofCompany(Samples.COMPANY));
      case GET_BANK_ACCOUNT -> hub.bankAccounts().get(Samples.BANK_ACCOUNT);
      case LIST_TRANSACTIONS ->
          hub.transactions().list(TransactionQuery.ALL.ofCompany(Samples.COMPANY));
      case GET_TRANSACTION -> hub.transactions().get(Samples.TRANSACTION);
      case CREATE_TRANSACTION -> hub.transactions().create(transaction());
      case GET_MERCHANT_SETTINGS -> hub.merchantSettings().get();
      case CHANGE_MERCHANT_SETTINGS ->
          hub.merchantSettings().change(MerchantSettingsChange.keywords(List.of("DH", "INV")));
      case UPLOAD_LOGO -> hub.merchantSettings().uploadLogo(Samples.LOGO);
      case GET_MERCHANT_COUNTER -> hub.merchantSettings().counter(MerchantCounterQuery.TODAY);
      case GET_WEBHOOK_SETTINGS -> hub.webhookSettings().get();
      case SET_WEBHOOK_SETTINGS ->
          hub.webhookSettings()
              .set(NewWebhook.to(Samples.WEBHOOK_URL, Samples.WEBHOOK_SECRET).inactive());
    };
  }

  private static SimulatedTransaction transaction() {
    return SimulatedTransaction.credit(
        Samples.BANK_ACCOUNT, new BigDecimal("50000"), "NGUYEN VAN B chuyen tien DH1001");
  }
}
