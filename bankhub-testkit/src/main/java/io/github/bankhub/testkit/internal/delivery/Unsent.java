package io.github.bankhub.testkit.internal.delivery;

import io.github.bankhub.testkit.internal.lifecycle.Message;
import io.github.bankhub.testkit.internal.lifecycle.UnsentReason;

/** A message that was not to be sent. Immutable. */
record Unsent(Message message, UnsentReason reason) {

  @Override
  public String toString() {
    return "%s of %s was not sent: %s".formatted(message.name(), message.at(), reason.text());
  }
}
