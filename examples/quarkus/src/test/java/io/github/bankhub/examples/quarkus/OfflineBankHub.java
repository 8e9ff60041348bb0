package io.github.bankhub.examples.quarkus;

import io.github.bankhub.examples.links.Offline;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import jakarta.enterprise.inject.Produces;
import java.time.InstantSource;
import java.util.Map;

/** The settings of the application, before it starts, and its clock. */
public class OfflineBankHub implements QuarkusTestResourceLifecycleManager {

  @Produces InstantSource clock = Offline.clock();

  @Override
  public Map<String, String> start() {
    return Offline.settings();
  }

  @Override
  public void stop() {}
}
