package io.github.bankhub.examples.fleet;

import io.github.bankhub.feign.store.KeyValueStore;

/** The store of one machine, and what disconnects it. */
record EngineClient(KeyValueStore store, Runnable disconnect) implements AutoCloseable {

  @Override
  public void close() {
    disconnect.run();
  }
}
