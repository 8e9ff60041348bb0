package io.github.bankhub.matrix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import org.junit.jupiter.api.Test;

class TooOldTest {

  @Test
  void connect_names_each_library_its_version_and_the_oldest_supported_version() {
    BankHubSettings settings =
        BankHubSettings.of(
            BankHubEnvironment.SANDBOX, ClientCredentials.of("BH-SB-1", "client-secret"));

    IllegalStateException failure =
        assertThrows(IllegalStateException.class, () -> FeignBankHub.connect(settings));

    assertEquals(
        "bankhub does not support the versions of these libraries:"
            + " Feign 13.1 (use 13.2 or newer),"
            + " Jackson 2.14.3 (use 2.15 or newer),"
            + " Resilience4j 2.0.2 (use 2.1 or newer)",
        failure.getMessage());
  }
}
