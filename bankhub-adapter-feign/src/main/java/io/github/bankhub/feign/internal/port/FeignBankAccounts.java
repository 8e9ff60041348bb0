package io.github.bankhub.feign.internal.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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
          // The text may be a name or a number, so an error response must not show it.
          query.text().ifPresent(call::sends);
          ObjectNode response =
              api.listBankAccounts(
                  query.page(),
                  query.perPage(),
                  encodedOrNull(fields.get("company_xid")),
                  encodedOrNull(fields.get("bank_id")),
                  encodedOrNull(fields.get("q")),
                  call);
          return query.readPage(Json.fields(response), zone);
        });
  }

  @Override
  public BankAccountDetails get(BankAccountXid xid) {
    Objects.requireNonNull(xid, "xid");
    return calls.call(
        Operation.GET_BANK_ACCOUNT,
        List.of(new Reference("bank_account_xid", xid.value())),
        call ->
            BankAccountDetails.of(
                Json.fields(api.getBankAccount(encoded(xid.value()), call)), zone));
  }

  private static @Nullable String encodedOrNull(@Nullable String filter) {
    return filter == null ? null : encoded(filter);
  }

  /**
   * Feign leaves alone what looks encoded, as all of this then does; or 100%25 would lose its 25.
   */
  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
