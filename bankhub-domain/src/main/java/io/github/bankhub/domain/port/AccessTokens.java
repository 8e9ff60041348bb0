package io.github.bankhub.domain.port;

import io.github.bankhub.domain.auth.AccessToken;

/**
 * The access tokens of one client.
 *
 * <p><b>What it does.</b> Returns the cached token, or requests a new one if it expires soon. The
 * other ports do this by themselves. Use this port to check the credentials at start-up, or for
 * calls that have no port yet. Source: page "Token".
 *
 * <p><b>Threads.</b> Safe for any number of threads. Threads that need a new token at the same time
 * share one request.
 *
 * <p><b>Failures.</b> Every failure is a {@link io.github.bankhub.domain.failure.BankHubException}.
 *
 * <p><b>Retries.</b> Harmless: as far as is known, a second token does not invalidate the first.
 */
public interface AccessTokens {

  /**
   * {@return a valid token with its validity period}
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
  AccessToken current();
}
