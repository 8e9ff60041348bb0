package io.github.bankhub.testkit.internal.lifecycle;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An event that a webhook reports. Immutable. The id and the metadata take their form when they are
 * read: most events never are.
 *
 * @param name the type's name, in the spelling of the settings
 * @param data the metadata in the order of SePay's samples, the same at each call
 */
public record Event(
    UUID id, EventName type, String name, Instant at, Supplier<Map<String, @Nullable Object>> data)
    implements Message {

  @Override
  public MessageKind kind() {
    return MessageKind.WEBHOOK;
  }

  @Override
  public String xid() {
    return id.toString();
  }

  public Map<String, @Nullable Object> metadata() {
    return data.get();
  }

  /** Source: page "Webhook events". */
  @Override
  public Map<String, @Nullable Object> body() {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("timestamp", at.getEpochSecond());
    body.put("xid", xid());
    body.put("version", "1.0");
    body.put("event", name);
    body.put("metadata", metadata());
    return body;
  }
}
