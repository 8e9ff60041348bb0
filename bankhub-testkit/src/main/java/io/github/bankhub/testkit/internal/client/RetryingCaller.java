package io.github.bankhub.testkit.internal.client;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.internal.service.Credentials;
import io.github.bankhub.testkit.internal.service.OperationResult;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Calls the service as a client over HTTP does: renews the access token once, and retries. */
final class RetryingCaller implements OperationCaller {

  private static final URI SANDBOX_PAGES = URI.create("https://bankhub-sandbox.sepay.vn");
  private static final URI PRODUCTION_PAGES = URI.create("https://bankhub.sepay.vn");

  private final BankHubService service;
  private final CachedAccessToken token;
  private final URI hostedBase;

  RetryingCaller(BankHubService service, CachedAccessToken token) {
    this.service = service;
    this.token = token;
    this.hostedBase =
        service.environment().redirectSchemes().contains("http") ? SANDBOX_PAGES : PRODUCTION_PAGES;
  }

  @Override
  public Map<String, @Nullable Object> call(
      Operation operation, List<Reference> references, Map<String, ?> fields) {
    boolean renewed = false;
    boolean mayBePerformed = false;
    int retries = 0;
    for (int attempts = 1; ; attempts++) {
      AccessToken bearer = token.forCall(operation, RequestOutcome.NOT_SENT);
      OperationResult result =
          service.perform(operation, new Credentials.Bearer(bearer.reveal()), fields, hostedBase);
      CallFailure failure = CallFailure.of(result);
      if (failure == null) {
        return unwrapped(((OperationResult.Success) result).body());
      }
      if (operation.semantics() == Operation.Semantics.IDEMPOTENT
          && mayBePerformed
          && failure.isNotFound()) {
        return Map.of();
      }
      mayBePerformed |= failure.requestOutcome() == RequestOutcome.UNKNOWN;
      if (failure.isUnauthenticated() && !renewed) {
        renewed = true;
        token.drop(bearer);
        token.forCall(operation, RequestOutcome.REJECTED);
      } else if (++retries == CachedAccessToken.MAX_ATTEMPTS || !failure.isRetried(operation)) {
        throw failure.ofCall(operation, references, attempts);
      }
    }
  }

  /** The object inside the wrapper that SePay puts around some responses. */
  @SuppressWarnings("unchecked") // The fields of an object are named by strings.
  private static Map<String, @Nullable Object> unwrapped(Map<String, @Nullable Object> body) {
    return body.get("data") instanceof Map<?, ?> data ? (Map<String, @Nullable Object>) data : body;
  }
}
