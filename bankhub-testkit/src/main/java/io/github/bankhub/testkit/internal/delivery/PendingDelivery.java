package io.github.bankhub.testkit.internal.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.lifecycle.Event;
import io.github.bankhub.testkit.internal.lifecycle.EventName;
import io.github.bankhub.testkit.webhook.DeliveryFault.Kind;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import io.github.bankhub.testkit.webhook.WebhookDelivery.Attempt;
import io.github.bankhub.testkit.webhook.WebhookDelivery.State;
import io.github.bankhub.testkit.webhook.WebhookRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The delivery of one event. {@link Schedule} changes its state. Not thread-safe. */
final class PendingDelivery {

  long notBefore;
  final List<Attempt> attempts = new ArrayList<>(1);
  State state = State.PENDING;
  Instant due;
  int sequence;
  int round;
  int failures;
  boolean isFaultless;
  Optional<String> problem = Optional.empty();
  boolean isDuplicating;
  boolean isDuplicated;
  private final String xid;
  private final Event event;
  private final @Nullable Kind fault;

  PendingDelivery(Event event, @Nullable Kind fault, long notBefore) {
    this.xid = event.xid();
    this.event = event;
    this.fault = fault;
    this.notBefore = notBefore;
    this.due = event.at();
  }

  String xid() {
    return xid;
  }

  String name() {
    return event.name();
  }

  EventName type() {
    return event.type();
  }

  boolean hasFault(Kind kind) {
    return activeFault() == kind;
  }

  @Nullable Kind activeFault() {
    return isFaultless ? null : fault;
  }

  WebhookRequest request(WebhookSecret secret) {
    Map<String, List<String>> headers = new HashMap<>();
    headers(hasFault(Kind.WRONG_SECRET) ? "not-the-secret" : secret.reveal())
        .forEach((name, value) -> headers.put(name, List.of(value)));
    return new WebhookRequest(headers, Json.write(body()));
  }

  private Map<String, String> headers(String secret) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("User-Agent", "bankhub-testkit");
    if (!hasFault(Kind.NO_SECRET)) {
      headers.put(WebhookRequest.SECRET_HEADER, secret);
    }
    return headers;
  }

  private Map<String, Object> body() {
    Map<String, Object> body = event.body();
    if (hasFault(Kind.OTHER_LINK_TOKEN)) {
      Map<String, @Nullable Object> metadata = new LinkedHashMap<>(event.metadata());
      metadata.computeIfPresent(
          "link_token_xid",
          (name, linkToken) -> UUID.nameUUIDFromBytes(xid.getBytes(UTF_8)).toString());
      body.put("metadata", metadata);
    }
    return body;
  }

  WebhookDelivery snapshot(boolean isPlanned) {
    return new WebhookDelivery(
        new EventXid(xid),
        event.name(),
        event.at(),
        state,
        attempts,
        isPlanned ? Optional.of(due) : Optional.empty(),
        Optional.ofNullable(fault),
        problem,
        headers("***"),
        Json.write(event.body()));
  }
}
