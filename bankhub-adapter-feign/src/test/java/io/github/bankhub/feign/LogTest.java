package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREATE;
import static io.github.bankhub.feign.ScriptedClient.CREATED;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated("it hears what the whole process logs")
class LogTest {

  private final ScriptedClient client = new ScriptedClient().on(CREATE, 201, CREATED);

  private static List<String> loggedBy(Runnable action) {
    List<String> lines = new CopyOnWriteArrayList<>();
    EverythingLogged.during(
        action,
        line -> {
          if (line.startsWith(FeignBankHub.class.getName() + ' ')) {
            lines.add(line);
          }
        });
    return lines;
  }

  @Test
  void is_notified_of_a_circuit_once_even_if_hubs_share_it() {
    CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
    for (int i = 0; i < 5; i++) {
      client.builder().circuitBreakers(registry).build();
    }
    assertThat(
            loggedBy(
                () -> registry.getAllCircuitBreakers().forEach(c -> c.transitionToOpenState())))
        .singleElement()
        .asString()
        .contains("bankhub-bankhub-api-sandbox.sepay.vn went from CLOSED to OPEN");
  }

  @Test
  void names_a_header_that_is_left_out_once_for_each_hub_and_never_its_value() {
    Map<String, String> headers =
        Map.of("Cookie", "hidden-1", "x-vn", "hidden-ấ", "hidden\n", "hidden-2", "x-good", "fine");
    List<String> logged =
        loggedBy(
            () -> {
              FeignBankHub hub = client.builder().headers(() -> headers).build();
              hub.linkTokens().create(LINK);
              hub.linkTokens().create(LINK);
            });
    assertThat(logged.stream().filter(line -> line.contains("header")))
        .hasSize(3)
        .anyMatch(line -> line.contains("\"Cookie\""))
        .anyMatch(line -> line.contains("\"x-vn\""))
        .anyMatch(line -> line.contains("\"?\""))
        .noneMatch(line -> line.contains("hidden"));
  }
}
