package io.github.bankhub.feign.store;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;

record EncryptedKeyValueStore(
    KeyValueStore store, UnaryOperator<String> encrypt, UnaryOperator<String> decrypt)
    implements KeyValueStore {

  @Override
  public Optional<String> get(String key) {
    return store.get(key).map(decrypt);
  }

  @Override
  public void set(String key, String value, Duration lifetime) {
    store.set(key, encrypt.apply(value), lifetime);
  }

  @Override
  public boolean setIfAbsent(String key, String value, Duration lifetime) {
    return store.setIfAbsent(key, encrypt.apply(value), lifetime);
  }

  @Override
  public boolean deleteIfEqual(String key, String value) {
    // A value that is encrypted again can look different, so the stored form is compared.
    return store
        .get(key)
        .filter(stored -> decrypt.apply(stored).equals(value))
        .filter(stored -> store.deleteIfEqual(key, stored))
        .isPresent();
  }
}
