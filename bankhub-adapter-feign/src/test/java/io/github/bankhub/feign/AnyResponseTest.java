package io.github.bankhub.feign;

import static io.github.bankhub.feign.AnyResponse.ACCESS_TOKEN;
import static io.github.bankhub.feign.AnyResponse.ACCOUNT;
import static io.github.bankhub.feign.AnyResponse.CLIENT_SECRET;
import static io.github.bankhub.feign.AnyResponse.HOSTED_LINK;
import static io.github.bankhub.feign.AnyResponse.LINK_TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.BlockedByFirewallException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.feign.settings.Circuit;
import io.github.bankhub.feign.settings.Retries;
import io.github.bankhub.feign.settings.Tokens;
import io.github.bankhub.testkit.clock.TestClock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;

/**
 * Any response gives a result or one documented failure, which fits the status and shows no secret.
 */
class AnyResponseTest {

  static final String BASIC =
      Base64.getEncoder().encodeToString(("BH-SB-1:" + CLIENT_SECRET).getBytes(UTF_8));

  private static final long SECONDS_FOR_A_BATCH = 60;
  private static final int MAX_TEXT_LENGTH = 100_000;
  private static final Pattern ACCOUNT_ALONE =
      Pattern.compile("(?<![0-9A-Za-z])" + ACCOUNT + "(?![0-9A-Za-z])");

  private static final int BATCH = 50;
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(2);
  private static final RespondingHub ONE = new RespondingHub();
  private static final RespondingHub OTHER = new RespondingHub();

  @AfterContainer
  static void end() {
    THREADS.shutdownNow();
  }

  @Provide
  static Arbitrary<List<AnyResponse>> batches() {
    return Arbitraries.randomValue(
        random -> Stream.generate(() -> AnyResponse.from(random)).limit(BATCH).toList());
  }

  @Property(shrinking = ShrinkingMode.OFF)
  @StatisticsReport(onFailureOnly = true)
  void is_a_result_or_one_failure_that_fits_the_status(
      @ForAll("batches") List<AnyResponse> some, @ForAll("batches") List<AnyResponse> more)
      throws Exception {
    Future<List<String>> one = THREADS.submit(() -> ONE.outcomesOf(some));
    Future<List<String>> other = THREADS.submit(() -> OTHER.outcomesOf(more));
    ONE.inTime(one).forEach(Statistics::collect);
    OTHER.inTime(other).forEach(Statistics::collect);
    Statistics.coverage(
        seen -> {
          seen.check("a result").count(count -> count > 0);
          for (Class<?> leaf : BankHubException.class.getPermittedSubclasses()) {
            seen.check(leaf.getSimpleName()).count(count -> count > 0);
          }
        });
  }

  /** A hub with a given response. It never uses an access token from a response again. */
  private static final class RespondingHub implements Client {

    private final TestClock clock = TestClock.fixed();
    private final FeignBankHub hub =
        FeignBankHub.builder(
                SocketSettings.of(
                        BankHubEnvironment.SANDBOX, ClientCredentials.of("BH-SB-1", CLIENT_SECRET))
                    .withRetries(new Retries(1, Duration.ofMillis(1), Duration.ofMillis(1)))
                    .withTokens(new Tokens(Duration.ZERO, Duration.ZERO))
                    .withCircuit(new Circuit(100, 1000, 1000, Duration.ofMillis(1), 1)))
            .clock(clock)
            .client(this)
            .build();

    private volatile AnyResponse current;

    List<String> outcomesOf(List<AnyResponse> batch) {
      return batch.stream().map(this::outcomeOf).toList();
    }

    /** A call that does not end is a failure too. */
    List<String> inTime(Future<List<String>> outcomes) throws InterruptedException {
      try {
        return outcomes.get(SECONDS_FOR_A_BATCH, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw new AssertionError(e.getCause() + ", after " + current, e.getCause());
      } catch (TimeoutException e) {
        throw new AssertionError("no outcome, after " + current, e);
      }
    }

    private String outcomeOf(AnyResponse given) {
      current = given;
      boolean token = given.path().equals(ScriptedClient.TOKEN);
      forgetTokenIf(token);
      try {
        Object result =
            given.direct() ? hub.accessToken() : hub.linkTokens().create(ScriptedClient.LINK);
        assertThat(result).isNotNull();
        assertThat(given.status()).isBetween(200, 299);
        return "a result";
      } catch (BankHubException e) {
        assertTrue(given, e);
        assertHoldsNoSecret(given, e);
        return e.getClass().getSimpleName();
      } finally {
        forgetTokenIf(token);
      }
    }

    private void forgetTokenIf(boolean condition) {
      if (condition) {
        clock.advance(Duration.ofDays(1));
      }
    }

    @Override
    public Response execute(Request request, Request.Options options) {
      if (request.url().endsWith(current.path())) {
        return current.to(request);
      }
      String body =
          request.url().endsWith(ScriptedClient.TOKEN)
              ? "{\"access_token\": \"" + ACCESS_TOKEN + "\", \"ttl\": 60000}"
              : ScriptedClient.CREATED;
      return Response.builder()
          .request(request)
          .status(201)
          .headers(Map.of())
          .body(body, UTF_8)
          .build();
    }
  }

