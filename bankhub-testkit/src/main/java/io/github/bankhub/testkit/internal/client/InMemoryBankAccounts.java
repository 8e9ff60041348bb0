package io.github.bankhub.testkit.internal.client;

import io.github.bankhub.domain.account.BankAccount;
import io.github.bankhub.domain.account.BankAccountDetails;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.paging.Page;
import io.github.bankhub.domain.port.BankAccounts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bank accounts, called the way a real client calls them. */
final class InMemoryBankAccounts implements BankAccounts {

  private final RetryingCaller caller;

  InMemoryBankAccounts(RetryingCaller caller) {
    this.caller = caller;
  }

  @Override
  public Page<BankAccount> list(BankAccountQuery query) {
    Map<String, String> fields = Objects.requireNonNull(query, "query").fields();
    Map<String, @Nullable Object> response =
        caller.call(
            Operation.LIST_BANK_ACCOUNTS,
            Reference.of(Operation.LIST_BANK_ACCOUNTS, fields),
            state -> state.bankAccounts(fields));
    return query.readPage(response, ApiObject.VIETNAM);
  }

  @Override
  public BankAccountDetails get(BankAccountXid xid) {
    Objects.requireNonNull(xid, "xid");
    Map<String, @Nullable Object> answer =
        caller.call(
            Operation.GET_BANK_ACCOUNT,
            List.of(new Reference("bank_account_xid", xid.value())),
            state -> state.bankAccount(xid.value()));
    return BankAccountDetails.of(answer, ApiObject.VIETNAM);
  }
}
