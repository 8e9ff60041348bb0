package io.github.bankhub.testkit.junit;

/** How the {@code BankHub} of a {@link BankHubTest} reaches the offline service. */
public enum Transport {
  /** In memory, without a connection. */
  IN_MEMORY,
  /**
   * Over HTTP on this machine, by the {@link io.github.bankhub.domain.port.BankHubConnector} of the
   * class path, such as that of {@code bankhub-adapter-feign}.
   */
  HTTP
}
