package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.domain.transaction.TransferDirection;
import io.github.bankhub.testkit.internal.delivery.Deliveries;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccount;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.internal.service.State;
import io.github.bankhub.testkit.internal.service.Transactions.Transaction;
import io.github.bankhub.testkit.journal.JournalEntry;
import io.github.bankhub.testkit.journal.ReceivedRequest;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The data of the hub: companies, bank accounts, transactions, link tokens, clients, access tokens
 * and the calls that it received.
 */
record DataRoutes(BankHubService service, Deliveries deliveries) {

  private static final List<String> COMPANY = List.of("full_name", "xid");
  private static final List<String> BANK_ACCOUNT =
      List.of("company_xid", "bank", "account_number", "xid");
  private static final List<String> TRANSACTION =
      List.of(
          "bank_account_xid", "transfer_type", "amount", "transaction_content", "transaction_id");
  private static final List<String> CLIENT = List.of("client_id", "client_secret");
  private static final List<String> LINK_TOKEN = List.of("xid", "link_token", "company_xid");

  void addTo(ControlRouter routes) {
    routes.post("/reset", List.of(), ControlRouter.run(service::reset));
    routes.create("/samples", List.of(), change(state -> state.testData().addSamples()));
    routes.list(
        "/companies",
        "companies",
        () -> service.with(state -> state.companies().names()).entrySet(),
        company -> Json.object("xid", company.getKey().value(), "full_name", company.getValue()));
    routes.create("/companies", COMPANY, this::addCompany);
    routes.list(
        "/bank-accounts",
        "bank_accounts",
        () -> service.with(state -> state.accounts().newestFirst()),
        DataRoutes::linked);
    routes.create("/bank-accounts", BANK_ACCOUNT, this::addBankAccount);
    routes.list(
        "/transactions",
        "transactions",
        () -> service.with(state -> state.transactions().newestFirst()),
        Transaction::body);
    routes.create("/transactions", TRANSACTION, this::addTransaction);
    routes.list("/sandbox-accounts", "sandbox_accounts", SandboxAccount::all, DataRoutes::sandbox);
    routes.get("/credentials", fields -> credentials());
    routes.create("/clients", CLIENT, this::addClient);
    routes.create("/access-tokens", List.of("access_token"), this::addAccessToken);
    routes.create("/link-tokens", LINK_TOKEN, this::addLinkToken);
    routes.post(
        "/access-tokens/expire", List.of(), change(state -> state.accessTokens().expireAll()));
    routes.get("/journal", fields -> journal());
  }

  private ControlRouter.Handler change(Consumer<State> change) {
    return ControlRouter.run(() -> service.change(change));
  }

  private Map<String, String> addCompany(ControlFields fields) {
    String name = fields.text("full_name");
    if (!fields.has("xid")) {
      return Map.of("xid", service.with(state -> state.testData().addCompany(name)).value());
    }
    CompanyXid xid = new CompanyXid(fields.text("xid"));
    service.change(state -> state.testData().addCompany(xid, name));
    return Map.of("xid", xid.value());
  }

  private static Map<String, @Nullable Object> linked(LinkedAccount linked) {
    return Json.object(
        "xid", linked.xid().value(),
        "company_xid", linked.company().value(),
        "bank", linked.account().bank(),
        "account_number", linked.account().number(),
        "active", linked.active());
  }

  private Map<String, String> addBankAccount(ControlFields fields) {
    CompanyXid company = new CompanyXid(fields.text("company_xid"));
    SandboxAccount account = SandboxAccount.of(fields.text("bank"), fields.text("account_number"));
    if (!fields.has("xid")) {
      return Map.of(
          "xid", service.with(state -> state.testData().addBankAccount(company, account)).value());
    }
    BankAccountXid xid = new BankAccountXid(fields.text("xid"));
    service.change(state -> state.testData().addBankAccount(xid, company, account));
    return Map.of("xid", xid.value());
  }

  private Map<String, String> addTransaction(ControlFields fields) {
    BankAccountXid account = new BankAccountXid(fields.text("bank_account_xid"));
    BigDecimal amount = fields.amount("amount");
    String content = fields.secret("transaction_content");
    SimulatedTransaction simulated =
        fields.direction("transfer_type") == TransferDirection.CREDIT
            ? SimulatedTransaction.credit(account, amount, content)
            : SimulatedTransaction.debit(account, amount, content);
    if (!fields.has("transaction_id")) {
      return Map.of(
          "transaction_id",
          service.with(state -> state.testData().addTransaction(simulated)).value());
    }
    TransactionId id = new TransactionId(fields.text("transaction_id"));
    service.change(state -> state.testData().addTransaction(id, simulated));
    return Map.of("transaction_id", id.value());
  }

  private static Map<String, @Nullable Object> sandbox(SandboxAccount account) {
    return Json.object(
        "bank", account.bank(),
        "account_type", account.type().value(),
        "account_number", account.number(),
        "holder", account.holder(),
        "identification_number", account.identification(),
        "phone_number", account.phone(),
        "otp", account.otp());
  }

  private Map<String, @Nullable Object> journal() {
    long droppedDeliveries = deliveries.dropped();
    return service.with(
        state ->
            Json.object(
                "calls", state.journal().entries().stream().map(DataRoutes::call).toList(),
                "requests", state.journal().requests().stream().map(DataRoutes::request).toList(),
                "dropped",
                    Json.object(
                        "calls", state.journal().dropped(),
                        "requests", state.journal().droppedRequests(),
                        "deliveries", droppedDeliveries,
                        "link_tokens", state.linkTokens().dropped(),
                        "events", state.linkTokens().droppedEvents())));
  }

  private static Map<String, @Nullable Object> request(ReceivedRequest request) {
    Map<String, @Nullable Object> fields =
        Json.object(
            "at", request.at().toString(),
            "method", request.method(),
            "path", request.path(),
            "status", request.status(),
            "headers", new TreeMap<>(request.headers()),
            "body", request.body());
    request.hint().ifPresent(hint -> fields.put("hint", hint));
    request.nearest().ifPresent(nearest -> fields.put("nearest", nearest.toString()));
    return fields;
  }

  private static Map<String, @Nullable Object> call(JournalEntry entry) {
    Map<String, @Nullable Object> fields =
        Json.object(
            "at", entry.at().toString(),
            "operation", entry.operation().name(),
            "status", entry.status());
    entry.fault().ifPresent(fault -> fields.put("fault", fault.name()));
    entry.created().ifPresent(created -> fields.put("created", created.value()));
    return fields;
  }

  private Map<String, @Nullable Object> credentials() {
    ClientCredentials own = service.credentials();
    return Json.object("client_id", own.clientId(), "client_secret", own.clientSecret().reveal());
  }

  private Map<String, Object> addClient(ControlFields fields) {
    ClientCredentials client =
        ClientCredentials.of(fields.text("client_id"), fields.secret("client_secret"));
    service.change(state -> state.accessTokens().addClient(client));
    return Map.of();
  }

  private Map<String, Object> addAccessToken(ControlFields fields) {
    String token = fields.secret("access_token");
    service.change(state -> state.accessTokens().add(token));
    return Map.of();
  }

  private Map<String, Object> addLinkToken(ControlFields fields) {
    LinkTokenXid xid = new LinkTokenXid(fields.text("xid"));
    LinkTokenSecret secret = new LinkTokenSecret(fields.secret("link_token"));
    CompanyXid company = new CompanyXid(fields.text("company_xid"));
    service.change(state -> state.testData().addLinkToken(xid, secret, company));
    return Map.of();
  }
}
