package io.github.bankhub.examples.spring;

import io.github.bankhub.examples.links.HealthDetails;
import io.github.bankhub.feign.FeignBankHub;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/** The state of the hub. It is always up: a restart would not help while Bank Hub fails. */
@Component
record BankHubHealthIndicator(FeignBankHub hub) implements HealthIndicator {

  @Override
  public Health health() {
    return Health.up().withDetails(HealthDetails.of(hub.health())).build();
  }
}
