package io.github.bankhub.testkit.internal.lifecycle;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, as a webhook tells it. Immutable.
 *
 * @param xid the event's id
 * @param name the event's name, in the spelling of the day
 * @param at when it happened
 * @param metadata the fields, in the order of SePay's samples; unmodifiable
 */
public record Event(
    String xid, String name, Instant at, Map<String, ? extends @Nullable Object> metadata) {

  /** The webhook's JSON object. Source: page "Webhook events". */
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
