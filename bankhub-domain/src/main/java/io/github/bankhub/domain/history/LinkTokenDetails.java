package io.github.bankhub.domain.history;

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
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What Bank Hub knows of a link token: what it was made for, its status, the visits to its page and
 * its events. It can stand in for webhooks that were lost: see {@link #webhookEvents()}.
 *
 * <p>Every field that SePay sent is kept, documented or not: see {@link #fields()}. What is missing
 * or cannot be read is empty; the id alone must be there.
 *
 * <p>Immutable. Two are equal if all their fields are and their times were read in the same zone.
 * Printing one shows ids and states. Source: page "Get a link token".
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
   * The details in a response.
   *
   * @param response the fields of the JSON object; nested objects as maps, arrays as lists
   * @param zone the zone in which a time without one is read
   * @return the details
   * @throws InvalidFieldException if there is no {@code xid}
   */
  public static LinkTokenDetails of(Map<String, ? extends @Nullable Object> response, ZoneId zone) {
    return new LinkTokenDetails(response, zone);
  }

  /**
   * The link token's id.
   *
   * @return {@code xid}
   */
  public LinkTokenXid xid() {
    return xid;
  }

  /**
   * What the link token is for.
   *
   * @return {@code purpose}; empty if SePay sent none, or one that is not documented
   */
  public Optional<Purpose> purpose() {
    return text("purpose")
        .flatMap(
            text -> Arrays.stream(Purpose.values()).filter(it -> it.name().equals(text)).findAny());
  }

  /**
   * What the link token is good for now.
   *
   * @return {@code status}, if SePay sent it
   */
  public Optional<LinkTokenStatus> status() {
    return value("status", LinkTokenStatus::new);
  }

  /**
   * Where the browser goes at the end.
   *
   * @return {@code completion_redirect_uri}; empty if there is none, or it is no absolute URI
   */
  public Optional<CompletionRedirect> redirect() {
    try {
      return value("completion_redirect_uri", CompletionRedirect::of);
    } catch (InvalidFieldException e) {
      return Optional.empty();
    }
  }

  /**
   * Where the page is opened.
   *
   * @return {@code is_mobile_app}, if SePay sent a flag
   */
  public Optional<Platform> platform() {
    return optionalFlag("is_mobile_app").map(app -> app ? Platform.MOBILE_APP : Platform.WEB);
  }

  /**
   * The page's language.
   *
   * @return {@code language}, if SePay sent it
   */
  public Optional<DisplayLanguage> language() {
    return value("language", DisplayLanguage::new);
  }

  /**
   * How often the page was opened.
   *
   * @return {@code session_count}; empty if it is no whole number
   */
  public OptionalInt sessionCount() {
    Optional<BigDecimal> count = number("session_count");
    try {
      return count.isEmpty() ? OptionalInt.empty() : OptionalInt.of(count.get().intValueExact());
    } catch (ArithmeticException e) {
      return OptionalInt.empty();
    }
  }

  /**
   * When the link token was created.
   *
   * @return {@code created_at}; empty if it cannot be read
   */
  public Optional<Instant> createdAt() {
    return time("created_at");
  }

  /**
   * When something about it changed last.
   *
   * @return {@code updated_at}; empty if it cannot be read
   */
  public Optional<Instant> updatedAt() {
    return time("updated_at");
  }

  /**
   * When the link token ends by itself.
   *
   * @return {@code expires_at}
   */
  public LinkTokenExpiry expiry() {
    return LinkTokenExpiry.read(text("expires_at").orElse(""), zone());
  }

  /**
   * The company for which it was created.
   *
   * @return {@code xid} of {@code company}, if SePay sent it
   */
  public Optional<CompanyXid> companyXid() {
    return company.value("xid", CompanyXid::new);
  }

  /**
   * The company's name.
   *
   * @return {@code full_name} of {@code company}, if SePay sent it
   */
  public Optional<String> companyName() {
    return company.text("full_name");
  }

  /**
   * The company's status, such as {@code Active}.
   *
   * @return {@code status} of {@code company}, if SePay sent it
   */
  public Optional<String> companyStatus() {
    return company.text("status");
  }

  /**
   * The visits to the page.
   *
   * @return {@code sessions} in SePay's order, without what has no {@code xid}; unmodifiable
   */
  public List<LinkSession> sessions() {
    return sessions;
  }

  /**
   * What happened to the link token.
   *
   * @return {@code events} in SePay's order, without what has no {@code xid} or {@code name};
   *     unmodifiable
   */
  public List<LinkTokenEventRecord> events() {
    return events;
  }

  /**
   * The same as webhooks would have told it.
   *
   * @return the events that {@link LinkTokenEventRecord#webhook()} can read, in SePay's order;
   *     unmodifiable
   */
  public List<WebhookEvent> webhookEvents() {
    return events.stream().flatMap(event -> event.webhook().stream()).toList();
  }

  /** Returns id, status, visits and events; neither accounts nor names of people. */
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
