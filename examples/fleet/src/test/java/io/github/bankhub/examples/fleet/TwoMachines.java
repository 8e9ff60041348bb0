package io.github.bankhub.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.store.SharedStores;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.clock.TestClock;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two JVMs that share an engine. */
abstract class TwoMachines {

  static final int EVENTS = 100;

  private final Engine engine;
  private final InMemoryBankHub service = InMemoryBankHub.create();
  private final CompanyXid company = service.control().addCompany("CONG TY TNHH ABC");
  final Machines machines = new Machines();
  EngineServer server;
  private Effects effects;

  TwoMachines(Engine engine) {
    this.engine = engine;
  }

  @BeforeEach
  void start(@TempDir Path directory) throws Exception {
    server = engine.start();
    effects = Effects.in(directory);
  }

  @AfterEach
  void stop() throws IOException {
    machines.close();
    server.close();
  }

  @Test
  void machines_that_start_together_make_one_token_request() throws Exception {
    try (BankHubServer bankHub = BankHubServer.start(service)) {
      List<Process> both = List.of(startLink(bankHub), startLink(bankHub));
      for (Process machine : both) {
        assertThat(machine.inputReader().readLine()).isEqualTo("ready");
      }
      for (Process machine : both) {
        machine.getOutputStream().write('\n');
        machine.getOutputStream().flush();
      }
      Machines.awaitAll(both);
    }
    assertThat(calls(Operation.CREATE_ACCESS_TOKEN)).isEqualTo(1);
    assertThat(calls(Operation.CREATE_LINK_TOKEN)).isEqualTo(2);
  }

  @Test
  void no_event_is_lost_and_no_idempotent_effect_repeated_while_machines_are_killed()
      throws Exception {
    Process dying = machines.start(Machine.class, task("die", effects.directory(), EVENTS));
    assertThat(dying.waitFor()).isEqualTo(Machine.DIED);
    machines.killWhileProcessing(
        EVENTS, effects::created, Machine.class, task("process", effects.directory(), EVENTS));

    assertThat(Set.copyOf(effects.appended())).hasSize(EVENTS);
    // A machine that ends before it confirms leaves one repetition, and so does a late claim.
    assertThat(effects.appended())
        .hasSizeBetween(EVENTS + 1, EVENTS + 1 + Machines.KILLS + effects.lateClaims());
    assertThat(effects.created()).isEqualTo(EVENTS);
  }

  @Test
  void an_engine_that_stops_costs_no_call() throws IOException {
    TestClock clock = service.control().clock();
    try (BankHubServer bankHub = BankHubServer.start(service);
        EngineClient client = engine.connect(server.address(), clock);
        FeignBankHub hub =
            FeignBankHub.builder(
                    BankHubSettings.of(bankHub.environment(), service.control().credentials()))
                .clock(clock)
                .accessTokenStore(SharedStores.over(client.store(), clock).accessTokens())
                .build()) {
      hub.linkTokens().create(LinkTokenRequest.link(company));
      server.close();
      for (int day = 0; day < 10; day++) {
        clock.advance(Duration.ofDays(1));
        hub.linkTokens().create(LinkTokenRequest.link(company));
      }
    }
    assertThat(calls(Operation.CREATE_LINK_TOKEN)).isEqualTo(11);
    assertThat(calls(Operation.CREATE_ACCESS_TOKEN)).isEqualTo(11);
  }

  private Process startLink(BankHubServer bankHub) throws IOException {
    return machines.start(
        Machine.class,
        task(
            "link",
            bankHub.baseUri(),
            service.control().credentials().clientId(),
            service.control().credentials().clientSecret().reveal(),
            company.value()));
  }

  private List<String> task(String name, Object... arguments) {
    return Stream.concat(Stream.of(name, engine, server.address()), Stream.of(arguments))
        .map(Object::toString)
        .toList();
  }

  private long calls(Operation operation) {
    return service.control().journal().stream()
        .filter(entry -> entry.operation() == operation)
        .count();
  }
}
