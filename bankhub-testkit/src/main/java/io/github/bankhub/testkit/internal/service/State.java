package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.internal.lifecycle.Event;
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
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The concepts of the service, and the handler of each operation. Not thread-safe: {@link
 * BankHubService} guards it.
 */
public final class State {

  private final TestSettings settings = new TestSettings();
  private final Companies companies = new Companies();
  private final ExpiryQueue expiries = new ExpiryQueue();
  private final AccessTokens accessTokens;
  private final LinkedAccounts accounts;
  private final LinkTokens linkTokens;
  private final LinkLifecycle lifecycle;
  private final HostedPageFlow pages;
  private final TestData testData;
  private final Journal journal;
  private final ActiveFaults faults;
  private final Map<Operation, OperationHandler> handlers = new EnumMap<>(Operation.class);

  State(
      InstantSource clock,
      Ids ids,
      ClientCredentials credentials,
      BankHubEnvironment environment,
      Consumer<Event> subscriber) {
    this.journal = new Journal(clock);
    this.faults = new ActiveFaults(clock);
    this.accessTokens = new AccessTokens(clock, ids, settings);
    this.accounts = new LinkedAccounts(clock, () -> ids.uuid(Kind.BANK_ACCOUNT));
    LinkEvents events = new LinkEvents(() -> ids.uuid(Kind.EVENT), settings, subscriber);
    this.linkTokens = new LinkTokens(clock, expiries, events);
    this.lifecycle =
        new LinkLifecycle(
            clock, accounts, () -> ids.uuid(Kind.LINK_SESSION), settings, expiries, events);
    this.pages = new HostedPageFlow(clock, lifecycle, accounts, settings);
    LinkTokenIssuer issuer = new LinkTokenIssuer(clock, ids, settings, linkTokens);
    this.testData = new TestData(ids, companies, accounts, linkTokens, issuer);
    accessTokens.addClient(credentials);
    handlers.put(Operation.CREATE_ACCESS_TOKEN, new CreateAccessToken(accessTokens));
    handlers.put(
        Operation.CREATE_LINK_TOKEN, new CreateLinkToken(environment, companies, accounts, issuer));
    handlers.put(Operation.GET_LINK_TOKEN, new GetLinkToken(linkTokens));
    handlers.put(Operation.REVOKE_LINK_TOKEN, new RevokeLinkToken(linkTokens, lifecycle));
    handlers.put(Operation.LIST_BANK_ACCOUNTS, new ListBankAccounts(accounts));
    handlers.put(Operation.GET_BANK_ACCOUNT, new GetBankAccount(accounts));
  }

  /** Performs an operation for an authenticated request, or rejects its fields. */
  public Map<String, @Nullable Object> perform(
      Operation operation, Map<String, ?> fields, URI hostedBase) {
    OperationHandler handler = handler(operation);
    handler.form().check(fields);
    return handler.handle(fields, hostedBase);
  }

  private OperationHandler handler(Operation operation) {
    return Objects.requireNonNull(handlers.get(operation), operation + " has no handler");
  }

  /** {@return the form of each operation} */
  Map<Operation, Form> forms() {
    return handlers.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().form()));
  }

  /** {@return the settings that a test can change} */
  public TestSettings settings() {
    return settings;
  }

  /** {@return the companies} */
  public Companies companies() {
    return companies;
  }

  /** {@return the clients and their access tokens} */
  public AccessTokens accessTokens() {
    return accessTokens;
  }

  /** {@return the linked accounts} */
  public LinkedAccounts accounts() {
    return accounts;
  }

  /** {@return the link tokens} */
  public LinkTokens linkTokens() {
    return linkTokens;
  }

  /** {@return the transitions of the link tokens} */
  public LinkLifecycle lifecycle() {
    return lifecycle;
  }

  /** {@return the users of the hosted pages} */
  public HostedPageFlow pages() {
    return pages;
  }

  /** {@return what adds data for tests} */
  public TestData testData() {
    return testData;
  }

  /** {@return the calls so far} */
  public Journal journal() {
    return journal;
  }

  ActiveFaults faults() {
    return faults;
  }

  ExpiryQueue expiries() {
    return expiries;
  }
}
