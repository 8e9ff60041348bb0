package io.github.bankhub.testkit.internal.lifecycle;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event that a webhook reports. Immutable.
 *
 * @param xid the event's id
 * @param name the event's name, as it is spelled in the body
 * @param at when it happened
 * @param metadata the fields, in the order of SePay's samples; unmodifiable
 */
public record Event(
    String xid, String name, Instant at, Map<String, ? extends @Nullable Object> metadata) {

  /** {@return the fields of the webhook's body} Source: page "Webhook events". */
  public Map<String, Object> body() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("timestamp", at.getEpochSecond());
    body.put("xid", xid);
    body.put("version", "1.0");
    body.put("event", name);
    body.put("metadata", metadata);
    return body;
  }
}
