package io.github.bankhub.checks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.ipn.BalanceNotification;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.domain.link.DisplayLanguage;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.Deduplicator;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.micrometer.BankHubMeters;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Retries;
import io.github.bankhub.feign.store.KeyValueStore;
import io.github.bankhub.feign.store.SharedStores;
import io.github.bankhub.feign.webhook.InboundEndpoint;
import io.github.bankhub.feign.webhook.IpnReader;
import io.github.bankhub.feign.webhook.WebhookReader;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.HostedPage;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.OfflineBankHub;
import io.github.bankhub.testkit.SampleCalls;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.pact.ShippedPacts;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.sample.SandboxAccount;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Uses all of the adapter and of the offline Bank Hub once. A Java agent records the reflection.
 */
public final class RecordedProgram {

  private static final HttpClient BROWSER =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

  private static final Retries RETRIES = new Retries(2, Duration.ofMillis(1), Duration.ofMillis(1));
  private static final String IPN =
      """
      {"gateway": "MBBank", "transaction_date": "2025-10-25 15:04:05",
       "account_number": "0000000000011111",
       "bank_account_xid": "b5cb9c1c-b1fc-11f0-9ff6-52c7e9b4f41b",
       "va": null, "payment_code": null, "content": "HD 15", "transfer_type": "credit",
       "amount": 50000.10, "reference_code": "FT25298", "accumulated": 0,
       "transaction_id": "a5cb9c1c"}
      """;

  private final InMemoryBankHub service = InMemoryBankHub.create();
  private final Control control = service.control();
  private final BankHubServer server = BankHubServer.start(service);

