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

/** Bank accounts in memory. */
final class InMemoryBankAccounts implements BankAccounts {

  private final OperationCaller caller;

  InMemoryBankAccounts(OperationCaller caller) {
    this.caller = caller;
  }

  @Override
  public Page<BankAccount> list(BankAccountQuery query) {
    Map<String, String> fields = Objects.requireNonNull(query, "query").fields();
    List<Reference> references = Reference.of(Operation.LIST_BANK_ACCOUNTS, fields);
    return query.readPage(
        caller.call(Operation.LIST_BANK_ACCOUNTS, references, fields), ApiObject.VIETNAM);
  }

  @Override
  public BankAccountDetails get(BankAccountXid xid) {
    Objects.requireNonNull(xid, "xid");
    List<Reference> references = List.of(new Reference("bank_account_xid", xid.value()));
    return BankAccountDetails.of(
        caller.call(Operation.GET_BANK_ACCOUNT, references, Map.of("xid", xid.value())),
        ApiObject.VIETNAM);
  }
}
