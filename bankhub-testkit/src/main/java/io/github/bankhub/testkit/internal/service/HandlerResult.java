package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.link.LinkTokenXid;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an operation did. Immutable.
 *
 * @param created the link token that it created; null if it created none
 * @param body builds the response, without the lock of the service: so it reads nothing that can
 *     change
 */
record HandlerResult(@Nullable LinkTokenXid created, Supplier<Map<String, @Nullable Object>> body) {

  static HandlerResult of(Supplier<Map<String, @Nullable Object>> body) {
    return new HandlerResult(null, body);
  }
}
