package io.github.bankhub.domain.event;

import io.github.bankhub.domain.internal.Fields;

/** An event with a name that SePay does not document; its fields are kept. */
public final class UnknownEvent extends WebhookEvent {

  UnknownEvent(Fields fields) {
    super(fields);
  }

  @Override
  public <R> R fold(EventCases<R> cases) {
    return cases.other(this);
  }
}
