package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.testkit.internal.lifecycle.EventName;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Where a service sends its webhooks. Called while the service is locked, so it must not call the
 * service.
 */
public interface WebhookTarget {

  /** {@return the webhook; empty if none was set, or the receiver has no address} */
  Optional<Webhook> webhook();

  /** Replaces the webhook. */
  void replace(Webhook webhook);

  /** A webhook. Immutable. */
  record Webhook(URI url, WebhookSecret secret, boolean active, Set<EventName> events) {}
}
