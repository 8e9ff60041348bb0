package io.github.bankhub.domain.port;

import io.github.bankhub.domain.history.LinkTokenDetails;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;

/**
 * Link tokens.
 *
 * <p><b>Does.</b> Creates the token with which a user links or unlinks one bank account in the
 * hosted page, tells what became of it, and revokes it. Sources: pages "Create Link Token API",
 * "Get a link token" and "Revoke a link token".
 *
 * <p><b>Threads.</b> Safe for any number of threads. A call blocks until there is an answer or a
 * failure.
 *
 * <p><b>Failures.</b> Every failure is a {@link io.github.bankhub.domain.failure.BankHubException},
 * which tells what became of the request.
 *
 * <p><b>Repeating.</b> SePay has no idempotency key: creating twice makes two tokens. A request is
 * sent again only if the first cannot have been performed. After a failure whose {@linkplain
 * io.github.bankhub.domain.failure.BankHubException#requestOutcome() requestOutcome} is {@code
 * UNKNOWN}, a second call may leave an unused token behind, which does no harm but opens until it
 * expires. Getting and revoking are repeated after any failure that can pass.
 */
public interface LinkTokens {

  /**
   * Creates a link token.
   *
   * @param request what it is for
   * @return the token
   * @throws io.github.bankhub.domain.failure.InvalidRequestException if the environment or SePay
   *     refuses a field
   * @throws io.github.bankhub.domain.failure.NotFoundException if the company does not exist, or
   *     the bank account does not or belongs to another company
   * @throws io.github.bankhub.domain.failure.AccessDeniedException if SePay refuses the
   *     credentials, or a renewed access token
   * @throws io.github.bankhub.domain.failure.RateLimitedException if SePay asks to wait
   * @throws io.github.bankhub.domain.failure.BlockedByFirewallException if a firewall before SePay
   *     refused the call
   * @throws io.github.bankhub.domain.failure.UnavailableException if SePay cannot be reached, does
   *     not answer in time or fails
   * @throws io.github.bankhub.domain.failure.MalformedResponseException if the answer makes no
   *     sense
   */
  LinkToken create(LinkTokenRequest request);

  /**
   * Tells what became of a link token, its visits and its events among it.
   *
   * @param secret the token itself, {@code link_token}; SePay does not take its id here
   * @return the details
   * @throws io.github.bankhub.domain.failure.NotFoundException if the token does not exist, or
   *     belongs to another merchant; does not show the secret
   * @throws io.github.bankhub.domain.failure.BankHubException for every other failure, as of {@link
   *     #create}
   */
  LinkTokenDetails get(LinkTokenSecret secret);

  /**
   * Revokes a link token: it opens no more, and whoever has its page open is cut off. This cannot
   * be taken back.
   *
   * <p>SePay answers a second revocation with 404. If that comes after an attempt of the same call
   * whose end is unknown, that attempt is taken to have done it, and the call succeeds.
   *
   * @param xid the token's id, {@code link_token_xid}; SePay does not take its secret here
   * @throws io.github.bankhub.domain.failure.NotFoundException if the token does not exist, belongs
   *     to another merchant, or is revoked already
   * @throws io.github.bankhub.domain.failure.BankHubException for every other failure, as of {@link
   *     #create}
   */
  void revoke(LinkTokenXid xid);
}
