package io.github.bankhub.domain.port;

import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.operation.Operation;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Bank Hub for one client. An implementation provides {@link #call}; the ports are built on it.
 *
 * <p>It and its ports are thread-safe. The ports are valid as long as the hub. Every failure of a
 * call is a {@link io.github.bankhub.domain.failure.BankHubException}.
 *
 * <p>The ports reject a response that repeats an id of the request with another value: it belongs
 * to another request.
 */
public interface BankHub {

  /** {@return the address and the rules of this Bank Hub} */
  BankHubEnvironment environment();

  /**
   * {@return a valid access token of the client: the cached one, or a new one if it expires soon}
   *
   * <p>The ports do this by themselves. Use it to check the credentials at start-up, or for a
   * request of your own. Threads that need a new token at the same time share one request. A retry
   * is harmless: as far as is known, a second token does not invalidate the first. Source: page
   * "Token".
   *
   * @throws io.github.bankhub.domain.failure.AccessDeniedException if SePay rejects the credentials
   * @throws io.github.bankhub.domain.failure.RateLimitedException if SePay's rate limit is exceeded
   * @throws io.github.bankhub.domain.failure.BlockedByFirewallException if a firewall in front of
   *     SePay blocked the call
   * @throws io.github.bankhub.domain.failure.UnavailableException if SePay is unreachable, too slow
   *     or failing
   * @throws io.github.bankhub.domain.failure.MalformedResponseException if the response contains no
   *     token
   */
  AccessToken accessToken();

  /**
   * Calls an operation, for a field or a response that no port offers. The ports check the values
   * of the fields; this method does only what {@link #check} does.
   *
   * <p>An implementation authenticates, and renews a rejected access token once. It sends a request
   * again only if the operation {@linkplain Operation#isIdempotent() is idempotent}, or if the
   * service did not perform it. If {@link Operation#REVOKE_LINK_TOKEN} finds no token after an
   * attempt that may have revoked it, the call succeeds with an empty response.
   *
   * @param operation the operation; not {@link Operation#CREATE_ACCESS_TOKEN}, which {@link
   *     #accessToken()} calls
   * @param fields the fields of the path, the query or the body, by SePay's names; the id in a path
   *     is {@code xid}, or {@code transaction_id}. A value is text, a number or a boolean; in a
   *     body also a list or map of them; the {@linkplain Operation#fileField() file} an array of
   *     bytes
   * @param reader reads the fields of the response, outside of a wrapper {@code data} unless it is
   *     null, with the zone of times that name none; if it throws {@link
   *     io.github.bankhub.domain.failure.InvalidFieldException}, the response is malformed
   * @return what the reader returned
   * @throws InvalidFieldException if {@link #check} throws it
   * @throws io.github.bankhub.domain.failure.BankHubException if the call fails
   */
  <T> T call(
      Operation operation,
      Map<String, ?> fields,
      BiFunction<Map<String, @Nullable Object>, ZoneId, T> reader);

  /**
   * Checks that an operation can be called with these fields, for an implementation of {@link
   * #call}. It checks no more than that.
   *
   * @param operation the operation
   * @param fields the fields of the request
   * @throws InvalidFieldException if JSON has no form for a value, such as null; if the path needs
   *     an id that is missing, or that a proxy could take for another path, such as {@code ..}; if
   *     the operation sends a file, and the fields are anything else than its bytes; or if the
   *     operation creates an access token
   */
  static void check(Operation operation, Map<String, ?> fields) {
    if (operation == Operation.CREATE_ACCESS_TOKEN) {
      throw new InvalidFieldException("operation", "has a method of its own", "accessToken()");
    }
    if (operation.fileField().isPresent()) {
      Check.requireFile(operation.fileField().get(), fields);
      return;
    }
    operation
        .pathField()
        .filter(field -> fields.get(field) == null)
        .ifPresent(
            field -> {
              throw new InvalidFieldException(
                  field, "is required but was not given", "the id in " + operation.path());
            });
    boolean isBody = !operation.method().equals("GET");
    fields.forEach((field, value) -> Check.requireSendable(field, value, isBody));
    operation
        .pathField()
        .ifPresent(
            field ->
                Check.requirePathSegment(operation.referenceFields().get(0), fields.get(field)));
  }

  /**
   * {@return a view of this hub whose calls have options: a timeout, a correlation id or headers}
   * It replaces options that were set before. The view shares everything else with this hub, and is
   * valid as long. It costs little, so create one for each call.
   *
   * <p>By default, it returns this hub, and the options have no effect. The same is true in memory,
   * where nothing is sent and no call takes time. A hub that wraps another one must override this
   * method: otherwise the options are lost.
   *
   * @param options the options
   */
  default BankHub with(CallOptions options) {
    Objects.requireNonNull(options, "options");
    return this;
  }

  /** {@return the port for link tokens} */
  default LinkTokens linkTokens() {
    return () -> this;
  }

  /** {@return the port for companies} */
  default Companies companies() {
    return () -> this;
  }

  /** {@return the port for bank accounts} */
  default BankAccounts bankAccounts() {
    return () -> this;
  }

  /** {@return the port for transactions} */
  default Transactions transactions() {
    return () -> this;
  }

  /** {@return the port for the settings of the merchant} */
  default MerchantSettings merchantSettings() {
    return () -> this;
  }

  /** {@return the port for the webhook of the merchant} */
  default WebhookSettings webhookSettings() {
    return () -> this;
  }
}
