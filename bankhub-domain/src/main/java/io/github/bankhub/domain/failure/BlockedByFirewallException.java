package io.github.bankhub.domain.failure;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A firewall before Bank Hub refused the call with a page for people, which is not an answer of
 * Bank Hub. SePay's is Cloudflare.
 *
 * <p>What has helped others: an honest {@code User-Agent} that names the product; asking SePay to
 * allow the caller's address, with the Ray ID at hand; no {@code localhost} or {@code 127.0.0.1} in
 * the redirect.
 */
public final class BlockedByFirewallException extends BankHubException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String rayId;
  private final @Nullable String blockedAddress;

  /**
   * Creates the exception.
   *
   * @param call the facts of the call
   * @param rayId Cloudflare's id of the refusal, if it was shown
   * @param blockedAddress the refused caller's IP address, if it was shown
   */
  public BlockedByFirewallException(
      CallDetails call, @Nullable String rayId, @Nullable String blockedAddress) {
    super(
        "Blocked by the firewall before Bank Hub (Ray ID "
            + (rayId == null ? "not shown" : rayId)
            + ", address "
            + (blockedAddress == null ? "not shown" : blockedAddress)
            + "): use an honest User-Agent, ask SePay to allow the address, keep localhost out of"
            + " redirects",
        call);
    this.rayId = rayId;
    this.blockedAddress = blockedAddress;
  }

  /**
   * Cloudflare's id of the refusal, for SePay to look up.
   *
   * @return the Ray ID, if it was shown
   */
  public Optional<String> rayId() {
    return Optional.ofNullable(rayId);
  }

  /**
   * The address that was refused.
   *
   * @return the caller's IP address as the firewall saw it, if it was shown
   */
  public Optional<String> blockedAddress() {
    return Optional.ofNullable(blockedAddress);
  }

  @Override
  public boolean isTransient() {
    return false;
  }
}
