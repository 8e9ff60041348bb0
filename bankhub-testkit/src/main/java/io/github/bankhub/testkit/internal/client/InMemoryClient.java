package io.github.bankhub.testkit.internal.client;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.internal.service.Credentials;
import io.github.bankhub.testkit.internal.service.OperationResult;
import java.net.URI;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * The service as one client sees it. It calls the service as a client over HTTP does: renews the
 * access token once, and retries.
 */
public final class InMemoryClient implements BankHub {

  private static final URI SANDBOX_PAGES = URI.create("https://bankhub-sandbox.sepay.vn");
  private static final URI PRODUCTION_PAGES = URI.create("https://bankhub.sepay.vn");

  private final BankHubService service;
  private final CachedAccessToken token;
  private final BankHubEnvironment rules;
  private final URI hostedBase;

  public InMemoryClient(
      BankHubService service, ClientCredentials credentials, BankHubEnvironment rules) {
    this.service = service;
    this.token = new CachedAccessToken(service, credentials);
    this.rules = rules;
    this.hostedBase =
        service.environment().redirectSchemes().contains("http") ? SANDBOX_PAGES : PRODUCTION_PAGES;
  }

  @Override
  public BankHubEnvironment environment() {
    return rules;
  }

  @Override
  public AccessToken accessToken() {
    return token.current();
  }

  @Override
  public <T> T call(
      Operation operation,
      Map<String, ?> fields,
      BiFunction<Map<String, @Nullable Object>, ZoneId, T> reader) {
    BankHub.check(operation, fields);
    return reader.apply(response(operation, fields), ApiObject.VIETNAM);
  }

  private Map<String, @Nullable Object> response(Operation operation, Map<String, ?> fields) {
    boolean renewed = false;
    boolean mayBePerformed = false;
    int retries = 0;
    for (int attempts = 1; ; attempts++) {
      AccessToken bearer = token.forCall(operation, RequestOutcome.NOT_SENT);
      OperationResult result =
          service.perform(operation, new Credentials.Bearer(bearer.reveal()), fields, hostedBase);
      CallFailure failure = CallFailure.of(operation, result);
      if (failure == null) {
        return unwrapped(((OperationResult.Success) result).body());
      }
      if (operation == Operation.REVOKE_LINK_TOKEN && mayBePerformed && failure.isNotFound()) {
        return Map.of();
      }
      mayBePerformed |= failure.requestOutcome() == RequestOutcome.UNKNOWN;
      if (failure.isUnauthenticated() && !renewed) {
        renewed = true;
        token.drop(bearer);
        if (!failure.isSentWithNewToken(operation)) {
          throw failure.ofCall(operation, Reference.of(operation, fields), attempts);
        }
        token.forCall(operation, failure.requestOutcome());
      } else if (++retries == CachedAccessToken.MAX_ATTEMPTS || !failure.isRetried(operation)) {
        throw failure.ofCall(operation, Reference.of(operation, fields), attempts);
      }
    }
  }

  /** The object inside the wrapper that SePay puts around some responses. */
  @SuppressWarnings("unchecked") // The fields of an object are named by strings.
  private static Map<String, @Nullable Object> unwrapped(Map<String, @Nullable Object> body) {
    return body.get("data") instanceof Map<?, ?> data ? (Map<String, @Nullable Object>) data : body;
  }
}
