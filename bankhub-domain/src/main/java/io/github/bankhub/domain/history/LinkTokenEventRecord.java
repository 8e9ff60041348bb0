package io.github.bankhub.domain.history;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.JsonFields;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.link.LinkTokenXid;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event in the history of a link token. Immutable. Printing one shows no accounts and no names
 * of people. Source: page "Get a link token".
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
   * {@return the event's id, {@code xid}} Assumed to be that of the webhook: SePay does not say so.
   */
  public EventXid xid() {
    return xid;
  }

  /** {@return the event's name as SePay wrote it, {@code name}} */
  public String name() {
    return name;
  }

  /** {@return the time of the event, {@code created_at}; empty if unreadable} */
  public Optional<Instant> createdAt() {
    return time("created_at");
  }

  /**
   * Converts this record to a {@code WebhookEvent}, so that the same handler works for both.
   *
   * <p>The event's time is {@link #createdAt()}, and its {@code version} is unknown. If the history
   * omits the link token, it is this one. The event has the same {@link WebhookEvent#xid()} as the
   * webhook's, but is not equal to it.
   *
   * @return the event; empty if the history lacks a field that a webhook requires, such as the time
   */
  public Optional<WebhookEvent> toWebhookEvent() {
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

  /** By the name, because SePay's sample has no metadata. Empty if it does not end the attempt. */
  Optional<LinkOutcome> outcome() {
    return switch (name) {
      case "BANK_ACCOUNT_LINKED" -> Optional.of(LinkOutcome.LINKED);
      case "BANK_ACCOUNT_UNLINKED" -> Optional.of(LinkOutcome.UNLINKED);
      case "BANK_ACCOUNT_INACTIVATED", "BANK_ACCOUNT_INACTIVED" ->
          Optional.of(LinkOutcome.INACTIVATED);
      // It names an account only after a success.
      case "LINK_SESSION_COMPLETED" ->
          bankAccountXid()
              .map(it -> metadata().flag("unlinked") ? LinkOutcome.UNLINKED : LinkOutcome.LINKED);
      case "LINK_SESSION_FAILED" -> Optional.of(LinkOutcome.FAILED);
      case "LINK_TOKEN_REVOKED" -> Optional.of(LinkOutcome.REVOKED);
      case "LINK_TOKEN_EXPIRED" -> Optional.of(LinkOutcome.EXPIRED);
      default -> Optional.empty();
    };
  }

  Optional<BankAccountXid> bankAccountXid() {
    return metadata().value("bank_account_xid", BankAccountXid::new);
  }

  /** False if one of the times is unreadable. */
  boolean isBefore(LinkTokenEventRecord other) {
    return createdAt().flatMap(time -> other.createdAt().map(time::isBefore)).orElse(false);
  }

  private JsonFields metadata() {
    return JsonFields.of(object("metadata"), zone());
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

  /** {@return name, id and time} */
  @Override
  public String toString() {
    return name + "[" + xid + createdAt().map(time -> ", " + time).orElse("") + "]";
  }
}
