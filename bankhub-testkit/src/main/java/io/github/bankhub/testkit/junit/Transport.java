package io.github.bankhub.testkit.junit;

/** How the {@code BankHub} of a {@link BankHubTest} reaches the offline hub. */
public enum Transport {
  /** In memory, without a connection. */
  IN_MEMORY,
  /**
   * Over HTTP on this machine. The {@link io.github.bankhub.domain.port.BankHubConnector} on the
   * class path connects the client, such as that of {@code bankhub-adapter-feign}.
   */
  HTTP
}
