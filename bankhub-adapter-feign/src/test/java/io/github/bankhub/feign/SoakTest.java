package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.history.LinkTokenDetails;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Circuit;
import io.github.bankhub.feign.settings.Retries;
import io.github.bankhub.feign.settings.Timeouts;
import io.github.bankhub.feign.settings.Tokens;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.clock.TestClock;
import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultEffect;
import io.github.bankhub.testkit.fault.FaultPhase;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.journal.JournalEntry;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Many calls with random faults: nothing is created twice, nothing is lost without saying so, no
 * call returns the link token of another, and nothing leaks. {@code mvn -Psoak} makes 100,000
 * calls.
 */
@Isolated("it counts the threads and file descriptors of the whole process")
class SoakTest {

  private static final int CALLS = Integer.getInteger("bankhub.soak.calls", 2_400);
  private static final long SEED = Long.getLong("bankhub.soak.seed", System.nanoTime());
  private static final int ROUNDS = Math.max(3, CALLS / 10_000);
  private static final int WORKERS = 16;
  private static final double FAULTS = 0.1;

  /** The faults of an idle connection. They are injected while all connections are idle. */
  private static final List<FaultScenario> WHEN_IDLE =
      Arrays.stream(FaultScenario.values())
          .filter(scenario -> scenario.phase() == FaultPhase.WHEN_IDLE)
          .toList();

  /** Refused connections cannot be counted. */
  private static final List<FaultScenario> SCENARIOS =
      Arrays.stream(FaultScenario.values())
          .filter(scenario -> scenario != FaultScenario.CONNECTION_REFUSED)
          .filter(scenario -> !WHEN_IDLE.contains(scenario))
          .toList();

  private static final Duration A_MILLI = Duration.ofMillis(1);
  private static final Timeouts TIMEOUTS =
      new Timeouts(Duration.ofSeconds(6), Duration.ofSeconds(3), Duration.ofSeconds(18));

  private final List<String> figures = new ArrayList<>();
  private int injected;

  @Test
  @Timeout(value = 1, unit = TimeUnit.HOURS) // -Psoak makes 100,000 calls.
  void FR_07_FR_08_nothing_is_doubled_nothing_is_lost_nothing_leaks() throws Exception {
    Resources before = Resources.now();
    Set<String> threadsBefore = ownThreads();
    InMemoryBankHub service = InMemoryBankHub.builder().clock(TestClock.ticking()).build();
    ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    try (BankHubServer server = BankHubServer.start(service);
        FeignBankHub hub = FeignBankHub.connect(settings(service, server))) {
      SplittableRandom random = new SplittableRandom(SEED);
      List<Resources> after = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        round(service, hub, workers, random, slow(round));
        service.control().reset(); // What the service keeps of a round is no leak.
        after.add(Resources.now());
      }
      assertFlat(after);
    } finally {
      workers.shutdownNow();
      assertThat(workers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }
    assertGone(before, threadsBefore);
    System.out.printf(
        "Soak: seed %d, %d calls, %d faults%n%s%n",
        SEED, CALLS, injected, String.join(System.lineSeparator(), figures));
  }

  private static BankHubSettings settings(InMemoryBankHub service, BankHubServer server) {
    return SocketSettings.of(server.environment(), service.control().credentials())
        .withTimeouts(TIMEOUTS)
        .withRetries(new Retries(3, A_MILLI, A_MILLI))
        .withTokens(new Tokens(Duration.ofMinutes(1), Duration.ZERO))
        .withCircuit(new Circuit(100, 1_000, 1_000, A_MILLI, 1));
  }

  /**
   * How many of the faults that take their time are injected: they would be most of the test. A
   * round waits as long for one of them as for many, so a short run has all in its first round.
   */
  private static double slow(int round) {
    boolean isShort = CALLS / 10_000 < ROUNDS;
    return isShort ? (round == 0 ? 0.2 * ROUNDS : 0) : 0.2;
  }

  private void round(
      InMemoryBankHub service,
      FeignBankHub hub,
      ExecutorService workers,
      SplittableRandom random,
      double slow)
      throws Exception {
    Control control = service.control();
    control.reset();
    control.historySize(CALLS * 10);
    Outcomes outcomes = new Outcomes(control, hub);
    injected += disturbIdleConnections(control, workers, outcomes);
    List<Future<Integer>> shares = new ArrayList<>();
    for (int worker = 0; worker < WORKERS; worker++) {
      SplittableRandom own = random.split();
      int calls = CALLS / ROUNDS / WORKERS;
      shares.add(workers.submit(() -> work(control, own, calls, outcomes, slow)));
    }
    for (Future<Integer> share : shares) {
      injected += share.get();
    }
    control.clearFaults();
    outcomes.assertAccountedFor(control.journal());
    outcomes.assertOwn(service);
    figures.add(outcomes.toString());
  }

  /** The next calls find these connections in the pool. */
  private static int disturbIdleConnections(
      Control control, ExecutorService workers, Outcomes outcomes) throws InterruptedException {
    for (FaultScenario scenario : WHEN_IDLE) {
      control.inject(scenario.times(WORKERS / WHEN_IDLE.size()).on(Operation.CREATE_LINK_TOKEN));
    }
    workers.invokeAll(Collections.nCopies(WORKERS, Executors.callable(outcomes::create)));
    control.clearFaults();
    return WORKERS;
  }

