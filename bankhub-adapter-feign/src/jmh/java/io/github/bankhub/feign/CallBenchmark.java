package io.github.bankhub.feign;

import feign.Request;
import feign.Response;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Circuit;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** What a call costs beside the network. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class CallBenchmark {

  /** The limits of the medians. */
  private static final Map<String, Double> MAX_MICROS =
      Map.of("rejected", 50.0, "plainCheck", 100.0, "tlsCheck", 100.0);

  private static final LinkTokenRequest REQUEST =
      LinkTokenRequest.link(new CompanyXid("company-1")).redirectTo("https://yourapp.com/success");

  private FeignBankHub closed;
  private FeignBankHub open;

  /** Makes a hub whose circuit is closed, and one whose circuit is open for longer than this. */
  @Setup
  public void connect() {
    CircuitBreakerRegistry circuits = CircuitBreakerRegistry.ofDefaults();
    closed = hub(CircuitBreakerRegistry.ofDefaults());
    open = hub(circuits);
    circuits.getAllCircuitBreakers().forEach(CircuitBreaker::transitionToOpenState);
  }

  private static FeignBankHub hub(CircuitBreakerRegistry circuits) {
    BankHubSettings settings =
        BankHubSettings.of(BankHubEnvironment.SANDBOX, ClientCredentials.of("BH-SB-1", "s3cret"))
            .withCircuit(new Circuit(50, 50, 20, Duration.ofDays(1), 3));
    return FeignBankHub.builder(settings)
        .circuitBreakers(circuits)
        .client((request, options) -> respond(request))
        .build();
  }

  private static Response respond(Request request) {
    String body =
        request.url().endsWith("/v1/token")
            ? "{\"code\": 201, \"access_token\": \"0123456789abcdef\", \"ttl\": 60000}"
            : "{\"xid\": \"5f1b3c0a-7d2e-4b7c-9a44-0c6f2f6f5d11\","
                + "\"hosted_link_url\": \"https://bankhub.sepay.vn/link/5f1b3c0a\","
                + "\"link_token\": \"0e9d8c7b\", \"expires_at\": \"2026-01-31 10:30:00\"}";
    Map<String, Collection<String>> none = Map.of();
    return Response.builder()
        .request(request)
        .status(201)
        .headers(none)
        .body(body, StandardCharsets.UTF_8)
        .build();
  }

  /** A call that an open circuit rejects. */
  @Benchmark
  public UnavailableException rejected() {
    try {
      open.linkTokens().create(REQUEST);
      throw new IllegalStateException("the circuit is not open");
    } catch (UnavailableException e) {
      return e;
    }
  }

  /** A call that succeeds, with an immediate response. */
  @Benchmark
  public LinkToken created() {
    return closed.linkTokens().create(REQUEST);
  }

  /**
   * Runs all benchmarks, prints their figures, and fails if one takes too long.
   *
   * @param args none
   * @throws RunnerException if a benchmark fails
   */
  public static void main(String[] args) throws RunnerException {
    Collection<RunResult> results =
        new Runner(
                new OptionsBuilder()
                    .include("io\\.github\\.bankhub\\.feign\\..*Benchmark")
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true)
                    .build())
            .run();
    Map<String, Double> medians = new HashMap<>();
    for (RunResult result : results) {
      String name = result.getPrimaryResult().getLabel();
      Statistics micros = result.getPrimaryResult().getStatistics();
      System.out.printf(
          Locale.ROOT,
          "%s: p50 %.1f µs, p99 %.1f µs, %d samples%n",
          name, micros.getPercentile(50), micros.getPercentile(99), micros.getN());
      medians.put(name, micros.getPercentile(50));
    }
    boolean isFast = true;
    for (Map.Entry<String, Double> limit : MAX_MICROS.entrySet()) {
      // Not a number is not less either.
      if (!(medians.getOrDefault(limit.getKey(), Double.NaN) < limit.getValue())) {
        System.err.println(limit.getKey() + " takes " + limit.getValue() + " µs or more");
        isFast = false;
      }
    }
    if (!isFast) {
      System.exit(1);
    }
  }
}
