package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.HostedPage;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.sample.SandboxAccount;
import io.github.bankhub.testkit.webhook.WebhookRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Webhooks of an offline Bank Hub whose ids are new, so that no endpoint has seen them. */
record OfflineEvents(List<WebhookRequest> requests) {

  private static final SandboxAccount ACCOUNT = SandboxAccount.of("MBBank", "9876543210");
  private static final SandboxAccount OTHER_ACCOUNT = SandboxAccount.of("MBBank", "1111222233");
  private static final Duration UNTIL_ALL_EXPIRED = Duration.ofHours(1);

  /** The seven events of linking an account, in their order. */
  static OfflineEvents ofLinking(WebhookSecret secret) {
    return play(secret, anHourAgo(), newSeed(), Script::link);
  }

  /** Every event at least once, in both spellings of the one that SePay spells in two ways. */
  static OfflineEvents ofEveryKind(WebhookSecret secret) {
    return ofEveryKind(secret, anHourAgo(), newSeed());
  }

  /** The same events for the same start and seed. */
  static OfflineEvents ofEveryKind(WebhookSecret secret, Instant start, long seed) {
    return play(secret, start, seed, Script::everything);
  }

  /** The last of the events expire within an hour, which must not be in the future. */
  private static Instant anHourAgo() {
    return Instant.now().minus(UNTIL_ALL_EXPIRED);
  }

  private static long newSeed() {
    return ThreadLocalRandom.current().nextLong();
  }

  private static OfflineEvents play(
      WebhookSecret secret, Instant start, long seed, Consumer<Script> play) {
    TestClock clock = TestClock.fixed(start);
    List<WebhookRequest> sent = new CopyOnWriteArrayList<>();
    try (InMemoryBankHub hub = InMemoryBankHub.builder().clock(clock).seed(seed).build()) {
      Control control = hub.control();
      control
          .webhooks()
          .deliverTo(
              request -> {
                sent.add(request);
                return 200;
              },
              secret);
      play.accept(new Script(hub, control, control.addCompany("CONG TY TNHH ABC")));
      control.webhooks().awaitDeliveries();
    }
    return new OfflineEvents(List.copyOf(sent));
  }

  WebhookRequest first(String name) {
    return requests.stream()
        .filter(request -> request.event().name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  List<LinkTokenXid> linkTokens() {
    return requests.stream()
        .flatMap(request -> request.event().linkTokenXid().stream())
        .distinct()
        .toList();
  }

  /** The same request with another text in its body. */
  static WebhookRequest replace(WebhookRequest request, String text, String replacement) {
    String body = new String(request.body(), StandardCharsets.UTF_8).replace(text, replacement);
    return new WebhookRequest(request.headers(), body.getBytes(StandardCharsets.UTF_8));
  }

  static EventXid xid(WebhookRequest request) {
    return request.event().xid();
  }

  /** The name of an event, with its state if it has one. */
  static String describe(WebhookRequest request) {
    WebhookEvent event = request.event();
    Object state = event.metadata().get("state");
    return state == null ? event.name() : event.name() + " " + state;
  }

  private record Script(InMemoryBankHub hub, Control control, CompanyXid company) {

    void link() {
      open(LinkTokenRequest.link(company)).linkSuccessfully(ACCOUNT);
    }

    void everything() {
      link();
      BankAccountXid account = control.addBankAccount(company, OTHER_ACCOUNT);
      control.unlinkingInactivates(true);
      open(LinkTokenRequest.unlink(company, account)).unlinkSuccessfully();
      control.useInactivedSpelling(true);
      open(LinkTokenRequest.unlink(company, account)).unlinkSuccessfully();
      control.unlinkingInactivates(false);
      open(LinkTokenRequest.unlink(company, account)).unlinkSuccessfully();
      hub.linkTokens().revoke(create(LinkTokenRequest.link(company)).xid());
      open(LinkTokenRequest.link(company)).abandon().open().failWith(BankRejection.OTP_WRONG);
      open(LinkTokenRequest.link(company));
      control.clock().advance(UNTIL_ALL_EXPIRED);
    }

    private HostedPage open(LinkTokenRequest request) {
      return control.hostedPage(create(request).hostedLink());
    }

    private LinkToken create(LinkTokenRequest request) {
      return hub.linkTokens().create(request);
    }
  }
}
