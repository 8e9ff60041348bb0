package io.github.bankhub.testkit.internal.client;

import io.github.bankhub.domain.account.BankAccountDetails;
import io.github.bankhub.domain.account.BankAccountPage;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankAccounts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bank accounts, called the way a real client calls them. */
final class InMemoryBankAccounts implements BankAccounts {

  private final OperationCaller caller;

  InMemoryBankAccounts(OperationCaller caller) {
    this.caller = caller;
  }

  @Override
  public BankAccountPage list(BankAccountQuery query) {
    Objects.requireNonNull(query, "query");
    Map<String, String> fields = new HashMap<>();
    fields.put("page", String.valueOf(query.page()));
    fields.put("per_page", String.valueOf(query.perPage()));
    query.company().ifPresent(company -> fields.put("company_xid", company.value()));
    query.bankId().ifPresent(bank -> fields.put("bank_id", bank));
    query.text().ifPresent(text -> fields.put("q", text));
    List<Reference> references =
        query.company().map(company -> new Reference("company_xid", company.value())).stream()
            .toList();
    Map<String, @Nullable Object> answer =
        caller.call(Operation.LIST_BANK_ACCOUNTS, references, fields);
    return BankAccountPage.of(query, answer, LinkTokenExpiry.VIETNAM);
  }

  @Override
  public BankAccountDetails get(BankAccountXid xid) {
    Objects.requireNonNull(xid, "xid");
    Map<String, @Nullable Object> answer =
        caller.call(
            Operation.GET_BANK_ACCOUNT,
            List.of(new Reference("bank_account_xid", xid.value())),
            Map.of("xid", xid.value()));
    return BankAccountDetails.of(answer, LinkTokenExpiry.VIETNAM);
  }
}
