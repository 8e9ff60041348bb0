package io.github.bankhub.domain.event;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.JsonFields;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.link.LinkTokenXid;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An event of linking or unlinking, as SePay reports it by webhook.
 *
 * <p>There is one class for each documented event, and {@link UnknownEvent} for any other. Use
 * {@link #accept} to handle each type, or from Java 21 on a {@code switch}: the classes are sealed.
 *
 * <p>An event contains no company and no reference of the merchant. Use {@link #linkTokenXid()} to
 * find yours. SePay may repeat an event, with the same {@link #xid()}, and guarantees no order.
 *
 * <p>Immutable. Printing one shows ids, and masks the account. Source: page "Webhook events".
 */
public abstract sealed class WebhookEvent extends ApiObject
    permits LinkTokenEvent, LinkSessionEvent, BankAccountEvent, UnknownEvent {

  private final JsonFields metadata;
  private final EventXid xid;
  private final Instant timestamp;
  private final String name;

  WebhookEvent(JsonFields fields) {
    super(fields.values(), fields.zone());
    this.metadata = fields.nested("metadata");
    this.name = name(fields);
    this.xid = fields.required("xid", EventXid::new);
    this.timestamp = fields.time("timestamp").orElseThrow(() -> JsonFields.missing("timestamp"));
  }

  /**
   * {@return the event in a webhook's body, of the class for its name}
   *
   * @param body the fields of the JSON object; nested objects as maps, arrays as lists
   * @throws InvalidFieldException if a required field is missing or unreadable: {@code xid}, {@code
   *     event}, {@code timestamp}; {@code bank_account_xid} of an account event; {@code state} of a
   *     changed state. Names the field
   */
  public static WebhookEvent of(Map<String, ? extends @Nullable Object> body) {
    JsonFields fields = JsonFields.of(body, VIETNAM);
    return WebhookEventFactory.constructorFor(name(fields)).apply(fields);
  }

  private static String name(JsonFields fields) {
    return fields.required("event", name -> name);
  }

  /**
   * Calls the visitor's method for this event's type.
   *
   * @param visitor the methods for each type
   * @param <R> the type of the result
   * @return the visitor's result
   */
  public abstract <R> R accept(WebhookEventVisitor<R> visitor);

  /** {@return the event's id, {@code xid}; use it to detect a repeated webhook} */
  public final EventXid xid() {
    return xid;
  }

  /** {@return the time of the event, {@code timestamp}} */
  public final Instant timestamp() {
    return timestamp;
  }

  /**
   * {@return the version of the format, {@code version}, so far {@code 1.0}; "" if SePay sent none}
   */
  public final String version() {
    return text("version").orElse("");
  }

  /** {@return the event's name as SePay wrote it, {@code event}} */
  public final String name() {
    return name;
  }

  /** {@return the event's link token, {@code link_token_xid}, if SePay sent it} */
  public final Optional<LinkTokenXid> linkTokenXid() {
    return metadata.value("link_token_xid", LinkTokenXid::new);
  }

  /** {@return the event's link session, {@code link_session_xid}; empty if there is none yet} */
  public final Optional<LinkSessionXid> linkSessionXid() {
    return metadata.value("link_session_xid", LinkSessionXid::new);
  }

  /**
   * {@return every field of {@code metadata}, as in {@link #fields()}; empty if there is none;
   * unmodifiable}
   */
  public final Map<String, @Nullable Object> metadata() {
    return metadata.values();
  }

  final JsonFields data() {
    return metadata;
  }

  final Optional<AccountNumber> number() {
    return metadata.value("account_number", AccountNumber::new);
  }

  /** {@return the name, the time, the ids and the masked account; no names of people} */
  @Override
  public final String toString() {
    return name
        + "["
        + xid
        + ", "
        + timestamp
        + linkTokenXid().map(token -> ", link token " + token).orElse("")
        + linkSessionXid().map(session -> ", session " + session).orElse("")
        + number().map(number -> ", account " + number).orElse("")
        + "]";
  }
}
