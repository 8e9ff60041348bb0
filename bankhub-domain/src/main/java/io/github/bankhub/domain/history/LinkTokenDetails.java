package io.github.bankhub.domain.history;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.JsonFields;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.link.CompletionRedirect;
import io.github.bankhub.domain.link.DisplayLanguage;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.link.Platform;
import io.github.bankhub.domain.link.Purpose;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The details of a link token: its request, its status, its sessions and its events. They can
 * replace lost webhooks: see {@link #webhookEvents()}.
 *
 * <p>Immutable. Only the id is required. Printing one shows ids and states. Source: page "Get a
 * link token".
 */
public final class LinkTokenDetails extends ApiObject {

  private final LinkTokenXid xid;
  private final JsonFields company;
  private final List<LinkSession> sessions;
  private final List<LinkTokenEventRecord> events;

  private LinkTokenDetails(Map<String, ? extends @Nullable Object> response, ZoneId zone) {
    super(response, zone);
    this.xid = required("xid", LinkTokenXid::new);
    this.company = JsonFields.of(object("company"), zone);
    this.sessions = objects("sessions", LinkSession::new);
    this.events = objects("events", (event, in) -> new LinkTokenEventRecord(xid, event, in));
  }

  /**
   * {@return the details in a response}
   *
   * @param response the fields of the JSON object; nested objects as maps, arrays as lists
   * @param zone the zone of times without a zone
   * @throws InvalidFieldException if {@code xid} is missing
   */
  public static LinkTokenDetails of(Map<String, ? extends @Nullable Object> response, ZoneId zone) {
    return new LinkTokenDetails(response, zone);
  }

  /** {@return the link token's id, {@code xid}} */
  public LinkTokenXid xid() {
    return xid;
  }

  /** {@return the purpose, {@code purpose}; empty if it is missing or not documented} */
  public Optional<Purpose> purpose() {
    return text("purpose").flatMap(Purpose::read);
  }

  /** {@return the link token's status, {@code status}, if SePay sent it} */
  public Optional<LinkTokenStatus> status() {
    return value("status", LinkTokenStatus::new);
  }

  /**
   * {@return the redirect after completion, {@code completion_redirect_uri}; empty if it is missing
   * or not an absolute URI}
   */
  public Optional<CompletionRedirect> redirect() {
    return value("completion_redirect_uri", CompletionRedirect::of);
  }

  /** {@return the platform, {@code is_mobile_app}, if SePay sent a flag} */
  public Optional<Platform> platform() {
    return optionalFlag("is_mobile_app").map(app -> app ? Platform.MOBILE_APP : Platform.WEB);
  }

  /** {@return the page's language, {@code language}, if SePay sent it} */
  public Optional<DisplayLanguage> language() {
    return value("language", DisplayLanguage::new);
  }

  /** {@return the number of sessions, {@code session_count}; empty if it is not a whole number} */
  public OptionalInt sessionCount() {
    return integer("session_count");
  }

  /**
   * {@return the time at which the link token was created, {@code created_at}; empty if unreadable}
   */
  public Optional<Instant> createdAt() {
    return time("created_at");
  }

  /** {@return the time of the last change, {@code updated_at}; empty if unreadable} */
  public Optional<Instant> updatedAt() {
    return time("updated_at");
  }

  /** {@return the time at which the link token expires, {@code expires_at}} */
  public LinkTokenExpiry expiry() {
    return LinkTokenExpiry.read(text("expires_at").orElse(""), zone());
  }

  /** {@return the company, {@code xid} of {@code company}, if SePay sent it} */
  public Optional<CompanyXid> companyXid() {
    return company.value("xid", CompanyXid::new);
  }

  /** {@return the company's name, {@code full_name} of {@code company}, if SePay sent it} */
  public Optional<String> companyName() {
    return company.text("full_name");
  }

  /**
   * {@return the company's status, such as {@code Active}: {@code status} of {@code company}, if
   * SePay sent it}
   */
  public Optional<String> companyStatus() {
    return company.text("status");
  }

  /**
   * {@return the sessions, {@code sessions}, in SePay's order, without items that have no {@code
   * xid}; unmodifiable}
   */
  public List<LinkSession> sessions() {
    return sessions;
  }

  /**
   * {@return the events, {@code events}, in SePay's order, without items that have no {@code xid}
   * or {@code name}; unmodifiable}
   */
  public List<LinkTokenEventRecord> events() {
    return events;
  }

  /**
   * {@return the events as webhooks report them, in SePay's order, without those that {@link
   * LinkTokenEventRecord#toWebhookEvent()} cannot convert; unmodifiable}
   */
  public List<WebhookEvent> webhookEvents() {
    return events.stream().flatMap(event -> event.toWebhookEvent().stream()).toList();
  }

  /**
   * {@return what came of the link token, from its events and its status} So an attempt whose
   * webhooks were lost can be completed, with {@link #bankAccountXid()}.
   *
   * <p>SePay documents no order of events, so one that ends the attempt counts wherever it is, also
   * without a time or an account. The expiry is not compared with a clock: an event or the status
   * reports it.
   */
  public LinkOutcome outcome() {
    return events.stream()
        .flatMap(event -> event.outcome().stream())
        .min(Comparator.naturalOrder())
        .or(() -> status().flatMap(LinkTokenStatus::outcome))
        .orElseGet(() -> isLeft() ? LinkOutcome.CANCELLED : LinkOutcome.PENDING);
  }

  /** Of the events of one second, the last in the list is the latest one. */
  private boolean isLeft() {
    return events.stream()
        .reduce((one, next) -> next.isBefore(one) ? one : next)
        .filter(event -> event.name().equals("LINK_SESSION_ABANDONED"))
        .isPresent();
  }

  /**
   * {@return the account that was linked, unlinked or deactivated, {@code bank_account_xid} of the
   * events; empty if no event has it}
   */
  public Optional<BankAccountXid> bankAccountXid() {
    return events.stream().flatMap(event -> event.bankAccountXid().stream()).findFirst();
  }

  /** {@return id, status, sessions and events; no accounts and no names of people} */
  @Override
  public String toString() {
    return "LinkTokenDetails["
        + xid
        + purpose().map(purpose -> ", " + purpose).orElse("")
        + status().map(status -> ", " + status).orElse("")
        + ", sessions "
        + sessions
        + ", events "
        + events
        + "]";
  }
}
