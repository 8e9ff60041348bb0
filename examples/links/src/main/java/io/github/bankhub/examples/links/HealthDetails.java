package io.github.bankhub.examples.links;

import io.github.bankhub.feign.HubHealth;
import java.util.LinkedHashMap;
import java.util.Map;

/** The details of a health endpoint. */
public final class HealthDetails {

  private HealthDetails() {}

  /** {@return the health of a hub, in simple types} */
  public static Map<String, Object> of(HubHealth health) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("circuit", health.circuit());
    health.tokenValidUntil().ifPresent(end -> details.put("tokenValidUntil", end.toString()));
    health.lastFailure().ifPresent(call -> details.put("lastFailure", call.outcome()));
    return details;
  }
}
