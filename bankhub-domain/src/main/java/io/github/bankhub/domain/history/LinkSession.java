package io.github.bankhub.domain.history;

import io.github.bankhub.domain.event.LinkSessionState;
import io.github.bankhub.domain.event.LinkSessionXid;
import io.github.bankhub.domain.internal.JsonFields;
import java.time.Instant;
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
public final class LinkSession {

  private final JsonFields fields;
  private final LinkSessionXid xid;

  LinkSession(JsonFields fields) {
    this.fields = fields;
    this.xid = fields.required("xid", LinkSessionXid::new);
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
    return fields.value("state", LinkSessionState::new);
  }

  /**
   * What SePay calls the visit's status; it lists no values.
   *
   * @return {@code status}, if SePay sent a text
   */
  public Optional<String> status() {
    return fields.text("status");
  }

  /**
   * What SePay calls the visit's result; it lists no values.
   *
   * @return {@code result}, if SePay sent a text; anything else is in {@link #fields()}
   */
  public Optional<String> result() {
    return fields.text("result");
  }

  /**
   * When the visit reached its end.
   *
   * @return {@code finished_at}; empty if it did not or the time cannot be read
   */
  public Optional<Instant> finishedAt() {
    return fields.time("finished_at");
  }

  /**
   * When the visit ends by itself, which need not be when its token does.
   *
   * @return {@code expires_at}; empty if it cannot be read
   */
  public Optional<Instant> expiresAt() {
    return fields.time("expires_at");
  }

  /**
   * When the visit began.
   *
   * @return {@code created_at}; empty if it cannot be read
   */
  public Optional<Instant> createdAt() {
    return fields.time("created_at");
  }

  /**
   * When the visit moved last.
   *
   * @return {@code updated_at}; empty if it cannot be read
   */
  public Optional<Instant> updatedAt() {
    return fields.time("updated_at");
  }

  /**
   * Every field as SePay sent it, {@code context} among them. May hold an account number and a name
   * in clear.
   *
   * @return an unmodifiable map, as in {@link LinkTokenDetails#fields()}
   */
  public Map<String, @Nullable Object> fields() {
    return fields.values();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof LinkSession that && fields.equals(that.fields);
  }

  @Override
  public int hashCode() {
    return fields.hashCode();
  }

  /** Returns the id and the state. */
  @Override
  public String toString() {
    return "LinkSession[" + xid + state().map(state -> ", " + state).orElse("") + "]";
  }
}
