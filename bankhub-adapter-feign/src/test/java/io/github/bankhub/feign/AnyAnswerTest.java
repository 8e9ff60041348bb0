package io.github.bankhub.feign;

import static io.github.bankhub.feign.AnyAnswer.ACCESS_TOKEN;
import static io.github.bankhub.feign.AnyAnswer.ACCOUNT;
import static io.github.bankhub.feign.AnyAnswer.CLIENT_SECRET;
import static io.github.bankhub.feign.AnyAnswer.HOSTED_LINK;
import static io.github.bankhub.feign.AnyAnswer.LINK_TOKEN;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.Environment;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.BlockedAtEdgeException;
import io.github.bankhub.domain.failure.Delivery;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnreadableAnswerException;
import io.github.bankhub.feign.BankHubSettings.Circuit;
import io.github.bankhub.feign.BankHubSettings.Retries;
import io.github.bankhub.feign.BankHubSettings.Tokens;
import io.github.bankhub.testkit.control.TestClock;
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
 * Whatever is answered, with whatever status: a result, or one failure of the vocabulary that is
 * true to the status and shows no secret.
 */
class AnyAnswerTest {

  static final String BASIC =
      Base64.getEncoder().encodeToString(("BH-SB-1:" + CLIENT_SECRET).getBytes(UTF_8));

  private static final long SECONDS_FOR_A_BATCH = 60;
  private static final int LONGEST_TEXT = 100_000;
  private static final Pattern ACCOUNT_ALONE =
      Pattern.compile("(?<![0-9A-Za-z])" + ACCOUNT + "(?![0-9A-Za-z])");

  private static final int BATCH = 50;
  private static final ExecutorService THREADS = Executors.newFixedThreadPool(2);
  private static final Answered ONE = new Answered();
  private static final Answered OTHER = new Answered();

  @AfterContainer
  static void end() {
    THREADS.shutdownNow();
  }

  @Provide
  static Arbitrary<List<AnyAnswer>> batches() {
    return Arbitraries.randomValue(
        random -> Stream.generate(() -> AnyAnswer.from(random)).limit(BATCH).toList());
  }

  @Property(shrinking = ShrinkingMode.OFF)
  @StatisticsReport(onFailureOnly = true)
  void is_a_result_or_one_failure_that_is_true_to_the_status(
      @ForAll("batches") List<AnyAnswer> some, @ForAll("batches") List<AnyAnswer> more)
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

  /** A hub that is answered as told, and never goes on with a token that it was told. */
  private static final class Answered implements Client {

    private final TestClock clock = TestClock.standing();
    private final FeignBankHub hub =
        FeignBankHub.builder(
                BankHubSettings.of(
                        Environment.SANDBOX, ClientCredentials.of("BH-SB-1", CLIENT_SECRET))
                    .withRetries(new Retries(1, Duration.ofMillis(1), Duration.ofMillis(1)))
                    .withTokens(new Tokens(Duration.ZERO, Duration.ZERO))
                    .withCircuit(new Circuit(100, 1000, 1000, Duration.ofMillis(1), 1)))
            .clock(clock)
            .client(this)
            .build();

    private volatile AnyAnswer answer;

    List<String> outcomesOf(List<AnyAnswer> batch) {
      return batch.stream().map(this::outcomeOf).toList();
    }

    /** What never ends is a failure too. */
    List<String> inTime(Future<List<String>> outcomes) throws InterruptedException {
      try {
        return outcomes.get(SECONDS_FOR_A_BATCH, TimeUnit.SECONDS);
      } catch (ExecutionException e) {
        throw new AssertionError(e.getCause() + ", after " + answer, e.getCause());
      } catch (TimeoutException e) {
        throw new AssertionError("no outcome, after " + answer, e);
      }
    }

    private String outcomeOf(AnyAnswer given) {
      answer = given;
      boolean token = given.path().equals(ScriptedWire.TOKEN);
      forgetTokenIf(token);
      try {
        Object result =
            given.direct()
                ? hub.accessTokens().current()
                : hub.linkTokens().create(ScriptedWire.LINK);
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
      if (request.url().endsWith(answer.path())) {
        return answer.to(request);
      }
      String body =
          request.url().endsWith(ScriptedWire.TOKEN)
              ? "{\"access_token\": \"" + ACCESS_TOKEN + "\", \"ttl\": 60000}"
              : ScriptedWire.CREATED;
      return Response.builder()
          .request(request)
          .status(201)
          .headers(Map.of())
          .body(body, UTF_8)
          .build();
    }
  }

  private static void assertTrue(AnyAnswer given, BankHubException failure) {
    assertThat(failure.call().httpStatus()).hasValue(given.status());
    assertThat(leaves(given)).contains(failure.getClass());
    assertThat(deliveries(given, failure)).contains(failure.delivery());
    assertThat(failure.call().attempts()).isPositive();
  }

  private static List<Class<?>> leaves(AnyAnswer given) {
    boolean token = given.path().equals(ScriptedWire.TOKEN);
    int status = given.status();
    return switch (status) {
      case 401, 403 -> List.of(AccessDeniedException.class, BlockedAtEdgeException.class);
      case 404 ->
          token
              ? List.of(UnreadableAnswerException.class, BlockedAtEdgeException.class)
              : List.of(
                  NotFoundException.class,
                  UnreadableAnswerException.class,
                  BlockedAtEdgeException.class);
      case 429 -> List.of(RateLimitedException.class);
      case 500, 502, 504 -> List.of(UnavailableException.class);
      default -> {
        if (status == 408 || (status >= 500 && status < 520)) {
          yield List.of(UnavailableException.class, BlockedAtEdgeException.class);
        }
        if (status >= 520) {
          yield List.of(UnavailableException.class);
        }
        if (status < 400) {
          yield List.of(UnreadableAnswerException.class, BlockedAtEdgeException.class);
        }
        yield token
            ? List.of(InvalidRequestException.class, BlockedAtEdgeException.class)
            : List.of(
                InvalidRequestException.class,
                NotFoundException.class,
                BlockedAtEdgeException.class);
      }
    };
  }

  private static List<Delivery> deliveries(AnyAnswer given, BankHubException failure) {
    int status = given.status();
    if (given.path().equals(ScriptedWire.TOKEN) && !given.direct()) {
      return List.of(Delivery.NOT_SENT);
    }
    if (failure instanceof BlockedAtEdgeException || (status / 100 == 4 && status != 408)) {
      return List.of(Delivery.REJECTED);
    }
    return status == 503 && given.headers().containsKey("Retry-After")
        ? List.of(Delivery.UNKNOWN, Delivery.REJECTED)
        : List.of(Delivery.UNKNOWN);
  }

  private static void assertHoldsNoSecret(AnyAnswer given, BankHubException failure) {
    assertThat(failure).hasNoCause().hasNoSuppressedExceptions();
    String text = failure + " " + failure.call().excerpt().orElse("") + details(failure);
    assertThat(text).hasSizeLessThan(LONGEST_TEXT);
    Map<String, String> secrets = new TreeMap<>();
    secrets.put("client secret", CLIENT_SECRET);
    secrets.put("basic pair", BASIC);
    // Only what is sent, or is answered with success, can be known for what it is.
    if (given.path().equals(ScriptedWire.CREATE) || given.status() / 100 == 2) {
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
      return notFound.candidates() + " " + notFound.serviceMessage();
    }
    return failure instanceof BlockedAtEdgeException blocked
        ? blocked.rayId() + " " + blocked.blockedAddress()
        : "";
  }
}
