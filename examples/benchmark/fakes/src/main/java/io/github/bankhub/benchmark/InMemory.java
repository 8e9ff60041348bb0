package io.github.bankhub.benchmark;

import com.sun.management.ThreadMXBean;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.event.BankAccountEvent;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.WebhookInbox;
import io.github.bankhub.testkit.WebhookInboxServer;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** The offline Bank Hub in memory, and whole flows. */
public final class InMemory {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private InMemory() {}

  public static void main(String[] args) throws Exception {
    Candidate.commands(
        words ->
            switch (words[0]) {
              case "creates" -> creates(Integer.parseInt(words[1]), Long.parseLong(words[2]));
              case "heap" -> heap(Integer.parseInt(words[1]));
              case "pages" -> pages(Integer.parseInt(words[1]));
              case "flows" -> flows(Long.parseLong(words[1]), InMemory::flow);
              case "http-flows" -> flows(Long.parseLong(words[1]), InMemory::httpFlow);
              default -> throw new IllegalArgumentException(words[0]);
            });
  }

  /**
   * Link tokens per second that threads create together on one hub, while the garbage collector
   * does not stop them; and the part of the time in which it does.
   */
  private static String creates(int threads, long millis) throws Exception {
    try (InMemoryBankHub hub = InMemoryBankHub.create()) {
      LinkTokenRequest request = LinkTokenRequest.link(hub.control().addCompany("ABC"));
      LongAdder created = new LongAdder();
      ExecutorService pool = Executors.newFixedThreadPool(threads);
      double pauses = pauseSeconds();
      long start = System.nanoTime();
      long end = start + TimeUnit.MILLISECONDS.toNanos(millis);
      for (int i = 0; i < threads; i++) {
        pool.submit(
            () -> {
              while (System.nanoTime() < end) {
                hub.linkTokens().create(request);
                created.increment();
              }
            });
      }
      pool.shutdown();
      pool.awaitTermination(1, TimeUnit.MINUTES);
      double seconds = (System.nanoTime() - start) / 1e9;
      pauses = pauseSeconds() - pauses;
      return created.sum() / (seconds - pauses) + " " + pauses / seconds;
    }
  }

  private static double pauseSeconds() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
            .mapToLong(GarbageCollectorMXBean::getCollectionTime)
            .sum()
        / 1e3;
  }

  /** The heap in bytes that stored link tokens need. */
  private static String heap(int tokens) {
    try (InMemoryBankHub hub = InMemoryBankHub.create()) {
      hub.control().historySize(2 * tokens);
      LinkTokenRequest request = LinkTokenRequest.link(hub.control().addCompany("ABC"));
      hub.linkTokens().create(request);
      long before = used();
      for (int i = 0; i < tokens; i++) {
        hub.linkTokens().create(request);
      }
      long bytes = used() - before;
      hub.linkTokens().create(request); // The hub is still reachable.
      return String.valueOf(bytes);
    }
  }

  private static long used() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  /** First page, last page and a single account: median in ns and bytes of each. */
  private static String pages(int accounts) throws Exception {
    try (InMemoryBankHub hub = InMemoryBankHub.create()) {
      CompanyXid company = hub.control().addCompany("ABC");
      SandboxAccount sample = SandboxAccount.all().get(0);
      for (int i = 0; i < accounts; i++) {
        hub.control()
            .addBankAccount(
                new BankAccountXid("account-" + i),
                company,
                new SandboxAccount(
                    sample.bank(),
                    sample.type(),
                    String.valueOf(1_000_000_000L + i),
                    sample.holder(),
                    sample.identification(),
                    sample.phone(),
                    sample.otp()));
      }
      BankAccountQuery first = BankAccountQuery.ALL;
      BankAccountQuery last = first.withPage((accounts - 1) / first.perPage() + 1);
      if (hub.bankAccounts().list(last).items().isEmpty()) {
        throw new IllegalStateException("the last page is empty");
      }
      BankAccountXid one = new BankAccountXid("account-" + accounts / 2);
      return median(() -> hub.bankAccounts().list(first))
          + " "
          + median(() -> hub.bankAccounts().list(last))
          + " "
          + median(() -> hub.bankAccounts().get(one));
    }
  }

  private static String median(Candidate.Call call) throws Exception {
    long[] nanos = new long[400];
    long bytes = 0;
    for (int i = 0; i < 1200; i++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      long start = System.nanoTime();
      call.run();
      nanos[i % nanos.length] = System.nanoTime() - start;
      bytes = THREADS.getCurrentThreadAllocatedBytes() - before;
    }
    return Candidate.percentiles(nanos, nanos.length).split(" ")[0] + " " + bytes;
  }

  /** Flows per second. */
  private static String flows(long millis, Candidate.Call flow) throws Exception {
    long start = System.nanoTime();
    long count = 0;
    while (System.nanoTime() - start < millis * 1_000_000) {
      flow.run();
      count++;
    }
    return Candidate.rate(count, start);
  }

  private static void flow() {
    try (InMemoryBankHub service = InMemoryBankHub.create()) {
      link(service, service, service.control().webhooks().inbox());
    }
  }

  private static void httpFlow() {
    InMemoryBankHub service = InMemoryBankHub.create();
    try (BankHubServer server = BankHubServer.start(service);
        WebhookInboxServer inbox = WebhookInboxServer.start();
        FeignBankHub hub =
            FeignBankHub.connect(
                BankHubSettings.of(server.environment(), service.control().credentials()))) {
      service.control().webhooks().deliverTo(inbox);
      link(hub, service, inbox.inbox());
    }
  }

  /** A link token, the hosted page, the webhook, and the list of accounts. */
  private static void link(BankHub hub, InMemoryBankHub service, WebhookInbox inbox) {
    CompanyXid company = service.control().addCompany("CONG TY TNHH ABC");
    LinkToken token = hub.linkTokens().create(LinkTokenRequest.link(company));
    service.control().hostedPage(token.hostedLink()).finishSuccessfully();
    inbox.await(BankAccountEvent.Linked.class);
    List<?> accounts = hub.bankAccounts().list(BankAccountQuery.ALL.ofCompany(company)).items();
    if (accounts.size() != 1) {
      throw new IllegalStateException("linked: " + accounts.size());
    }
  }
}
