package io.github.bankhub.domain.event;

import io.github.bankhub.domain.internal.JsonFields;
import io.github.bankhub.domain.link.Purpose;
import java.util.Arrays;
import java.util.Optional;

/** Something that happened to a link token. Immutable. */
public abstract sealed class LinkTokenEvent extends WebhookEvent {

  private LinkTokenEvent(JsonFields fields) {
    super(fields);
  }

  /**
   * What the link token is for.
   *
   * @return {@code purpose}; empty if SePay sent none, or one that is not documented
   */
  public final Optional<Purpose> purpose() {
    return data()
        .text("purpose")
        .flatMap(
            text -> Arrays.stream(Purpose.values()).filter(it -> it.name().equals(text)).findAny());
  }

  /** A link token was created: {@code LINK_TOKEN_CREATED}. */
  public static final class Created extends LinkTokenEvent {

    Created(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> cases) {
      return cases.linkTokenCreated(this);
    }
  }

  /** A link token was revoked: {@code LINK_TOKEN_REVOKED}. SePay shows no sample. */
  public static final class Revoked extends LinkTokenEvent {

    Revoked(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> cases) {
      return cases.linkTokenRevoked(this);
    }
  }

  /** A link token ended by its time: {@code LINK_TOKEN_EXPIRED}. SePay shows no sample. */
  public static final class Expired extends LinkTokenEvent {

    Expired(JsonFields fields) {
      super(fields);
    }

    @Override
    public <R> R accept(WebhookEventVisitor<R> cases) {
      return cases.linkTokenExpired(this);
    }
  }
}
