package io.github.bankhub.domain.event;

import io.github.bankhub.domain.internal.JsonFields;
import io.github.bankhub.domain.link.Purpose;
import java.util.Optional;

/** An event of a link token. Immutable. */
public abstract sealed class LinkTokenEvent extends WebhookEvent {

  private LinkTokenEvent(JsonFields fields) {
    super(fields);
  }

  /** {@return the purpose, {@code purpose}; empty if it is missing or not documented} */
  public final Optional<Purpose> purpose() {
    return data().text("purpose").flatMap(Purpose::read);
  }

  /** A link token was created: {@code LINK_TOKEN_CREATED}. */
  public static final class Created extends LinkTokenEvent {

    Created(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> visitor) {
      return visitor.linkTokenCreated(this);
    }
  }

  /** A link token was revoked: {@code LINK_TOKEN_REVOKED}. SePay shows no sample. */
  public static final class Revoked extends LinkTokenEvent {

    Revoked(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> visitor) {
      return visitor.linkTokenRevoked(this);
    }
  }

  /** A link token expired: {@code LINK_TOKEN_EXPIRED}. SePay shows no sample. */
  public static final class Expired extends LinkTokenEvent {

    Expired(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> visitor) {
      return visitor.linkTokenExpired(this);
    }
  }
}