  private RecordedProgram() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    OfflineBankHub.main(new String[] {"--help"});
    RecordedProgram program = new RecordedProgram();
    SampleCalls.addData(program.control);
    try (program.server;
        FeignBankHub hub = program.hub(program.server.environment())) {
      program.callEveryOperation(hub);
      program.fail(hub);
      program.receive();
      program.showEveryScreen(hub);
      program.control.webhooks().awaitDeliveries();
      readPacts();
    }
  }

  private FeignBankHub hub(BankHubEnvironment environment) {
    Map<String, String> values = new HashMap<>();
    values.put("bankhub.environment", "sandbox");
    values.put("bankhub.client-id", control.credentials().clientId());
    values.put("bankhub.client-secret", control.credentials().clientSecret().reveal());
    return FeignBankHub.builder(
            BankHubSettings.from(values).withEnvironment(environment).withRetries(RETRIES))
        .accessTokenStore(SharedStores.over(new MapStore()).accessTokens())
        .listener(BankHubMeters.of(new SimpleMeterRegistry()))
        .headers(() -> Map.of("X-Tenant", "a"))
        .build();
  }

  private void callEveryOperation(BankHub hub) {
    for (Operation operation : Operation.values()) {
      attempt(() -> SampleCalls.perform(operation, hub));
    }
  }

  private void fail(BankHub hub) {
    for (FaultScenario scenario :
        List.of(
            FaultScenario.BAD_GATEWAY_502, FaultScenario.GZIP_BOMB, FaultScenario.UNKNOWN_CODING)) {
      control.inject(scenario.once());
      callEveryOperation(hub);
    }
    URI https = URI.create(server.baseUri().toString().replace("http:", "https:"));
    try (FeignBankHub overTls = hub(BankHubEnvironment.SANDBOX.withBaseUri(https))) {
      attempt(overTls::accessToken);
    }
  }

  private static void attempt(Runnable call) {
    try {
      call.run();
    } catch (BankHubException e) {
      // Error responses are read, too.
    }
  }

  private void receive() {
    WebhookSecret secret = new WebhookSecret("Hush-7PqZ");
    InboundEndpoint<WebhookEvent> webhooks =
        InboundEndpoint.of(
            new WebhookReader(secret),
            SharedStores.over(new MapStore()).deduplicator(),
            event -> {},
            (body, cause) -> {});
    control.webhooks().deliverTo(in -> webhooks.receive(in.headers(), in.body()).status(), secret);
    InboundEndpoint<BalanceNotification> ipn =
        InboundEndpoint.of(
            new IpnReader(new IpnApiKey("Hush-8QrA")),
            Deduplicator.inMemory(),
            notification -> {},
            (body, cause) -> {});
    Map<String, List<String>> key = Map.of("Authorization", List.of("Apikey Hush-8QrA"));
    require(ipn.receive(key, IPN.getBytes(UTF_8)).status() == 200, "the IPN");
  }

  private void showEveryScreen(BankHub hub) throws IOException, InterruptedException {
    LinkTokenRequest link =
        LinkTokenRequest.link(Samples.COMPANY).redirectTo(Samples.LINKED_REDIRECT);
    link(hub.linkTokens().create(link.in(DisplayLanguage.VIETNAMESE)));
    leave(hub.linkTokens().create(link.in(DisplayLanguage.ENGLISH)));
    unlink(
        hub.linkTokens()
            .create(
                LinkTokenRequest.unlink(Samples.COMPANY, Samples.BANK_ACCOUNT)
                    .redirectTo(Samples.UNLINKED_REDIRECT)));
    LinkToken revoked = hub.linkTokens().create(link);
    hub.linkTokens().revoke(revoked.xid());
    show(revoked);
    get("/link/unknown");
    for (String name : List.of("page.css", "page.js", "icon.svg", "demo.css", "demo.js")) {
      get("/_testkit/assets/" + name);
    }
    get("/assets/sdk/1.0.0/bankhub.min.js");
    for (String name : List.of("demo", "faults", "deliveries", "journal", "pages", "settings")) {
      get("/_testkit/" + name);
    }
  }

  private void link(LinkToken token) throws IOException, InterruptedException {
    SandboxAccount account = SandboxAccount.of("ACB", "5678901234");
    HostedPage page = HostedPage.at(token.hostedLink());
    show(token);
    page.open();
    show(token);
    page.chooseBank(account.bank(), account.type());
    show(token);
    page.enter("1", "2", "3");
    show(token);
    page.enter(account);
    show(token);
    page.otp("000000");
    show(token);
    page.otp(account.otp());
    show(token);
  }

  private void leave(LinkToken token) throws IOException, InterruptedException {
    HostedPage page = HostedPage.at(token.hostedLink()).open();
    page.abandon();
    show(token);
    page.open().failWith(BankRejection.BANK_BUSY);
    show(token);
  }

  private void unlink(LinkToken token) throws IOException, InterruptedException {
    HostedPage page = HostedPage.at(token.hostedLink()).open();
    show(token);
    page.unlinkSuccessfully();
    show(token);
  }

  /** Shows the screen to a user who opens it, and to one who comes from the step before. */
  private void show(LinkToken token) throws IOException, InterruptedException {
    String path = "/link/" + token.xid().value() + "/screen";
    get(path + "?opened");
    get(path + "?at=" + HostedPage.at(token.hostedLink()).step());
    get(path + "?problem=late");
  }

  private void get(String path) throws IOException, InterruptedException {
    URI address = server.baseUri().resolve(path);
    int status =
        BROWSER.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).statusCode();
    require(status < 500, path);
  }

  private static void require(boolean success, String what) {
    if (!success) {
      throw new AssertionError(what + " failed");
    }
  }

  private static void readPacts() throws IOException {
    for (String name : ShippedPacts.names()) {
      ShippedPacts.open(name).close();
    }
  }

  /** Entries that never expire. */
  private record MapStore(ConcurrentMap<String, String> entries) implements KeyValueStore {

    MapStore() {
      this(new ConcurrentHashMap<>());
    }

    @Override
    public Optional<String> get(String key) {
      return Optional.ofNullable(entries.get(key));
    }

    @Override
    public void set(String key, String value, Duration lifetime) {
      entries.put(key, value);
    }

    @Override
    public boolean setIfAbsent(String key, String value, Duration lifetime) {
      return entries.putIfAbsent(key, value) == null;
    }

    @Override
    public boolean deleteIfEqual(String key, String value) {
      return entries.remove(key, value);
    }
  }
}
