package io.github.bankhub.testkit.fake;

import io.github.bankhub.domain.account.BankAccountDetails;
import io.github.bankhub.domain.account.BankAccountPage;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.port.BankAccounts;

/** Bank accounts, called the way a real client calls them. */
final class InMemoryBankAccounts implements BankAccounts {

  @Override
  public BankAccountPage list(BankAccountQuery query) {
    throw new UnsupportedOperationException("not played yet");
  }

  @Override
  public BankAccountDetails get(BankAccountXid xid) {
    throw new UnsupportedOperationException("not played yet");
  }
}
