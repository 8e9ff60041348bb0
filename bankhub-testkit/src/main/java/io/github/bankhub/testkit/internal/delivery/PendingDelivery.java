package io.github.bankhub.testkit.internal.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.bankhub.domain.auth.Secret;
import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.lifecycle.Message;
import io.github.bankhub.testkit.webhook.DeliveryFault.Kind;
import io.github.bankhub.testkit.webhook.IpnDelivery;
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

/** The delivery of one message. {@link Schedule} changes its state. Not thread-safe. */
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
  private final Message message;
  private final @Nullable Kind fault;

  PendingDelivery(Message message, @Nullable Kind fault, long notBefore) {
    this.message = message;
    this.fault = fault;
    this.notBefore = notBefore;
    this.due = message.at();
  }

  Message message() {
    return message;
  }

  boolean hasFault(Kind kind) {
    return activeFault() == kind;
  }

  @Nullable Kind activeFault() {
    return isFaultless ? null : fault;
  }

  WebhookRequest request(Secret secret) {
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
      headers.put(message.kind().header(), message.kind().headerValue(secret));
    }
    return headers;
  }

  private Map<String, @Nullable Object> body() {
    Map<String, @Nullable Object> body = message.body();
    if (hasFault(Kind.OTHER_LINK_TOKEN)) {
      body.computeIfPresent(
          "metadata", (name, metadata) -> withOtherLinkToken((Map<?, ?>) metadata));
    }
    return body;
  }

  private Map<Object, @Nullable Object> withOtherLinkToken(Map<?, ?> metadata) {
    Map<Object, @Nullable Object> changed = new LinkedHashMap<>(metadata);
    changed.computeIfPresent(
        "link_token_xid",
        (name, linkToken) -> UUID.nameUUIDFromBytes(message.xid().getBytes(UTF_8)).toString());
    return changed;
  }

  WebhookDelivery webhook(boolean isPlanned) {
    return new WebhookDelivery(
        new EventXid(message.xid()),
        message.name(),
        message.at(),
        state,
        attempts,
        isPlanned ? Optional.of(due) : Optional.empty(),
        Optional.ofNullable(fault),
        problem,
        headers("***"),
        Json.write(message.body()));
  }

  IpnDelivery ipn(boolean isPlanned) {
    return new IpnDelivery(
        new TransactionId(message.xid()),
        message.at(),
        state,
        attempts,
        isPlanned ? Optional.of(due) : Optional.empty(),
        Optional.ofNullable(fault),
        problem,
        headers("***"),
        Json.write(message.body()));
  }
}
