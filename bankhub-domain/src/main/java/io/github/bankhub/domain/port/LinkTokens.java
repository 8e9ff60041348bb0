package io.github.bankhub.domain.port;

import io.github.bankhub.domain.history.LinkTokenDetails;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.operation.Operation;
import java.util.Map;
import java.util.Objects;

/**
 * Link tokens.
 *
 * <p><b>What it does.</b> Creates link tokens, gets their details and revokes them. With a link
 * token, a user links or unlinks one bank account on the hosted page. Sources: pages "Create Link
 * Token API", "Get a link token" and "Revoke a link token".
 *
 * <p><b>Threads.</b> Safe for any number of threads. A call blocks until there is a response or a
 * failure.
 *
 * <p><b>Failures.</b> Every failure is a {@link io.github.bankhub.domain.failure.BankHubException}
 * with the outcome of the request.
 *
 * <p><b>Retries.</b> SePay has no idempotency key, so creating twice creates two tokens. A creation
 * is retried only if the first request was not performed. If a failure's {@linkplain
 * io.github.bankhub.domain.failure.BankHubException#requestOutcome() requestOutcome} is {@code
 * UNKNOWN}, your own retry may leave an unused token. It is harmless, but can be opened until it
 * expires. Getting and revoking are retried after any transient failure.
 */
@FunctionalInterface
public interface LinkTokens {

  /** {@return the hub that this port calls} */
  BankHub hub();

  /**
   * Creates a link token.
   *
   * @param request the company, the purpose and the options
   * @return the token
   * @throws io.github.bankhub.domain.failure.InvalidRequestException if the environment or SePay
   *     rejects a field
   * @throws io.github.bankhub.domain.failure.NotFoundException if the company does not exist, or
   *     the bank account does not exist or belongs to another company
   * @throws io.github.bankhub.domain.failure.AccessDeniedException if SePay rejects the
   *     credentials, or a renewed access token
   * @throws io.github.bankhub.domain.failure.RateLimitedException if SePay's rate limit is exceeded
   * @throws io.github.bankhub.domain.failure.BlockedByFirewallException if a firewall in front of
   *     SePay blocked the call
   * @throws io.github.bankhub.domain.failure.UnavailableException if SePay is unreachable, too slow
   *     or failing
   * @throws io.github.bankhub.domain.failure.MalformedResponseException if the response is
   *     unreadable
   */
  default LinkToken create(LinkTokenRequest request) {
    hub().environment().check(Objects.requireNonNull(request, "request"));
    return EchoCheck.call(
        hub()::call, Operation.CREATE_LINK_TOKEN, request.fields(), LinkToken::of);
  }

  /**
   * Gets the details of a link token, with its sessions and its events.
   *
   * @param secret the token itself, {@code link_token}; SePay does not accept its id here
   * @return the details
   * @throws io.github.bankhub.domain.failure.NotFoundException if the token does not exist or
   *     belongs to another merchant; does not show the secret
   * @throws io.github.bankhub.domain.failure.BankHubException for every other failure, as in {@link
   *     #create}
   */
  default LinkTokenDetails get(LinkTokenSecret secret) {
    String value = Objects.requireNonNull(secret, "secret").reveal();
    return EchoCheck.call(
        hub()::call, Operation.GET_LINK_TOKEN, Map.of("link_token", value), LinkTokenDetails::of);
  }

  /**
   * Revokes a link token, so that it no longer opens the page. Users who have the page open are
   * stopped. This cannot be undone.
   *
   * <p>SePay reports 404 for a second revocation. After an attempt with an unknown outcome, a 404
   * means that the earlier attempt revoked the token, and the call succeeds.
   *
   * @param xid the token's id, {@code link_token_xid}; SePay does not accept its secret here
   * @throws io.github.bankhub.domain.failure.NotFoundException if the token does not exist, belongs
   *     to another merchant, or is already revoked
   * @throws io.github.bankhub.domain.failure.BankHubException for every other failure, as in {@link
   *     #create}
   */
  default void revoke(LinkTokenXid xid) {
    String value = Objects.requireNonNull(xid, "xid").value();
    EchoCheck.call(
        hub()::call,
        Operation.REVOKE_LINK_TOKEN,
        Map.of("link_token_xid", value),
        (response, zone) -> true);
  }
}
