package io.github.bankhub.domain.history;

import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.link.LinkTokenXid;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event in the history of a link token.
 *
 * <p>Immutable. Two are equal if all their fields are and their times were read in the same zone.
 * Printing one shows neither accounts nor names of people. Source: page "Get a link token".
 */
public final class LinkTokenEventRecord extends ApiObject {

  private final LinkTokenXid token;
  private final EventXid xid;
  private final String name;

  LinkTokenEventRecord(
      LinkTokenXid token, Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    super(fields, zone);
    this.token = token;
    this.xid = required("xid", EventXid::new);
    this.name = required("name", name -> name);
  }

  /**
   * The event's id. That it is the one of the webhook is assumed: SePay does not say so.
   *
   * @return {@code xid}
   */
  public EventXid xid() {
    return xid;
  }

  /**
   * The event's name as SePay wrote it.
   *
   * @return {@code name}
   */
  public String name() {
    return name;
  }

  /**
   * When it happened.
   *
   * @return {@code created_at}; empty if it cannot be read
   */
  public Optional<Instant> createdAt() {
    return time("created_at");
  }

  /**
   * The event as a webhook would have told it, so that one and the same code works on both.
   *
   * <p>Its time is {@link #createdAt()}, its {@code version} is unknown, and it names this link
   * token where the history leaves that out. It is not equal to the event of the webhook, but has
   * the same {@link WebhookEvent#xid()}.
   *
   * @return the event; empty if the history lacks what a webhook must have, such as the time
   */
  public Optional<WebhookEvent> webhook() {
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(object("metadata"));
    metadata.putIfAbsent("link_token_xid", token.value());
    try {
      return createdAt()
          .map(
              time ->
                  WebhookEvent.of(
                      Map.of(
                          "xid",
                          xid.value(),
                          "event",
                          name,
                          "timestamp",
                          time.getEpochSecond(),
                          "metadata",
                          metadata)));
    } catch (InvalidFieldException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LinkTokenEventRecord that
        && super.equals(that)
        && token.equals(that.token);
  }

  @Override
  public int hashCode() {
    return super.hashCode();
  }

  /** Returns name, id and time. */
  @Override
  public String toString() {
    return name + "[" + xid + createdAt().map(time -> ", " + time).orElse("") + "]";
  }
}
