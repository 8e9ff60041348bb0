package io.github.bankhub.testkit;

import io.github.bankhub.testkit.internal.service.BankHubService;

/** The service behind a hub, for tests in other packages. */
public final class InternalService {

  private InternalService() {}

  public static BankHubService of(InMemoryBankHub hub) {
    return hub.service();
  }
}
