package io.github.bankhub.domain.history;

import io.github.bankhub.domain.event.LinkSessionState;
import io.github.bankhub.domain.event.LinkSessionXid;
import io.github.bankhub.domain.json.ApiObject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One visit to the hosted page.
 *
 * <p>Every field that SePay sent is kept, documented or not: see {@link #fields()}. What is missing
 * or cannot be read is empty; the id alone must be there.
 *
 * <p>Immutable. Two are equal if all their fields are and their times were read in the same zone.
 * Source: page "Get a link token".
 */
public final class LinkSession extends ApiObject {

  private final LinkSessionXid xid;

  LinkSession(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    super(fields, zone);
    this.xid = required("xid", LinkSessionXid::new);
  }

  /**
   * The visit's id: {@code link_session_xid} in webhooks.
   *
   * @return {@code xid}
   */
  public LinkSessionXid xid() {
    return xid;
  }

  /**
   * How far the visit has come.
   *
   * @return {@code state}, if SePay sent it
   */
  public Optional<LinkSessionState> state() {
    return value("state", LinkSessionState::new);
  }

  /**
   * What SePay calls the visit's status; it lists no values.
   *
   * @return {@code status}, if SePay sent a text
   */
  public Optional<String> status() {
    return text("status");
  }

  /**
   * What SePay calls the visit's result; it lists no values.
   *
   * @return {@code result}, if SePay sent a text; anything else is in {@link #fields()}
   */
  public Optional<String> result() {
    return text("result");
  }

  /**
   * When the visit reached its end.
   *
   * @return {@code finished_at}; empty if it did not or the time cannot be read
   */
  public Optional<Instant> finishedAt() {
    return time("finished_at");
  }

  /**
   * When the visit ends by itself, which need not be when its token does.
   *
   * @return {@code expires_at}; empty if it cannot be read
   */
  public Optional<Instant> expiresAt() {
    return time("expires_at");
  }

  /**
   * When the visit began.
   *
   * @return {@code created_at}; empty if it cannot be read
   */
  public Optional<Instant> createdAt() {
    return time("created_at");
  }

  /**
   * When the visit moved last.
   *
   * @return {@code updated_at}; empty if it cannot be read
   */
  public Optional<Instant> updatedAt() {
    return time("updated_at");
  }

  /** Returns the id and the state. */
  @Override
  public String toString() {
    return "LinkSession[" + xid + state().map(state -> ", " + state).orElse("") + "]";
  }
}
