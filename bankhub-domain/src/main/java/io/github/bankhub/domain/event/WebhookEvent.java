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
 * One event of linking or unlinking, as SePay tells it by webhook.
 *
 * <p>There is one class for each documented event, and {@link UnknownEvent} for any other. {@link
 * #accept} asks an event which it is. Every field that SePay sent is kept, documented or not: see
 * {@link #fields()}.
 *
 * <p>An event names no company and no reference of the merchant: {@link #linkTokenXid()} is all
 * that tells whose it is. SePay may send an event again, with the same {@link #xid()}, and promises
 * no order.
 *
 * <p>Immutable. Two events are equal if all their fields are. Printing one shows ids, and no
 * account. Source: page "Webhook events".
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
   * The event in a webhook's body.
   *
   * @param body the fields of the JSON object; nested objects as maps, arrays as lists
   * @return an event of the class that belongs to its name
   * @throws InvalidFieldException if something that nothing can be done without is missing or
   *     unreadable: {@code xid}, {@code event}, {@code timestamp}; {@code bank_account_xid} of an
   *     event about an account; {@code state} of a changed state. Names the field
   */
  public static WebhookEvent of(Map<String, ? extends @Nullable Object> body) {
    JsonFields fields = JsonFields.of(body, VIETNAM);
    return WebhookEventFactory.named(name(fields)).apply(fields);
  }

  private static String name(JsonFields fields) {
    return fields.required("event", name -> name);
  }

  /**
   * Asks the event which it is.
   *
   * @param cases what to answer for each event
   * @param <R> the type of the answers
   * @return the answer for this event
   */
  public abstract <R> R accept(WebhookEventVisitor<R> cases);

  /**
   * The event's id, by which a repetition is recognised.
   *
   * @return {@code xid}
   */
  public final EventXid xid() {
    return xid;
  }

  /**
   * When it happened.
   *
   * @return {@code timestamp}, to the second
   */
  public final Instant timestamp() {
    return timestamp;
  }

  /**
   * The version of the event's format.
   *
   * @return {@code version}, {@code 1.0} so far; empty text if SePay sent none
   */
  public final String version() {
    return text("version").orElse("");
  }

  /**
   * The event's name as SePay wrote it.
   *
   * @return {@code event}
   */
  public final String name() {
    return name;
  }

  /**
   * The link token that it is about.
   *
   * @return {@code link_token_xid}, if SePay sent one
   */
  public final Optional<LinkTokenXid> linkTokenXid() {
    return metadata.value("link_token_xid", LinkTokenXid::new);
  }

  /**
   * The visit to the hosted page that it is about.
   *
   * @return {@code link_session_xid}; empty where there is no visit yet
   */
  public final Optional<LinkSessionXid> linkSessionXid() {
    return metadata.value("link_session_xid", LinkSessionXid::new);
  }

  /**
   * Every field of {@code metadata}, as in {@link #fields()}.
   *
   * @return an unmodifiable map, empty if there was none
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

  /** Returns the name, the time and the ids; neither accounts nor names of people. */
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
