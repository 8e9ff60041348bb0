package io.github.bankhub.domain.failure;

import io.github.bankhub.domain.text.PrintableText;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A firewall in front of Bank Hub blocked the call and returned an HTML page. SePay's firewall is
 * Cloudflare.
 *
 * <p>What has helped: send an honest {@code User-Agent} that names your product; ask SePay to allow
 * your address, and give the Ray ID; do not use {@code localhost} or {@code 127.0.0.1} in the
 * redirect.
 */
public final class BlockedByFirewallException extends BankHubException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String rayId;
  private final @Nullable String blockedAddress;

  /**
   * Creates the exception.
   *
   * @param call the details of the call
   * @param rayId Cloudflare's id of the rejection, if the page shows it
   * @param blockedAddress the caller's blocked IP address, if the page shows it
   */
  public BlockedByFirewallException(
      CallDetails call, @Nullable String rayId, @Nullable String blockedAddress) {
    super(
        "Blocked by a firewall in front of Bank Hub (Ray ID "
            + (rayId == null ? "not shown" : rayId)
            + ", address "
            + (blockedAddress == null ? "not shown" : blockedAddress)
            + "): send an honest User-Agent, ask SePay to allow the address, use no localhost in"
            + " redirects",
        call);
    this.rayId = rayId == null ? null : PrintableText.of(rayId);
    this.blockedAddress = blockedAddress == null ? null : PrintableText.of(blockedAddress);
  }

  /**
   * {@return the Ray ID, Cloudflare's id of the rejection, if the page shows it} SePay can look it
   * up.
   */
  public Optional<String> rayId() {
    return Optional.ofNullable(rayId);
  }

  /** {@return the caller's IP address as the firewall saw it, if the page shows it} */
  public Optional<String> blockedAddress() {
    return Optional.ofNullable(blockedAddress);
  }
}
