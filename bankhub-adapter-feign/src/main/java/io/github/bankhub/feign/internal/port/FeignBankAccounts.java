package io.github.bankhub.feign.internal.port;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bankhub.domain.account.BankAccountDetails;
import io.github.bankhub.domain.account.BankAccountPage;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankAccounts;
import io.github.bankhub.feign.internal.call.CallExecutor;
import io.github.bankhub.feign.internal.response.Json;
import io.github.bankhub.feign.wire.BankAccountApi;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
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
  public BankAccountPage list(BankAccountQuery query) {
    Objects.requireNonNull(query, "query");
    Optional<String> company = query.company().map(one -> one.value());
    List<Reference> references =
        company.map(xid -> new Reference("company_xid", xid)).stream().toList();
    return calls.call(
        Operation.LIST_BANK_ACCOUNTS,
        references,
        call -> {
          // A name or a number, perhaps.
          query.text().ifPresent(call::sends);
          ObjectNode answer =
              api.listBankAccounts(
                  query.page(),
                  query.perPage(),
                  encoded(company),
                  encoded(query.bankId()),
                  encoded(query.text()),
                  call);
          return BankAccountPage.of(query, Json.fields(answer), zone);
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

  private static @Nullable String encoded(Optional<String> filter) {
    return filter.map(FeignBankAccounts::encoded).orElse(null);
  }

  /**
   * Feign leaves alone what looks encoded, as all of this then does; or 100%25 would lose its 25.
   */
  private static String encoded(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