  private static void assertTrue(AnyResponse given, BankHubException failure) {
    assertThat(failure.call().httpStatus()).hasValue(given.status());
    assertThat(leaves(given)).contains(failure.getClass());
    assertThat(deliveries(given, failure)).contains(failure.requestOutcome());
    assertThat(failure.call().attempts()).isPositive();
  }

  private static List<Class<?>> leaves(AnyResponse given) {
    boolean token = given.path().equals(ScriptedClient.TOKEN);
    int status = given.status();
    return switch (status) {
      case 401, 403 -> List.of(AccessDeniedException.class, BlockedByFirewallException.class);
      case 404 ->
          token
              ? List.of(MalformedResponseException.class, BlockedByFirewallException.class)
              : List.of(
                  NotFoundException.class,
                  MalformedResponseException.class,
                  BlockedByFirewallException.class);
      case 429 -> List.of(RateLimitedException.class);
      case 500, 502, 504 -> List.of(UnavailableException.class);
      default -> {
        if (status == 408 || (status >= 500 && status < 520)) {
          yield List.of(UnavailableException.class, BlockedByFirewallException.class);
        }
        if (status >= 520) {
          yield List.of(UnavailableException.class);
        }
        if (status < 400) {
          yield List.of(MalformedResponseException.class, BlockedByFirewallException.class);
        }
        yield token
            ? List.of(InvalidRequestException.class, BlockedByFirewallException.class)
            : List.of(
                InvalidRequestException.class,
                NotFoundException.class,
                BlockedByFirewallException.class);
      }
    };
  }

  private static List<RequestOutcome> deliveries(AnyResponse given, BankHubException failure) {
    int status = given.status();
    if (given.path().equals(ScriptedClient.TOKEN) && !given.direct()) {
      return List.of(RequestOutcome.NOT_SENT);
    }
    if (failure instanceof BlockedByFirewallException && status != 403) {
      boolean isCertain = status < 500 || given.headers().containsKey("cf-mitigated");
      return List.of(isCertain ? RequestOutcome.REJECTED : RequestOutcome.UNKNOWN);
    }
    boolean mayBeRejected =
        (status / 100 == 4 && status != 408)
            || (status == 503 && given.headers().containsKey("Retry-After"));
    // Bank Hub's own error response is a rejection. That of a gateway is not.
    return mayBeRejected
        ? List.of(RequestOutcome.UNKNOWN, RequestOutcome.REJECTED)
        : List.of(RequestOutcome.UNKNOWN);
  }

  private static void assertHoldsNoSecret(AnyResponse given, BankHubException failure) {
    assertThat(failure).hasNoCause().hasNoSuppressedExceptions();
    String text = failure + " " + failure.call().excerpt().orElse("") + details(failure);
    assertThat(text).hasSizeLessThan(MAX_TEXT_LENGTH);
    Map<String, String> secrets = new TreeMap<>();
    secrets.put("client secret", CLIENT_SECRET);
    secrets.put("basic pair", BASIC);
    // The client knows only secrets that it sent, or that a success contains.
    if (given.path().equals(ScriptedClient.CREATE) || given.status() / 100 == 2) {
      secrets.put("access token", ACCESS_TOKEN);
    }
    if (given.status() / 100 == 2) {
      secrets.put("link token", LINK_TOKEN);
      secrets.put("hosted link", HOSTED_LINK);
    }
    secrets.forEach(
        (kind, secret) -> assertThat(text.contains(secret)).as("shows the %s", kind).isFalse());
    assertThat(ACCOUNT_ALONE.matcher(text).find()).as("shows the account number").isFalse();
  }

  private static String details(BankHubException failure) {
    if (failure instanceof InvalidRequestException invalid) {
      return invalid.fields() + " " + invalid.serviceMessage();
    }
    if (failure instanceof NotFoundException notFound) {
      return notFound.possiblyMissing() + " " + notFound.serviceMessage();
    }
    return failure instanceof BlockedByFirewallException blocked
        ? blocked.rayId() + " " + blocked.blockedAddress()
        : "";
  }
}
