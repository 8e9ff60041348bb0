package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.port.BankHub;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The rules of {@link BankHub} and its ports: a nested test class per operation, one test per rule.
 *
 * <p>Extend it and connect your implementation. The tests share nothing and may run concurrently.
 * If the default time zone of the JVM has the time of Vietnam, the tests about times replace it
 * while they run: otherwise, a client that reads times in the local zone would pass by accident.
 * They lock {@link org.junit.jupiter.api.parallel.Resources#TIME_ZONE}.
 *
 * <pre>{@code
 * class MyBankHubTest extends BankHubContract {
 *   @Override
 *   protected BankHub connect(
 *       InMemoryBankHub service,
 *       BankHubEnvironment rules,
 *       ClientCredentials credentials,
 *       Duration responseTimeout) {
 *     return new MyBankHub(service.connectedAs(credentials, rules));
 *   }
 * }
 * }</pre>
 */
@SuppressWarnings("missing-explicit-ctor") // No constructor does more than the default one.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@ExtendWith(EnclosingContract.class)
public abstract class BankHubContract extends TestedImplementation {

  @Nested
  class LinkTokenRequests extends LinkTokenRequestsContract {}

  @Nested
  class CreateLinkToken extends CreateLinkTokenContract {}

  @Nested
  class GetLinkToken extends GetLinkTokenContract {}

  @Nested
  class RevokeLinkToken extends RevokeLinkTokenContract {}

  @Nested
  class ListCompanies extends ListCompaniesContract {}

  @Nested
  class GetCompany extends GetCompanyContract {}

  @Nested
  class CreateCompany extends CreateCompanyContract {}

  @Nested
  class CreateCompanyForIpn extends CreateCompanyForIpnContract {}

  @Nested
  class EditCompany extends EditCompanyContract {}

  @Nested
  class GetCompanyCounter extends GetCompanyCounterContract {}

  @Nested
  class ListBankAccounts extends ListBankAccountsContract {}

  @Nested
  class GetBankAccount extends GetBankAccountContract {}

  @Nested
  class ListTransactions extends ListTransactionsContract {}

  @Nested
  class GetTransaction extends GetTransactionContract {}

  @Nested
  class CreateTransaction extends CreateTransactionContract {}

  @Nested
  class GetMerchantSettings extends GetMerchantSettingsContract {}

  @Nested
  class ChangeMerchantSettings extends ChangeMerchantSettingsContract {}

  @Nested
  class UploadLogo extends UploadLogoContract {}

  @Nested
  class GetMerchantCounter extends GetMerchantCounterContract {}

  @Nested
  class GetWebhookSettings extends GetWebhookSettingsContract {}

  @Nested
  class SetWebhookSettings extends SetWebhookSettingsContract {}

  @Nested
  class AccessTokens extends AccessTokensContract {}

  @Nested
  class Faults extends FaultsContract {}
}
