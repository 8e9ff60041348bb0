package io.github.bankhub.domain.port;

import io.github.bankhub.domain.auth.AccessToken;

/**
 * The access tokens of one client.
 *
 * <p><b>Does.</b> Gives the token that calls are made with, asking SePay for one only if none is at
 * hand that is good for a while yet. The other ports do this by themselves; here it serves to prove
 * the credentials at start-up, or to call what has no port yet. Source: page "Token".
 *
 * <p><b>Threads.</b> Safe for any number of threads; those that need a new token at the same time
 * share one request.
 *
 * <p><b>Failures.</b> Every failure is a {@link io.github.bankhub.domain.failure.BankHubException}.
 *
 * <p><b>Repeating.</b> Harmless: a second token does not end the first, as far as is known.
 */
public interface AccessTokens {

  /**
   * A token that is good now.
   *
   * @return the token, with the span for which it was granted
   * @throws io.github.bankhub.domain.failure.AccessDeniedException if SePay refuses the credentials
   * @throws io.github.bankhub.domain.failure.RateLimitedException if SePay asks to wait
   * @throws io.github.bankhub.domain.failure.BlockedByFirewallException if a firewall before SePay
   *     refused the call
   * @throws io.github.bankhub.domain.failure.UnavailableException if SePay cannot be reached, does
   *     not answer in time or fails
   * @throws io.github.bankhub.domain.failure.MalformedResponseException if the answer holds no
   *     token
   */
  AccessToken current();
}
