package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.domain.transaction.TransferDirection;
import io.github.bankhub.testkit.internal.delivery.MessageDispatcher;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.lifecycle.UnsentReason;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.internal.service.Companies.Company;
import io.github.bankhub.testkit.internal.service.State;
import io.github.bankhub.testkit.internal.service.Transactions.Transaction;
import io.github.bankhub.testkit.sample.SandboxAccount;
import io.github.bankhub.testkit.webhook.IpnDelivery;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the demo page shows of the hub: companies, accounts, transactions and their IPNs, the newest
 * first. Times are those of Vietnam, and amounts have its separators.
 */
record DemoData(BankHubService service, MessageDispatcher ipns) {

  private static final int MAX_ROWS = 50;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm:ss", Locale.ROOT).withZone(ApiObject.VIETNAM);

  /** In one step: the dispatcher never calls the service while it holds its own lock. */
  Map<String, @Nullable Object> all() {
    return service.with(
        state ->
            Json.object(
                "receives_ipn", ipns.receiver().isPresent(),
                "companies", rows(state.companies().newestFirst(), DemoData::fields),
                "accounts", accounts(state),
                "transactions", transactions(state)));
  }

  private static <T> List<Map<String, @Nullable Object>> rows(
      List<T> newestFirst, Function<T, Map<String, @Nullable Object>> row) {
    return newestFirst.stream().limit(MAX_ROWS).map(row).toList();
  }

  private static List<Map<String, @Nullable Object>> accounts(State state) {
    Map<CompanyXid, String> names = state.companies().names();
    return rows(
        state.accounts().newestFirst(),
        linked ->
            Json.object(
                "xid", linked.xid().value(),
                "company_xid", linked.company().value(),
                "company", names.get(linked.company()),
                "text", text(linked.account()),
                "active", linked.active()));
  }

  private List<Map<String, @Nullable Object>> transactions(State state) {
    Map<String, UnsentReason> unsent = ipns.unsent();
    Map<TransactionId, IpnDelivery> sent =
        ipns.ipnJournal().stream()
            .collect(Collectors.toMap(IpnDelivery::transactionId, Function.identity()));
    return rows(
        state.transactions().newestFirst(),
        one -> fields(one, ipn(sent.get(one.id()), unsent.get(one.id().value()))));
  }

  private static Map<String, @Nullable Object> fields(Company company) {
    return Json.object(
        "xid", company.xid().value(),
        "name", company.fullName(),
        "status", company.status(),
        "ready", company.ipnProblem().isEmpty());
  }

  private static String text(SandboxAccount account) {
    return account.bank() + " " + account.number();
  }

  private static Map<String, @Nullable Object> fields(
      Transaction transaction, Map<String, @Nullable Object> ipn) {
    return Json.object(
        "id", transaction.id().value(),
        "at", TIME.format(transaction.at()),
        "account", text(transaction.account().account()),
        "amount", amount(transaction.simulated()),
        "content", transaction.simulated().content(),
        "ipn", ipn);
  }

  private static String amount(SimulatedTransaction simulated) {
    DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(Locale.ROOT);
    symbols.setGroupingSeparator('.');
    symbols.setDecimalSeparator(',');
    String sign = simulated.direction() == TransferDirection.CREDIT ? "+" : "−";
    return sign + new DecimalFormat("#,##0.##", symbols).format(simulated.amount()) + "\u00a0₫";
  }

  /** Neither is known after the hub has dropped them, or of a transaction of a state file. */
  private static Map<String, @Nullable Object> ipn(
      @Nullable IpnDelivery delivery, @Nullable UnsentReason reason) {
    if (delivery == null) {
      return reason == null
          ? Json.object("state", "UNKNOWN")
          : Json.object("state", "UNSENT", "reason", reason.kind().name());
    }
    Map<String, @Nullable Object> fields =
        Json.object(
            "state", delivery.state().name(),
            "attempts",
                delivery.attempts().stream()
                    .map(one -> one.status() == 0 ? one.outcome().name() : "HTTP " + one.status())
                    .toList());
    delivery.next().ifPresent(next -> fields.put("next", TIME.format(next)));
    delivery.problem().ifPresent(problem -> fields.put("problem", problem));
    return fields;
  }
}
