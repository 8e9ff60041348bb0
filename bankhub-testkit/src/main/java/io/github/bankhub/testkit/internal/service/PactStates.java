package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The provider states of the shipped pacts. Thread-safe. All verifiers of a hub share them: a
 * verifier checks one interaction after another.
 *
 * <p>The first state of an interaction empties the hub. Otherwise the hub could have data that the
 * interaction expects not to exist: its initial data, or that of an earlier interaction.
 */
public final class PactStates {

  private final BankHubService service;
  private final Map<String, Function<Map<String, ?>, Consumer<State>>> states =
      new LinkedHashMap<>();
  private final Set<Map.Entry<String, ?>> ofInteraction = new HashSet<>();
  private int resetsWhenEmptied = -1;

  PactStates(BankHubService service) {
    this.service = service;
    states.put("a client exists", PactStates::client);
    states.put("an access token is valid", PactStates::accessToken);
    states.put("a company exists", PactStates::company);
    states.put("a bank account is linked to the company", PactStates::bankAccount);
    states.put("a transaction exists", PactStates::transaction);
    states.put("a link token exists", this::linkToken);
    states.put("the access token has expired", given -> state -> state.accessTokens().expireAll());
    states.put("errors come in the observed shape", given -> errors(ErrorStyle.OBSERVED));
    states.put("errors come in the documented shape", given -> errors(ErrorStyle.DOCUMENTED));
    states.put("the client does not exist", PactStates::nothing);
    states.put("the company does not exist", PactStates::nothing);
    states.put("the bank account is not linked to the company", PactStates::nothing);
    states.put("the bank account does not exist", PactStates::nothing);
    states.put("the transaction does not exist", PactStates::nothing);
    states.put("transactions cannot be simulated", PactStates::withoutSimulation);
    states.put("the merchant has keywords", PactStates::keywords);
    states.put("a webhook is set", PactStates::webhook);
    states.put(
        "the logo is too large", given -> state -> state.merchantSettings().setMaxLogoBytes(0));
    states.put("the link token does not exist", PactStates::nothing);
  }

  /**
   * Sets up a state, beside the earlier ones of the same interaction.
   *
   * @throws IllegalArgumentException if the state is unknown, or a parameter is missing or wrong
   */
  public synchronized void setUp(String name, Map<String, ?> parameters) {
    Consumer<State> step = find(name).apply(parameters);
    Map.Entry<String, ?> state = Map.entry(name, new HashMap<>(parameters));
    if (isFirst(state)) {
      ofInteraction.clear();
      ofInteraction.add(state);
      try {
        service.empty(step);
      } finally {
        resetsWhenEmptied = service.resets();
      }
    } else {
      ofInteraction.add(state);
      service.change(step);
    }
  }

  /**
   * Restores the initial data of the hub.
   *
   * @throws IllegalArgumentException if the state is unknown
   */
  public synchronized void tearDown(String name) {
    find(name);
    service.reset();
  }

  private Function<Map<String, ?>, Consumer<State>> find(String name) {
    Function<Map<String, ?>, Consumer<State>> found = states.get(name);
    if (found == null) {
      throw new IllegalArgumentException(
          "state is %s; expected one of %s".formatted(name, states.keySet()));
    }
    return found;
  }

  /**
   * The first state comes after a reset, or after the request of the interaction before. No
   * interaction has a state twice, so the interaction before had no request if a state is repeated.
   */
  private boolean isFirst(Map.Entry<String, ?> state) {
    return service.resets() != resetsWhenEmptied
        || ofInteraction.contains(state)
        || service.with(current -> !current.journal().entries().isEmpty());
  }

  private static Consumer<State> client(Map<String, ?> given) {
    ClientCredentials client =
        ClientCredentials.of(text(given, "client_id"), text(given, "client_secret"));
    return state -> state.accessTokens().addClient(client);
  }

  private static Consumer<State> accessToken(Map<String, ?> given) {
    String token = text(given, "access_token");
    return state -> state.accessTokens().add(token);
  }

  private static Consumer<State> company(Map<String, ?> given) {
    CompanyXid company = new CompanyXid(text(given, "company_xid"));
    return state -> state.testData().addCompany(company, "CONG TY TNHH ABC");
  }

  private static Consumer<State> bankAccount(Map<String, ?> given) {
    BankAccountXid account = new BankAccountXid(text(given, "bank_account_xid"));
    CompanyXid company = new CompanyXid(text(given, "company_xid"));
    return state -> state.testData().addBankAccount(account, company, SandboxAccount.all().get(0));
  }

  private static Consumer<State> transaction(Map<String, ?> given) {
    TransactionId id = new TransactionId(text(given, "transaction_id"));
    SimulatedTransaction transaction =
        SimulatedTransaction.credit(
            new BankAccountXid(text(given, "bank_account_xid")),
            new BigDecimal("50000"),
            "NGUYEN VAN B chuyen tien DH1001");
    return state -> state.testData().addTransaction(id, transaction);
  }

  private static Consumer<State> keywords(Map<String, ?> given) {
    Map<String, ?> fields = Map.of("transaction_whitelist_remark_keywords", List.of("DH", "INV"));
    return state -> state.merchantSettings().change(fields);
  }

  private static Consumer<State> webhook(Map<String, ?> given) {
    Map<String, ?> fields =
        Map.of(
            WebhookSettings.URL,
            Samples.WEBHOOK_URL.toString(),
            WebhookSettings.SECRET,
            Samples.WEBHOOK_SECRET.reveal());
    return state -> state.webhookSettings().set(fields);
  }

  private static Consumer<State> withoutSimulation(Map<String, ?> given) {
    return state -> state.settings().setSimulates(false);
  }

  private Consumer<State> linkToken(Map<String, ?> given) {
    LinkTokenXid xid = new LinkTokenXid(text(given, "link_token_xid"));
    LinkTokenSecret secret = new LinkTokenSecret(text(given, "link_token"));
    CompanyXid company = new CompanyXid(text(given, "company_xid"));
    return state -> state.testData().addLinkToken(xid, secret, company);
  }

  private static Consumer<State> errors(ErrorStyle style) {
    return state -> state.settings().setErrorStyle(style);
  }

  /** An empty hub has neither companies nor accounts nor link tokens. */
  private static Consumer<State> nothing(Map<String, ?> given) {
    return state -> {};
  }

  private static String text(Map<String, ?> given, String name) {
    Object value = given.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the provider state lacks the parameter " + name);
    }
    return value.toString();
  }
}
