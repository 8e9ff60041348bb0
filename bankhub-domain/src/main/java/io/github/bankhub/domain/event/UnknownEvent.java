package io.github.bankhub.domain.event;

import io.github.bankhub.domain.internal.JsonFields;

/** An event with a name that SePay does not document. It keeps all fields. */
public final class UnknownEvent extends WebhookEvent {

  UnknownEvent(JsonFields fields) {
    super(fields);
  }

  @Override
  public <R> R accept(WebhookEventVisitor<R> visitor) {
    return visitor.other(this);
  }
}
