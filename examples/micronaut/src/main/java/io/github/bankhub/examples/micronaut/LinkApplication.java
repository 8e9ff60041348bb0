package io.github.bankhub.examples.micronaut;

import static io.micronaut.core.async.publisher.Publishers.just;
import static io.micronaut.health.HealthStatus.UP;
import static io.micronaut.management.health.indicator.HealthResult.builder;

import io.github.bankhub.examples.links.HealthDetails;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.micrometer.BankHubMeters;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.env.Environment;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.runtime.Micronaut;
import jakarta.inject.Singleton;
import java.time.InstantSource;

/** The beans of the application. Micronaut itself has a bean for the clock. */
@Factory
public class LinkApplication {

  /** Creates all beans at the start, so that a wrong or missing setting ends it. */
  public static void main(String[] args) {
    Micronaut.build(args).eagerInitSingletons(true).start();
  }

  /** One hub for the whole application. Micronaut closes it. */
  @Bean(preDestroy = "close")
  @Singleton
  FeignBankHub hub(Environment environment, MeterRegistry meters, InstantSource clock) {
    var settings = BankHubSettings.from(key -> environment.get(key, String.class).orElse(null));
    return FeignBankHub.builder(settings).clock(clock).listener(BankHubMeters.of(meters)).build();
  }

  /** Always up: an open circuit is no reason to restart the application. */
  @Singleton
  HealthIndicator health(FeignBankHub hub) {
    return () -> just(builder("bankhub", UP).details(HealthDetails.of(hub.health())).build());
  }
}
