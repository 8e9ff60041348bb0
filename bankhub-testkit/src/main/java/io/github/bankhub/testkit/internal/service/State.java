package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.lifecycle.ExpiryQueue;
import io.github.bankhub.testkit.internal.lifecycle.HostedPageFlow;
import io.github.bankhub.testkit.internal.lifecycle.LinkEvents;
import io.github.bankhub.testkit.internal.lifecycle.LinkLifecycle;
import io.github.bankhub.testkit.internal.lifecycle.LinkTokens;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccounts;
import io.github.bankhub.testkit.internal.service.Ids.Kind;
import io.github.bankhub.testkit.internal.settings.TestSettings;
import java.net.URI;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The concepts of the service, and the handler of each operation. Not thread-safe: {@link
 * BankHubService} guards it.
 */
public record State(
    TestSettings settings,
    AccessTokens accessTokens,
    Companies companies,
    LinkedAccounts accounts,
    Transactions transactions,
    MerchantSettings merchantSettings,
    WebhookSettings webhookSettings,
    LinkTokens linkTokens,
    LinkLifecycle lifecycle,
    ExpiryQueue expiries,
    HostedPageFlow pages,
    TestData testData,
    Journal journal,
    ActiveFaults faults,
    Map<Operation, OperationHandler> handlers) {

  static State create(
      InstantSource clock,
      Ids ids,
      ClientCredentials credentials,
      BankHubEnvironment environment,
      EventPublisher publisher) {
    TestSettings settings = new TestSettings();
    // Only production requires HTTPS, and only the sandbox simulates transactions.
    settings.setSimulates(environment.redirectSchemes().contains("http"));
    AccessTokens accessTokens = new AccessTokens(clock, ids, settings);
    accessTokens.addClient(credentials);
    Companies companies = new Companies(clock, ids);
    LinkedAccounts accounts = new LinkedAccounts(clock, () -> ids.uuid(Kind.BANK_ACCOUNT));
    MerchantSettings merchantSettings = new MerchantSettings(clock);
    WebhookSettings webhookSettings = new WebhookSettings(environment, settings, publisher);
    Transactions transactions =
        new Transactions(
            clock, ids, companies, new IpnConditions(merchantSettings), publisher::publish);
    ExpiryQueue expiries = new ExpiryQueue();
    LinkEvents events = new LinkEvents(() -> ids.uuid(Kind.EVENT), settings, publisher::publish);
    LinkTokens linkTokens = new LinkTokens(clock, expiries, events, settings);
    LinkTokenIssuer issuer = new LinkTokenIssuer(clock, ids, settings, linkTokens);
    LinkLifecycle lifecycle =
        new LinkLifecycle(
            clock, accounts, () -> ids.uuid(Kind.LINK_SESSION), settings, expiries, events);

    Map<Operation, OperationHandler> handlers = new EnumMap<>(Operation.class);
    handlers.put(Operation.CREATE_ACCESS_TOKEN, new CreateAccessToken(accessTokens));
    handlers.put(
        Operation.CREATE_LINK_TOKEN, new CreateLinkToken(environment, companies, accounts, issuer));
    handlers.put(Operation.GET_LINK_TOKEN, new GetLinkToken(linkTokens, companies));
    handlers.put(Operation.REVOKE_LINK_TOKEN, new RevokeLinkToken(linkTokens, lifecycle));
    handlers.put(Operation.LIST_COMPANIES, companies.list());
    handlers.put(Operation.GET_COMPANY, companies.get());
    handlers.put(Operation.CREATE_COMPANY, new CreateCompany(companies));
    handlers.put(Operation.EDIT_COMPANY, new EditCompany(companies));
    handlers.put(Operation.GET_COMPANY_COUNTER, transactions.counter());
    BankAccountHandlers bankAccounts = new BankAccountHandlers(accounts, transactions);
    handlers.put(Operation.LIST_BANK_ACCOUNTS, bankAccounts.list());
    handlers.put(Operation.GET_BANK_ACCOUNT, bankAccounts.get());
    handlers.put(Operation.LIST_TRANSACTIONS, transactions.list());
    handlers.put(Operation.GET_TRANSACTION, transactions.get());
    handlers.put(
        Operation.CREATE_TRANSACTION, new CreateTransaction(settings, accounts, transactions));
    handlers.put(Operation.GET_MERCHANT_SETTINGS, merchantSettings.get());
    handlers.put(Operation.CHANGE_MERCHANT_SETTINGS, merchantSettings.change());
    handlers.put(Operation.UPLOAD_LOGO, merchantSettings.upload());
    handlers.put(
        Operation.GET_MERCHANT_COUNTER, new MerchantCounter(clock, companies, transactions));
    handlers.put(Operation.GET_WEBHOOK_SETTINGS, webhookSettings.get());
    handlers.put(Operation.SET_WEBHOOK_SETTINGS, webhookSettings.set());

    return new State(
        settings,
        accessTokens,
        companies,
        accounts,
        transactions,
        merchantSettings,
        webhookSettings,
        linkTokens,
        lifecycle,
        expiries,
        new HostedPageFlow(clock, lifecycle, accounts, settings),
        new TestData(companies, accounts, transactions, linkTokens, issuer),
        new Journal(clock, settings),
        new ActiveFaults(clock),
        handlers);
  }

  /** Performs an operation with fields that {@link BankHubService} has checked. */
  HandlerResult perform(Operation operation, Map<String, ?> fields, URI hostedBase) {
    return Objects.requireNonNull(handlers.get(operation)).handle(fields, hostedBase);
  }

  void authenticate(Operation operation, Credentials credentials) {
    accessTokens.authenticate(operation, credentials);
  }

  /** Calls an operation, unless a fault prevents it, and adds the call to the journal. */
  OperationResult call(Operation operation, Supplier<HandlerResult> handler) {
    ActiveFaults.Active active = faults.match(operation);
    Fault fault = active == null ? null : active.fault;
    if (fault != null && !fault.scenario().phase().isPerformed()) {
      return notPerformed(operation, fault);
    }
    try {
      HandlerResult result = handler.get();
      journal.add(operation, operation.successStatus(), fault, result.created());
      return new OperationResult.Success(result.body(), fault);
    } catch (ErrorResponse error) {
      ErrorResponse styled = error.in(settings.errorStyle());
      Fault shown = active == null ? null : active.inRejection();
      journal.add(operation, styled.status(), shown, null);
      return new OperationResult.Rejected(styled, shown);
    }
  }

  private OperationResult notPerformed(Operation operation, Fault fault) {
    FaultScenario scenario = fault.scenario();
    if (scenario != FaultScenario.CONNECTION_REFUSED) {
      journal.add(
          operation, scenario.expectedFailure(operation).httpStatus().orElse(0), fault, null);
    }
    return new OperationResult.NotPerformed(fault);
  }

  /** {@return whether a text is a secret that this hub issued} */
  public boolean isSecret(String text) {
    return accessTokens.knows(text) || linkTokens.findBySecret(text).isPresent();
  }
}
