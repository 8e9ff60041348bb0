package io.github.bankhub.examples.quarkus;

import static org.eclipse.microprofile.health.HealthCheckResponse.Status.UP;

import io.github.bankhub.examples.links.HealthDetails;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.micrometer.BankHubMeters;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.arc.DefaultBean;
import io.smallrye.health.api.Wellness;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;

/** The beans of the application. */
class LinkApplication {

  /** The clock. A test can have another one. */
  @Produces @DefaultBean InstantSource clock = InstantSource.system();

  /** One hub for the whole application. */
  @Singleton
  FeignBankHub hub(Config config, MeterRegistry meters, InstantSource clock) {
    BankHubSettings settings = BankHubSettings.from(key -> config.getConfigValue(key).getValue());
    return FeignBankHub.builder(settings).clock(clock).listener(BankHubMeters.of(meters)).build();
  }

  /** Quarkus calls it when the application stops. */
  void close(@Disposes FeignBankHub hub) {
    hub.close();
  }

  /** Shows the hub, without an effect on liveness and readiness: a restart repairs nothing. */
  @Wellness
  HealthCheck health(FeignBankHub hub) {
    return () -> new HealthCheckResponse("sepay", UP, Optional.of(HealthDetails.of(hub.health())));
  }
}
