package io.github.bankhub.testkit.internal.lifecycle;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event that a webhook reports. Immutable. The metadata has the order of SePay's samples. */
public record Event(
    String xid, String name, Instant at, Map<String, ? extends @Nullable Object> metadata) {

  /** Source: page "Webhook events". */
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
