package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.transaction.TransferDirection;
import io.github.bankhub.testkit.internal.lifecycle.UnsentReason;
import io.github.bankhub.testkit.internal.lifecycle.UnsentReason.Kind;
import io.github.bankhub.testkit.internal.service.Companies.Company;
import io.github.bankhub.testkit.internal.service.Transactions.Transaction;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The conditions under which SePay sends an IPN. Source: pages "IPN", "Merchant configuration" and
 * "Overview".
 */
record IpnConditions(MerchantSettings settings) {

  /** The others report incoming transactions alone. */
  private static final Set<String> BANKS_WITH_DEBITS =
      Set.of("TPBANK", "VIETINBANK", "ACB", "MBBANK");

  /** {@return the first condition that is not met; empty if an IPN is sent} */
  Optional<UnsentReason> unmet(Transaction transaction, Company company) {
    Optional<UnsentReason> ofCompany = company.ipnProblem();
    if (ofCompany.isPresent()) {
      return ofCompany;
    }
    String bank = transaction.account().account().bank();
    if (transaction.simulated().direction() == TransferDirection.DEBIT
        && !BANKS_WITH_DEBITS.contains(bank.toUpperCase(Locale.ROOT))) {
      return Optional.of(
          new UnsentReason(
              Kind.NO_DEBITS_OF_BANK, "SePay gets only incoming transactions from " + bank));
    }
    return settings.pushes(transaction.simulated().content())
        ? Optional.empty()
        : Optional.of(
            new UnsentReason(
                Kind.NO_KEYWORD,
                "its content contains none of transaction_whitelist_remark_keywords, which are "
                    + settings.keywords()));
  }
}
