package io.github.bankhub.feign;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.contract.BankHubContract;
import io.github.bankhub.testkit.fault.FaultScenario;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs the rules of the contracts that need no control against a Bank Hub at an address. */
class SandboxRules extends BankHubContract {

  /** Read when JUnit creates an instance, on the thread that runs the rules. */
  private static final ThreadLocal<Target> TARGET = new ThreadLocal<>();

  private final Target target = TARGET.get();
  private final Queue<FeignBankHub> hubs = new ConcurrentLinkedQueue<>();

  /** A Bank Hub, the credentials for it, and a company that they may use. */
  record Target(
      BankHubEnvironment environment,
      ClientCredentials credentials,
      CompanyXid company,
      boolean mayWrite) {}

  /** Runs all rules, one after the other. Not for use with several targets on one thread. */
  static List<Result> run(Target target) {
    TARGET.set(target);
    try {
      return EngineTestKit.engine("junit-jupiter")
          .selectors(selectClass(SandboxRules.class))
          .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
          .execute()
          .testEvents()
          .finished()
          .stream()
          .map(event -> result(target, event))
          .toList();
    } finally {
      TARGET.remove();
    }
  }

  @Override
  protected Optional<CompanyXid> realCompany() {
    return Optional.of(target.company());
  }

  /** Only rules that send wrong credentials have others than the service. */
  @Override
  protected BankHub connect(
      InMemoryBankHub service,
      BankHubEnvironment rules,
      ClientCredentials credentials,
      Duration responseTimeout) {
    boolean isWrong = !credentials.equals(service.control().credentials());
    FeignBankHub hub =
        FeignBankHub.builder(
                SocketSettings.of(
                    rules.withBaseUri(target.environment().baseUri()),
                    isWrong ? credentials : target.credentials()))
            .build();
    hubs.add(hub);
    return hub;
  }

  @AfterEach
  void close() {
    hubs.forEach(FeignBankHub::close);
  }

  /** Leaves out what would change the data of the merchant. A link token expires. */
  @Override
  protected Set<Operation> operations() {
    Set<Operation> operations =
        Arrays.stream(Operation.values())
            .filter(Parity::keepsData)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Operation.class)));
    if (target.mayWrite()) {
      operations.add(Operation.CREATE_TRANSACTION);
    }
    return operations;
  }

  @Override
  protected boolean shows(FaultScenario scenario, Operation operation) {
    return false;
  }

  private static Result result(Target target, Event event) {
    TestDescriptor test = event.getTestDescriptor();
    String method =
        test.getSource()
            .filter(MethodSource.class::isInstance)
            .map(source -> ((MethodSource) source).getMethodName())
            .orElse(test.getDisplayName());
    TestExecutionResult result = event.getRequiredPayload(TestExecutionResult.class);
    String[] words = method.split("_", 3);
    return new Result(
        words[0] + "-" + words[1],
        test.getParent().map(TestDescriptor::getDisplayName).orElse(""),
        words[2].replace('_', ' '),
        result.getStatus(),
        result.getThrowable().map(thrown -> masked(target, seen(thrown))).orElse(""));
  }

  /** The message without the compared values, which may be personal, and the failure of a call. */
  private static String seen(Throwable thrown) {
    String message = String.valueOf(thrown.getMessage());
    String text =
        thrown instanceof BankHubException
            ? ""
            : message.replaceFirst("(?s) ==> .*", "").replace("Assumption failed: ", "");
    for (@Nullable Throwable it = thrown; it != null; it = it.getCause()) {
      if (it instanceof BankHubException failure) {
        int status = failure.call().httpStatus().orElse(0);
        return text + (" (" + it.getClass().getSimpleName() + ", HTTP " + status + ")");
      }
    }
    return text.startsWith("operations() says")
        ? "the rule changes the data of the merchant"
        : text;
  }

  private static String masked(Target target, String text) {
    return text.replace(target.company().value(), "***")
        .replace(target.credentials().clientId(), "***")
        .replace(target.credentials().clientSecret().reveal(), "***")
        .replace("|", "\\|")
        .replaceAll("\\s+", " ");
  }

  /** A section of a report, in Markdown: each rule that ran, and why the others did not. */
  static String report(List<Result> results) {
    StringBuilder report =
        new StringBuilder(
            """

            ## Rules of the contracts

            | rule | contract | the documentation says | seen |
            |---|---|---|---|
            """);
    Map<String, Set<String>> notRun = new TreeMap<>();
    for (Result result : results) {
      if (result.status() == Status.ABORTED) {
        notRun.computeIfAbsent(result.seen(), why -> new TreeSet<>()).add(result.rule());
      } else {
        boolean isSame = result.status() == Status.SUCCESSFUL;
        report.append(
            "| %s | %s | %s | %s |\n"
                .formatted(
                    result.rule(),
                    result.contract(),
                    result.says(),
                    isSame ? "as documented" : "**different**: " + result.seen()));
      }
    }
    report.append("\nNot run, or not to the end:\n\n");
    notRun.forEach(
        (why, rules) -> report.append("- %s: %s\n".formatted(why, String.join(", ", rules))));
    return report.toString();
  }

  /** What a rule says, and what was seen; or why it was not run. */
  record Result(String rule, String contract, String says, Status status, String seen) {}
}
