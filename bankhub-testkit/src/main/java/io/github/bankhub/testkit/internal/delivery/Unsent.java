package io.github.bankhub.testkit.internal.delivery;

import io.github.bankhub.testkit.internal.lifecycle.Message;

/** A message that was not to be sent. Immutable. */
record Unsent(Message message, String reason) {

  @Override
  public String toString() {
    return "%s of %s was not sent: %s".formatted(message.name(), message.at(), reason);
  }
}
