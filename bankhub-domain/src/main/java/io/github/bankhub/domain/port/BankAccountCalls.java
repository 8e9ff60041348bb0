package io.github.bankhub.domain.port;

import io.github.bankhub.domain.account.BankAccount;
import io.github.bankhub.domain.account.BankAccountDetails;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.paging.Page;
import java.util.Map;
import java.util.Objects;

/** Bank accounts by the calls of a hub. */
record BankAccountCalls(BankHub hub) implements BankAccounts {

  @Override
  public Page<BankAccount> list(BankAccountQuery query) {
    Objects.requireNonNull(query, "query");
    return hub.call(Operation.LIST_BANK_ACCOUNTS, query.fields(), query::readPage);
  }

  @Override
  public BankAccountDetails get(BankAccountXid xid) {
    String value = Objects.requireNonNull(xid, "xid").value();
    return hub.call(Operation.GET_BANK_ACCOUNT, Map.of("xid", value), BankAccountDetails::of);
  }
}
