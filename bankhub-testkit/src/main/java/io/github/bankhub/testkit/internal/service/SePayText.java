package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes instants as SePay does. */
final class SePayText {

  private SePayText() {}

  static @Nullable String of(@Nullable Instant instant) {
    return instant == null ? null : LinkTokenExpiry.at(instant, ApiObject.VIETNAM).text();
  }
}
