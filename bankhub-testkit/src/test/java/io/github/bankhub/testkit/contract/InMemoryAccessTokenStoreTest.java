package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.port.AccessTokenStore;

class InMemoryAccessTokenStoreTest extends AccessTokenStoreContract {

  @Override
  protected AccessTokenStore store() {
    return AccessTokenStore.inMemory();
  }
}
