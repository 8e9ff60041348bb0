package io.github.bankhub.feign;

import feign.Client;
import feign.Request;
import feign.Response;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.feign.internal.call.AttemptException;
import io.github.bankhub.feign.internal.call.Failures;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.settings.Retries;
import io.github.bankhub.testkit.clock.TestClock;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

/** A client with scripted responses. It repeats the last one, and records the requests. */
public final class ScriptedClient implements Client {

  static final String TOKEN = "/v1/token";
  static final String CREATE = "/v1/link-token/create";
  public static final ClientCredentials CREDENTIALS =
      ClientCredentials.of("BH-SB-1", "s3cret-of-client");
  static final LinkTokenRequest LINK = LinkTokenRequest.link(new CompanyXid("company-1"));
  static final String CREATED =
      """
      {"xid": "lt-1", "hosted_link_url": "https://bankhub.sepay.vn/link/lt-1?k=hidden",
       "link_token": "s3cret-of-link", "expires_at": "2026-01-31 10:30:00"}
      """;

  /** More than any test sends. */
  private static final int MOST_REQUESTS = 5_000;

  /** An error response of Bank Hub without details. */
  static final String ERROR = "{\"code\": 0, \"message\": \"m\"}";

  private final Map<String, Deque<Step>> script = new LinkedHashMap<>();
  private final List<Request> sent = new CopyOnWriteArrayList<>();
  private final TestClock clock = TestClock.fixed();
  private final AtomicLong nanos = new AtomicLong();

  ScriptedClient() {
    on(TOKEN, 201, "{\"code\": 201, \"access_token\": \"s3cret-token\", \"ttl\": 60000}");
  }

  /** Adds a response for a path. The first response for the access token is a default. */
  ScriptedClient on(String path, int status, String body, String... headers) {
    Map<String, Collection<String>> all = new LinkedHashMap<>();
    all.put("Content-Type", List.of("application/json"));
    for (int i = 0; i < headers.length; i += 2) {
      all.put(headers[i], List.of(headers[i + 1]));
    }
    return add(
        path,
        request ->
            Response.builder()
                .request(request)
                .status(status)
                .headers(all)
                .body(body, StandardCharsets.UTF_8)
                .build());
  }

  ScriptedClient failing(String path, AttemptException failure) {
    return add(
        path,
        request -> {
          throw failure;
        });
  }

  /** Fails after the signal, or when its thread is interrupted. */
  ScriptedClient failingAfter(String path, CountDownLatch signal) {
    return add(
        path,
        request -> {
          try {
            signal.await();
            throw reset();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failures.interrupted(true, 0);
          }
        });
  }

  static AttemptException reset() {
    return Failures.lost(new SocketException("reset"), "http://hub", 0);
  }

  /** Removes the responses of a path. */
  ScriptedClient without(String path) {
    script.remove(path);
    return this;
  }

  private synchronized ScriptedClient add(String path, Step step) {
    script.computeIfAbsent(path, any -> new ArrayDeque<>()).add(step);
    return this;
  }

  @Override
  public Response execute(Request request, Request.Options options) {
    sent.add(request);
    if (sent.size() > MOST_REQUESTS) {
      throw new AssertionError("a call does not end: " + sent.size() + " requests");
    }
    String path = request.url().replaceFirst("^https?://[^/]+", "");
    return next(path).respond(request);
  }

  private synchronized Step next(String path) {
    Deque<Step> steps = script.getOrDefault(path, new ArrayDeque<>());
    if (steps.isEmpty()) {
      throw new AssertionError("no response was set for " + path);
    }
    return steps.size() > 1 ? steps.remove() : steps.peek();
  }

  List<Request> sent(String path) {
    return sent.stream().filter(request -> request.url().endsWith(path)).toList();
  }

  static String header(Request request, String name) {
    Collection<String> values = request.headers().getOrDefault(name, Collections.emptyList());
    return String.join(", ", values);
  }

  TestClock clock() {
    return clock;
  }

  static BankHubSettings settings() {
    return BankHubSettings.of(BankHubEnvironment.SANDBOX, CREDENTIALS)
        .withRetries(new Retries(3, Duration.ofMillis(1), Duration.ofMillis(1)));
  }

  FeignBankHub.Builder builder() {
    return builder(settings());
  }

  FeignBankHub.Builder builder(BankHubSettings settings) {
    return FeignBankHub.builder(settings).clock(clock).nanos(nanos::get).client(this);
  }

  /** Lets time pass for calls and pauses; the clock does not change. */
  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  FeignBankHub hub() {
    return builder().build();
  }

  LinkToken create() {
    return hub().linkTokens().create(LINK);
  }

  /** The failure of one creation. */
  <E extends BankHubException> E failure(Class<E> type) {
    try {
      hub().linkTokens().create(LINK);
    } catch (BankHubException e) {
      if (type.isInstance(e)) {
        return type.cast(e);
      }
      throw new AssertionError("another failure: " + e, e);
    }
    throw new AssertionError("no failure");
  }

  /** One response, or a failure. */
  @FunctionalInterface
  private interface Step {
    Response respond(Request request);
  }
}