  private static int work(
      Control control, SplittableRandom random, int calls, Outcomes outcomes, double slow) {
    int faults = 0;
    for (int i = 0; i < calls; i++) {
      if (random.nextDouble() < FAULTS) {
        FaultScenario scenario = scenario(random, slow);
        Operation operation =
            random.nextInt(20) == 0 ? Operation.CREATE_ACCESS_TOKEN : Operation.CREATE_LINK_TOKEN;
        Fault fault = scenario.once().on(operation);
        control.inject(
            scenario.expectedFailure().hasRetryAfter() ? fault.retryAfter(Duration.ZERO) : fault);
        faults++;
      }
      if (random.nextInt(500) == 0) {
        control.expireAccessTokens();
      }
      outcomes.create();
    }
    return faults;
  }

  /** Any, but of those that take their time only this share. */
  private static FaultScenario scenario(SplittableRandom random, double slow) {
    FaultScenario scenario = SCENARIOS.get(random.nextInt(SCENARIOS.size()));
    boolean isSlow =
        scenario.effect() == FaultEffect.STALL || scenario.effect() == FaultEffect.DRIBBLE;
    return isSlow && random.nextDouble() >= slow ? scenario(random, slow) : scenario;
  }

  private static void assertFlat(List<Resources> rounds) {
    Resources early = rounds.get(1);
    Resources last = rounds.get(ROUNDS - 1);
    assertThat(last.files()).as("files").isLessThanOrEqualTo(early.files() + 2 * WORKERS);
    assertThat(last.threads()).as("threads").isLessThanOrEqualTo(early.threads() + 2 * WORKERS);
    assertThat(last.heap()).as("heap").isLessThan(early.heap() + (16 << 20));
  }

  private void assertGone(Resources before, Set<String> threadsBefore) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!ownThreads().equals(threadsBefore) && System.nanoTime() - deadline < 0) {
      Thread.onSpinWait();
    }
    assertThat(ownThreads()).as("threads left").isEqualTo(threadsBefore);
    Resources after = Resources.now();
    assertThat(after.files()).as("files left").isLessThanOrEqualTo(before.files() + 5);
    figures.add("before: " + before);
    figures.add("after:  " + after);
  }

  /** The threads of hubs, servers and their connection pools. */
  private static Set<String> ownThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("bankhub-"))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The results of the callers, to compare with the state of the service. */
  private static final class Outcomes {

    private final Map<CompanyXid, LinkToken> tokens = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<BankHubException> failures = new ConcurrentLinkedQueue<>();
    private final Control control;
    private final FeignBankHub hub;

    Outcomes(Control control, FeignBankHub hub) {
      this.control = control;
      this.hub = hub;
    }

    /** Each call has a company of its own. */
    void create() {
      CompanyXid company = control.addCompany("CONG TY TNHH ABC");
      try {
        tokens.put(company, hub.linkTokens().create(LinkTokenRequest.link(company)));
      } catch (BankHubException e) {
        failures.add(e);
      }
    }

    void assertOwn(InMemoryBankHub service) {
      tokens.forEach(
          (company, token) ->
              assertThat(service.linkTokens().get(token.secret()))
                  .as("the call for %s returned the link token that it created", company)
                  .returns(token.xid(), LinkTokenDetails::xid)
                  .returns(Optional.of(company), LinkTokenDetails::companyXid));
    }

    void assertAccountedFor(List<JournalEntry> journal) {
      List<JournalEntry> creations =
          journal.stream()
              .filter(entry -> entry.operation() == Operation.CREATE_LINK_TOKEN)
              .toList();
      Set<String> created =
          creations.stream()
              .flatMap(entry -> entry.created().stream())
              .map(LinkTokenXid::value)
              .collect(Collectors.toCollection(TreeSet::new));
      Set<String> returned =
          tokens.values().stream()
              .map(token -> token.xid().value())
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(returned).as("each token is given to one caller").hasSize(tokens.size());
      assertThat(created).as("what callers have was created").containsAll(returned);

      long harmed = creations.stream().filter(Outcomes::leavesUnknown).count();
      long unknown = count(RequestOutcome.UNKNOWN);
      // The server does not see a request on a connection that it has reset.
      long unseen =
          journal.stream()
              .filter(
                  entry -> entry.fault().equals(Optional.of(FaultScenario.RESET_AFTER_RESPONSE)))
              .count();
      assertThat(unknown)
          .as("a call with a damaged response failed once and was not sent again")
          .isBetween(harmed, harmed + unseen);
      long lost =
          creations.stream()
              .filter(Outcomes::leavesUnknown)
              .filter(entry -> entry.created().isPresent())
              .count();
      assertThat(created.size() - returned.size())
          .as("every created link token is accounted for")
          .isEqualTo((int) lost);
    }

    private static boolean leavesUnknown(JournalEntry entry) {
      return entry
          .fault()
          .map(fault -> fault.expectedFailure())
          .filter(expected -> expected.failure().isPresent())
          .filter(expected -> expected.requestOutcome() == RequestOutcome.UNKNOWN)
          .isPresent();
    }

    private long count(RequestOutcome requestOutcome) {
      return failures.stream()
          .filter(failure -> failure.requestOutcome() == requestOutcome)
          .count();
    }

    @Override
    public String toString() {
      return Arrays.stream(RequestOutcome.values())
          .map(requestOutcome -> requestOutcome + " " + count(requestOutcome))
          .collect(Collectors.joining(", ", "created " + tokens.size() + ", failed: ", ""));
    }
  }

  private record Resources(long files, int threads, long heap) {

    static Resources now() {
      System.gc();
      long files =
          ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
              ? unix.getOpenFileDescriptorCount()
              : 0;
      return new Resources(
          files,
          ManagementFactory.getThreadMXBean().getThreadCount(),
          ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
    }

    @Override
    public String toString() {
      return "%d files, %d threads, %d KiB heap".formatted(files, threads, heap >> 10);
    }
  }
}
