package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccount;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.util.List;
import java.util.Map;

/** The data of the hub: companies, bank accounts, link tokens, clients and access tokens. */
final class DataRoutes {

  private static final List<String> COMPANY = List.of("full_name", "xid");
  private static final List<String> BANK_ACCOUNT =
      List.of("company_xid", "bank", "account_number", "xid");
  private static final List<String> CLIENT = List.of("client_id", "client_secret");
  private static final List<String> LINK_TOKEN = List.of("xid", "link_token", "company_xid");

  private final BankHubService service;
  private final Control control;

  DataRoutes(BankHubService service, Control control) {
    this.service = service;
    this.control = control;
  }

  void addTo(ControlRouter routes) {
    routes.post("/reset", List.of(), ControlRouter.run(control::reset));
    routes.create("/samples", List.of(), ControlRouter.run(control::addSamples));
    routes.get("/companies", fields -> Map.of("companies", companies()));
    routes.create("/companies", COMPANY, this::addCompany);
    routes.get("/bank-accounts", fields -> Map.of("bank_accounts", bankAccounts()));
    routes.create("/bank-accounts", BANK_ACCOUNT, this::addBankAccount);
    routes.get("/sandbox-accounts", fields -> Map.of("sandbox_accounts", sandboxAccounts()));
    routes.get("/credentials", fields -> credentials());
    routes.create("/clients", CLIENT, this::addClient);
    routes.create("/access-tokens", List.of("access_token"), this::addAccessToken);
    routes.create("/link-tokens", LINK_TOKEN, this::addLinkToken);
    routes.post("/access-tokens/expire", List.of(), ControlRouter.run(control::expireAccessTokens));
  }

  private List<Map<String, Object>> companies() {
    return control.companies().entrySet().stream()
        .map(
            company ->
                Json.object("xid", company.getKey().value(), "full_name", company.getValue()))
        .toList();
  }

  private Map<String, String> addCompany(ControlFields fields) {
    String name = fields.text("full_name");
    if (!fields.has("xid")) {
      return Map.of("xid", control.addCompany(name).value());
    }
    CompanyXid xid = new CompanyXid(fields.text("xid"));
    control.addCompany(xid, name);
    return Map.of("xid", xid.value());
  }

  private List<Map<String, Object>> bankAccounts() {
    return service.with(state -> state.accounts().newestFirst()).stream()
        .map(DataRoutes::fields)
        .toList();
  }

  private static Map<String, Object> fields(LinkedAccount linked) {
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
      return Map.of("xid", control.addBankAccount(company, account).value());
    }
    BankAccountXid xid = new BankAccountXid(fields.text("xid"));
    control.addBankAccount(xid, company, account);
    return Map.of("xid", xid.value());
  }

  private static List<Map<String, Object>> sandboxAccounts() {
    return SandboxAccount.all().stream().map(DataRoutes::fields).toList();
  }

  private static Map<String, Object> fields(SandboxAccount account) {
    return Json.object(
        "bank", account.bank(),
        "account_type", account.type().value(),
        "account_number", account.number(),
        "holder", account.holder(),
        "identification_number", account.identification(),
        "phone_number", account.phone(),
        "otp", account.otp());
  }

  private Map<String, Object> credentials() {
    ClientCredentials own = control.credentials();
    return Json.object("client_id", own.clientId(), "client_secret", own.clientSecret().reveal());
  }

  private Map<String, Object> addClient(ControlFields fields) {
    control.addClient(
        ClientCredentials.of(fields.text("client_id"), fields.secret("client_secret")));
    return Map.of();
  }

  private Map<String, Object> addAccessToken(ControlFields fields) {
    control.addAccessToken(fields.secret("access_token"));
    return Map.of();
  }

  private Map<String, Object> addLinkToken(ControlFields fields) {
    control.addLinkToken(
        new LinkTokenXid(fields.text("xid")),
        new LinkTokenSecret(fields.secret("link_token")),
        new CompanyXid(fields.text("company_xid")));
    return Map.of();
  }
}
