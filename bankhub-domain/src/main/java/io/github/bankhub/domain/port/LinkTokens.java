package io.github.bankhub.domain.port;

import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;

/**
 * Link tokens.
 *
 * <p><b>Does.</b> Creates the token with which a user links or unlinks one bank account in the
 * hosted page. Source: page "Create Link Token API".
 *
 * <p><b>Threads.</b> Safe for any number of threads. A call blocks until there is an answer or a
 * failure.
 *
 * <p><b>Failures.</b> Every failure is a {@link io.github.bankhub.domain.failure.BankHubException},
 * which tells what became of the request.
 *
 * <p><b>Repeating.</b> SePay has no idempotency key: creating twice makes two tokens. A request is
 * sent again only if the first cannot have been performed. After a failure whose {@linkplain
 * io.github.bankhub.domain.failure.BankHubException#delivery() delivery} is {@code UNKNOWN}, a
 * second call may leave an unused token behind, which does no harm but opens until it expires.
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
   * @throws io.github.bankhub.domain.failure.BlockedAtEdgeException if a firewall before SePay
   *     refused the call
   * @throws io.github.bankhub.domain.failure.UnavailableException if SePay cannot be reached, does
   *     not answer in time or fails
   * @throws io.github.bankhub.domain.failure.UnreadableAnswerException if the answer makes no sense
   */
  LinkToken create(LinkTokenRequest request);
}
