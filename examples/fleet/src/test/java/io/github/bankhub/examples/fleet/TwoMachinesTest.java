package io.github.bankhub.examples.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.store.JdbcKeyValueStore;
import io.github.bankhub.feign.store.SharedStores;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.InMemoryBankHub;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two JVMs that share a PostgreSQL database. */
class TwoMachinesTest {

  private static final int KILLS = 5;

  private final Random random = new Random();
  private final List<Process> machines = new ArrayList<>();
  private Postgres postgres;

  @BeforeEach
  void start() throws IOException, SQLException {
    postgres = new Postgres();
    postgres.execute("create table effect (event varchar(20) not null)");
  }

  @AfterEach
  void stop() throws IOException {
    machines.forEach(Process::destroyForcibly);
    postgres.close();
  }

  @Test
  void machines_that_start_together_make_one_token_request() throws Exception {
    InMemoryBankHub service = InMemoryBankHub.create();
    CompanyXid company = service.control().addCompany("CONG TY TNHH ABC");
    try (BankHubServer server = BankHubServer.start(service)) {
      for (int machine = 0; machine < 2; machine++) {
        start(
            "link",
            postgres.url,
            server.baseUri().toString(),
            service.control().credentials().clientId(),
            service.control().credentials().clientSecret().reveal(),
            company.value());
      }
      for (Process machine : machines) {
        assertThat(machine.inputReader().readLine()).isEqualTo("ready");
      }
      for (Process machine : machines) {
        machine.getOutputStream().write('\n');
        machine.getOutputStream().flush();
      }
      awaitAll();
    }
    assertThat(calls(service, Operation.CREATE_ACCESS_TOKEN)).isEqualTo(1);
    assertThat(calls(service, Operation.CREATE_LINK_TOKEN)).isEqualTo(2);
  }

  @Test
  void in_a_transaction_each_event_has_one_effect_while_machines_are_killed() throws Exception {
    killWhileProcessing("transaction");

    assertThat(postgres.number("select count(*) from effect")).isEqualTo(Machine.EVENTS);
    assertThat(postgres.number("select count(distinct event) from effect"))
        .isEqualTo(Machine.EVENTS);
  }

  @Test
  void in_two_steps_no_event_is_lost_while_machines_are_killed() throws Exception {
    killWhileProcessing("two-steps");

    assertThat(postgres.number("select count(distinct event) from effect"))
        .isEqualTo(Machine.EVENTS);
    // A machine that is killed between its effect and the confirmation leaves one repetition.
    assertThat(postgres.number("select count(*) from effect"))
        .isBetween(Machine.EVENTS, Machine.EVENTS + KILLS);
  }

  @Test
  void a_database_that_stops_costs_no_call() throws IOException {
    InMemoryBankHub service = InMemoryBankHub.create();
    CompanyXid company = service.control().addCompany("CONG TY TNHH ABC");
    try (BankHubServer server = BankHubServer.start(service);
        FeignBankHub hub =
            FeignBankHub.builder(
                    BankHubSettings.of(server.environment(), service.control().credentials()))
                .clock(service.control().clock())
                .accessTokenStore(
                    SharedStores.over(
                            JdbcKeyValueStore.of(postgres.dataSource, service.control().clock()),
                            service.control().clock())
                        .accessTokens())
                .build()) {
      hub.linkTokens().create(LinkTokenRequest.link(company));
      postgres.close();
      for (int day = 0; day < 10; day++) {
        service.control().clock().advance(Duration.ofDays(1));
        hub.linkTokens().create(LinkTokenRequest.link(company));
      }
    }
    assertThat(calls(service, Operation.CREATE_LINK_TOKEN)).isEqualTo(11);
    assertThat(calls(service, Operation.CREATE_ACCESS_TOKEN)).isEqualTo(11);
  }

  /** Kills one of two machines after each part of the events, and starts another one. */
  private void killWhileProcessing(String mode) throws Exception {
    start(mode, postgres.url);
    start(mode, postgres.url);
    for (int kill = 1; kill <= KILLS; kill++) {
      int part = kill * Machine.EVENTS / (KILLS + 2) + random.nextInt(10);
      while (postgres.number("select count(distinct event) from effect") < part) {
        assertThat(machines).anyMatch(Process::isAlive);
      }
      Process victim = machines.remove(random.nextInt(2));
      victim.destroyForcibly().waitFor();
      start(mode, postgres.url);
    }
    awaitAll();
  }

  private void awaitAll() throws InterruptedException {
    for (Process machine : machines) {
      assertThat(machine.waitFor()).isZero();
    }
  }

  private void start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    String classPath = System.getProperty("java.class.path");
    command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", classPath)));
    command.add(Machine.class.getName());
    command.addAll(List.of(arguments));
    machines.add(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  private static long calls(InMemoryBankHub service, Operation operation) {
    return service.control().journal().stream()
        .filter(entry -> entry.operation() == operation)
        .count();
  }
}
