package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * What the service does with a request.
 *
 * @param answer the answer; not to be sent if there is a fault that strikes before the performing
 * @param fault the fault of the connection to show with the answer; null if there is none
 */
public record ResponseWithFault(HttpResponse answer, @Nullable FaultScenario fault) {

  public static ResponseWithFault of(HttpResponse answer) {
    return new ResponseWithFault(answer, null);
  }
}
