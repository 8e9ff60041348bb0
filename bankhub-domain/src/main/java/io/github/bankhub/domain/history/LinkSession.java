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
 * A link session, which is one visit to the hosted page. Immutable. Only the id is required.
 * Source: page "Get a link token".
 */
public final class LinkSession extends ApiObject {

  private final LinkSessionXid xid;

  LinkSession(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    super(fields, zone);
    this.xid = required("xid", LinkSessionXid::new);
  }

  /** {@return the session's id, {@code xid}; in webhooks it is {@code link_session_xid}} */
  public LinkSessionXid xid() {
    return xid;
  }

  /** {@return the session's state, {@code state}, if SePay sent it} */
  public Optional<LinkSessionState> state() {
    return value("state", LinkSessionState::new);
  }

  /** {@return the session's status, {@code status}, if SePay sent a text} SePay lists no values. */
  public Optional<String> status() {
    return text("status");
  }

  /**
   * {@return the session's result, {@code result}, if SePay sent a text; otherwise see {@link
   * #fields()}} SePay lists no values.
   */
  public Optional<String> result() {
    return text("result");
  }

  /** {@return the time of completion, {@code finished_at}; empty if not completed or unreadable} */
  public Optional<Instant> finishedAt() {
    return time("finished_at");
  }

  /**
   * {@return the time at which the session expires, {@code expires_at}; empty if unreadable} The
   * link token can expire at another time.
   */
  public Optional<Instant> expiresAt() {
    return time("expires_at");
  }

  /** {@return the time at which the session started, {@code created_at}; empty if unreadable} */
  public Optional<Instant> createdAt() {
    return time("created_at");
  }

  /** {@return the time of the session's last change, {@code updated_at}; empty if unreadable} */
  public Optional<Instant> updatedAt() {
    return time("updated_at");
  }

  /** {@return the id and the state} */
  @Override
  public String toString() {
    return "LinkSession[" + xid + state().map(state -> ", " + state).orElse("") + "]";
  }
}
