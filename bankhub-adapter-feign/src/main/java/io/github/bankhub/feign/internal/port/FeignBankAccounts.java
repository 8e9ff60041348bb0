package io.github.bankhub.feign.internal.port;

import io.github.bankhub.domain.account.BankAccount;
import io.github.bankhub.domain.account.BankAccountDetails;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.paging.Page;
import io.github.bankhub.domain.port.BankAccounts;
import io.github.bankhub.feign.internal.call.CallExecutor;
import io.github.bankhub.feign.internal.response.Json;
import io.github.bankhub.feign.wire.BankAccountApi;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;

/** Bank accounts over HTTP. Each method maps the request, calls, and maps the response. */
public final class FeignBankAccounts implements BankAccounts {

  private final BankAccountApi api;
  private final CallExecutor calls;
  private final ZoneId zone;

  public FeignBankAccounts(BankAccountApi api, CallExecutor calls, ZoneId zone) {
    this.api = api;
    this.calls = calls;
    this.zone = zone;
  }

  @Override
  public Page<BankAccount> list(BankAccountQuery query) {
    Map<String, String> fields = Objects.requireNonNull(query, "query").fields();
    return calls.call(
        Operation.LIST_BANK_ACCOUNTS,
        Reference.of(Operation.LIST_BANK_ACCOUNTS, fields),
        call -> {
          // The text may be a name or a number, so no error may show it.
          query.text().ifPresent(call::addSecret);
          return query.readPage(
              Json.fields(api.listBankAccounts(UriEncoding.values(fields), call)), zone);
        });
  }

  @Override
  public BankAccountDetails get(BankAccountXid xid) {
    String value = Objects.requireNonNull(xid, "xid").value();
    return calls.call(
        Operation.GET_BANK_ACCOUNT,
        Reference.of(Operation.GET_BANK_ACCOUNT, Map.of("bank_account_xid", value)),
        call ->
            BankAccountDetails.of(
                Json.fields(api.getBankAccount(UriEncoding.value(value), call)), zone));
  }
}
