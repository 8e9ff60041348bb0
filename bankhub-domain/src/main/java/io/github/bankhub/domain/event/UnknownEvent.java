package io.github.bankhub.domain.event;

import io.github.bankhub.domain.internal.JsonFields;

/** An event with a name that SePay does not document; its fields are kept. */
public final class UnknownEvent extends WebhookEvent {

  UnknownEvent(JsonFields fields) {
    super(fields);
  }

  @Override
  public <R> R accept(WebhookEventVisitor<R> cases) {
    return cases.other(this);
  }
}
