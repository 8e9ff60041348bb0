package io.github.bankhub.testkit.server;

import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.server.OfflineWire.Answer;
import org.jspecify.annotations.Nullable;

/**
 * What the service does with a request.
 *
 * @param answer the answer; not to be sent if there is a fault that strikes before the performing
 * @param fault the fault of the connection to show with the answer; null if there is none
 */
record Reaction(Answer answer, @Nullable FaultScenario fault) {

  static Reaction of(Answer answer) {
    return new Reaction(answer, null);
  }
}
