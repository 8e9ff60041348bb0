package io.github.bankhub.testkit;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.Company.Status;
import io.github.bankhub.domain.company.CompanyChange;
import io.github.bankhub.domain.company.CompanyDetails;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.merchant.MerchantConfiguration;
import io.github.bankhub.domain.merchant.MerchantSettingsChange;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.Transaction;
import io.github.bankhub.domain.transaction.TransactionQuery;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OfflineBankHubTest {

  private static OfflineOptions options(String... arguments) {
    return options(new Properties(), Map.of(), arguments);
  }

  private static OfflineOptions options(
      Properties properties, Map<String, String> environment, String... arguments) {
    return new OfflineOptions(OfflineArguments.read(arguments, properties, environment));
  }

  /** Starts at a free port. */
  private static OfflineProgram start(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 1);
    all[arguments.length] = "--port=0";
    return OfflineProgram.start(options(all));
  }

  private static InMemoryBankHub hub(OfflineProgram program) {
    return program.server().hub();
  }

  @Nested
  class Its_output {

    private String started(String... arguments) {
      try (OfflineProgram program = start(arguments)) {
        return OfflineTexts.started(program.server(), options(arguments))
            .replace(program.server().baseUri().toString(), "BASE");
      }
    }

    @Test
    void has_all_that_a_caller_needs() {
      ClientCredentials client = InMemoryBankHub.create().control().credentials();
      assertThat(started())
          .contains("Base URL:      BASE\n")
          .contains(client.clientSecret().reveal())
          .contains("Company:       d3dafd01-e06b-11f0-b29e-52c7e9b4f41b  Usage sample\n")
          .contains("Bank account:  f414b73c-eebe-11f0-b16e-52c7e9b4f41b\n")
          .contains("In a browser:  BASE/_testkit/demo\n")
          .contains("curl -s -X POST -u '" + client.clientId() + ":")
          .contains("curl -s 'BASE/v1/link-token/create'")
          .contains("{\"company_xid\":\"d3dafd01-e06b-11f0-b29e-52c7e9b4f41b\"")
          .contains("To receive them, set --webhook-url and --webhook-secret.")
          .contains("SePay does not know them");
    }

    @Test
    void has_the_public_URL_and_the_first_company() {
      assertThat(started("--empty", "--company=cmp_1=ABC", "--public-url=https://hub.example/"))
          .contains("Base URL:      https://hub.example\n")
          .contains("curl -s 'https://hub.example/v1/link-token/create'")
          .contains("{\"company_xid\":\"cmp_1\"")
          .doesNotContain("Bank account");
    }

    @Test
    void says_how_to_add_a_company_if_there_is_none() {
      assertThat(started("--empty"))
          .contains("curl -s 'BASE/_testkit/companies' -d '{\"full_name\":\"CONG TY TNHH ABC\"}'")
          .doesNotContain("company_xid");
    }

    @Test
    void never_has_the_secret_of_the_webhook() {
      assertThat(started("--webhook-url=http://127.0.0.1:1/", "--webhook-secret=s3cr3t"))
          .doesNotContain("s3cr3t", "To receive them");
    }
  }

  @Nested
  class Its_exit {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) throws InterruptedException {
      return OfflineBankHub.run(
          arguments,
          new Properties(),
          Map.of(),
          new PrintStream(out, true, StandardCharsets.UTF_8),
          new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void comes_only_when_it_is_stopped() {
      // Interrupted beforehand, it starts, describes itself, and stops where it would wait.
      Thread.currentThread().interrupt();
      assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> run("--port", "0"));
      assertThat(Thread.interrupted()).isFalse();
      assertThat(out.toString(StandardCharsets.UTF_8)).containsPattern("Started in [0-9]+ ms");
    }

    @Test
    void has_status_2_and_a_reason_for_an_invalid_option() throws InterruptedException {
      assertThat(run("--port", "http")).isEqualTo(2);
      assertThat(err.toString(StandardCharsets.UTF_8))
          .isEqualToNormalizingNewlines(
              "--port is http; expected a number from 0 to 65535\n--help lists the options\n");
    }

    @Test
    void has_status_1_and_a_reason_if_the_port_is_taken() throws InterruptedException {
      try (BankHubServer server = BankHubServer.start(InMemoryBankHub.create())) {
        String port = String.valueOf(server.baseUri().getPort());
        assertThat(run("--port", port)).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
            .startsWith("cannot listen on 127.0.0.1, port " + port + ": java.net.BindException");
      }
    }

    @Test
    void has_status_0_after_the_help_and_the_version() throws InterruptedException {
      assertThat(run("--help")).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8))
          .contains("--webhook-secret TEXT\n", "BANKHUB_PUBLIC_URL", "-Dbankhub.public.url");
      assertThat(run("--version")).isZero();
      assertThat(out.toString(StandardCharsets.UTF_8)).contains("bankhub-testkit ");
      assertThat(err.size()).isZero();
    }
  }

  @Nested
  class Its_options {

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "--prot 1             | there is no option --prot; expected one of --port, --bind,",
          "--prot=s3cr3t        | there is no option --prot; expected",
          "8080                 | argument 1 is not an option, and no option expects it; expected"
              + " one of",
          "--empty s3cr3t       | argument 2 is not an option, and no option expects it",
          "--port               | --port has no value; expected: --port NUMBER",
          "--port --empty       | --port has no value; expected: --port NUMBER",
          "--port 1 --port 2    | --port is given twice; expected: once",
          "--port=99999         | --port is 99999; expected a number from 0 to 65535",
          "--bind=[              | --bind is [; expected an address of this machine",
          "--empty=yes          | --empty is yes; expected true or false",
          "--allow-host=app:8080 | --allow-host is app:8080; expected a name or an IP address,",
          "--allow-host=http://app | --allow-host is http://app; expected a name or an IP",
          "--clock=slow         | --clock is slow; expected system, fixed, or an instant",
          "--clock=1999-01-01T00:00:00Z | --clock is 1999-01-01T00:00:00Z; expected system,",
          "--seed=x             | --seed is x; expected a whole number",
          "--company==NAME      | --company is =NAME; expected a name, or an xid, = and a name",
          "--company=x=         | --company is x=; expected a name, or an xid, = and a name; not"
              + " blank",
          "--company=x=a --company=x=b | --company: there is a company x already",
          "--public-url=ftp://x | --public-url: ",
          "--webhook-url=http://x/ | --webhook-secret is missing; expected with --webhook-url,",
          "--webhook-secret=s3cr3t | --webhook-url is missing; expected with --webhook-secret,",
          "--ipn-url=http://x/ | --ipn-key is missing; expected with --ipn-url,",
          "--ipn-url=x:y --ipn-key=s3cr3t | --ipn-url: url is x:y; expected: http",
          "--webhook-url=x:y --webhook-secret=s3cr3t | --webhook-url: url is x:y; expected: http",
        })
    void are_checked_at_the_start(String arguments, String message) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> OfflineProgram.start(options(arguments.strip().split(" "))).close())
          .withMessageStartingWith(message.strip())
          .withMessageNotContaining("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "s3cr3t ", "s3cr3t\n", "s3cr3t\u00e9"})
    void have_a_valid_secret_that_no_message_shows(String secret) {
      OfflineOptions options = options("--webhook-url=http://x/", "--webhook-secret=" + secret);
      assertThatIllegalArgumentException()
          .isThrownBy(options::webhook)
          .withMessage(
              "--webhook-secret is not valid;"
                  + " expected visible ASCII characters without surrounding spaces")
          .withNoCause();
      assertThat(options.arguments().one(OfflineOption.WEBHOOK_SECRET))
          .hasToString("Optional[--webhook-secret]");
    }

    @Test
    void are_listed_in_the_help_and_in_the_documentation() {
      for (OfflineOption option : OfflineOption.values()) {
        assertThat(OfflineTexts.help()).contains("  " + option.flag(), option.description());
      }
      GeneratedBlock.assertUpToDate(
          "offline.md",
          "options",
          Arrays.stream(OfflineOption.values())
              .map(Its_options::row)
              .collect(joining("", "| option | variable | what it does |\n|---|---|---|\n", "")));
    }

    private static String row(OfflineOption option) {
      return "| `%s` | %s | %s |\n"
          .formatted(
              (option.flag() + " " + option.value()).strip(),
              option.isCommand() ? "–" : "`" + option.variable() + "`",
              option.description());
    }

    @Test
    void never_show_a_password_in_an_address() {
      assertThatIllegalArgumentException()
          .isThrownBy(
              () -> start("--webhook-url", "http://u:hunter2@x/a b", "--webhook-secret=s3cr3t"))
          .withMessageStartingWith("--webhook-url is not a valid URI: Illegal character in path")
          .withMessageNotContaining("hunter2")
          .withNoCause();
    }

    @Test
    void are_taken_from_the_command_line_then_the_properties_then_the_environment() {
      Properties properties = new Properties();
      Map<String, String> environment =
          Map.of("BANKHUB_PORT", "1", "BANKHUB_ALLOW_HOST", "a; b", "BANKHUB_SEED", "");
      assertThat(options(properties, environment).port()).isEqualTo(1);
      assertThat(options(properties, environment).allowedHosts()).containsExactly("a", "b");
      assertThat(options(properties, environment).seed()).isEmpty();
      properties.setProperty("bankhub.port", "2");
      assertThat(options(properties, environment).port()).isEqualTo(2);
      assertThat(options(properties, environment, "--port", "3").port()).isEqualTo(3);
    }

    @Test
    void are_named_as_they_were_given() {
      Properties properties = new Properties();
      properties.setProperty("bankhub.webhook.url", "http://x/");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> options(new Properties(), Map.of("BANKHUB_PORT", "tcp://1")).port())
          .withMessageStartingWith("BANKHUB_PORT is tcp://1;");
      assertThatIllegalArgumentException()
          .isThrownBy(() -> options(properties, Map.of()).webhook())
          .withMessageContaining("expected with -Dbankhub.webhook.url");
    }
  }

  @Nested
  class Started_with_options {

    @Test
    void it_sends_webhooks_to_the_configured_address_also_after_a_reset() {
      try (WebhookInboxServer inbox = WebhookInboxServer.start();
          OfflineProgram program =
              start("--webhook-url", inbox.url().toString(), "--webhook-secret", "s3cr3t")) {
        hub(program).control().reset();
        hub(program).linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
        hub(program).control().webhooks().awaitDeliveries();
        assertThat(inbox.inbox().await("LINK_TOKEN_CREATED").headers())
            .containsEntry("X-Secret-Key", List.of("s3cr3t"));
      }
    }

    @Test
    void it_sends_IPNs_to_the_configured_address() {
      try (WebhookInboxServer inbox = WebhookInboxServer.start();
          OfflineProgram program =
              start("--ipn-url", inbox.url().toString(), "--ipn-key", "s3cr3t")) {
        hub(program)
            .control()
            .addTransaction(
                SimulatedTransaction.credit(Samples.BANK_ACCOUNT, BigDecimal.TEN, "DH1"));
        hub(program).control().ipns().awaitDeliveries();
        assertThat(inbox.inbox().awaitIpn().content()).isEqualTo("DH1");
        assertThat(inbox.inbox().received().get(0).headers())
            .containsEntry("Authorization", List.of("Apikey s3cr3t"));
      }
    }

    @Test
    void its_named_hubs_begin_with_the_configured_webhook_also_after_a_reset() throws Exception {
      try (OfflineProgram program =
          start("--webhook-url=http://127.0.0.1:1/x", "--webhook-secret", "s3cr3t")) {
        URI base = program.server().baseUri();
        send("POST", base + "/_testkit/hubs", "{\"name\":\"w1\"}");
        String control = base + "/_hubs/w1/_testkit";
        send("POST", control + "/webhook", "{\"url\":\"http://127.0.0.1:2/y\",\"secret\":\"s\"}");
        assertThat(send("GET", control + "/webhook", "")).contains("http://127.0.0.1:2/y");
        send("POST", control + "/reset", "");
        assertThat(send("GET", control + "/webhook", "")).contains("http://127.0.0.1:1/x");
      }
    }

    private static String send(String method, String url, String body) throws Exception {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(url))
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build();
      return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    @Test
    void it_stores_webhooks_for_the_demo_page_by_default() {
      try (OfflineProgram program = start()) {
        hub(program).linkTokens().create(LinkTokenRequest.link(Samples.COMPANY));
        hub(program).control().webhooks().awaitDeliveries();
        assertThat(hub(program).control().webhooks().journal()).hasSize(1);
      }
    }

    @Test
    void it_has_the_clock_of_the_system_or_a_fixed_one() {
      assertThat(options().clock().isTicking()).isTrue();
      assertThat(options("--clock=system").clock().isTicking()).isTrue();
      assertThat(options("--clock=fixed").clock().isTicking()).isFalse();
      assertThat(options("--clock=2026-01-31T03:30:00Z").clock().instant())
          .isEqualTo(Instant.parse("2026-01-31T03:30:00Z"));
    }

    @Test
    void it_has_companies_beside_the_samples_or_instead_of_them() {
      try (OfflineProgram more = start("--company", "cmp_1 = ABC Co., Ltd", "--company=DEF");
          OfflineProgram empty = start("--empty")) {
        assertThat(hub(more).control().companies())
            .hasSize(4)
            .containsKey(Samples.COMPANY)
            .containsEntry(new CompanyXid("cmp_1"), "ABC Co., Ltd")
            .containsValue("DEF");
        hub(more).control().reset();
        assertThat(hub(more).control().companies()).hasSize(4);
        assertThat(hub(empty).control().companies()).isEmpty();
      }
    }

    @Test
    void it_accepts_the_same_credentials_and_repeats_no_id_in_the_next_run() {
      assertThat(idOf()).isNotEqualTo(idOf());
    }

    @Test
    void it_repeats_its_ids_with_the_same_seed() {
      assertThat(idOf("--seed=7")).isEqualTo(idOf("--seed=7")).isNotEqualTo(idOf("--seed=8"));
    }

    private LinkTokenXid idOf(String... arguments) {
      try (OfflineProgram program = start(arguments)) {
        ClientCredentials client = InMemoryBankHub.create().control().credentials();
        BankHub connected = hub(program).connectedAs(client, hub(program).environment());
        return connected.linkTokens().create(LinkTokenRequest.link(Samples.COMPANY)).xid();
      }
    }
  }

  @Nested
  class A_state_file {

    @TempDir private Path folder;

    private OfflineProgram startWithFile(String... arguments) {
      String[] all = Arrays.copyOf(arguments, arguments.length + 1);
      all[arguments.length] = "--state-file=" + folder.resolve("state.json");
      return start(all);
    }

    @Test
    void keeps_companies_and_accounts_as_they_were() {
      List<?> accounts;
      List<?> companies;
      CompanyXid company;
      CompanyDetails details;
      try (OfflineProgram first = startWithFile()) {
        company = hub(first).control().addCompany("ABC");
        hub(first)
            .companies()
            .edit(
                company, CompanyChange.status(Status.PENDING).and(CompanyChange.paymentCode(true)));
        details = hub(first).companies().get(company);
        hub(first).control().addBankAccount(company, SandboxAccount.of("OCB", "9900112233"));
        accounts = hub(first).bankAccounts().all(BankAccountQuery.ALL).toList();
        companies = List.copyOf(hub(first).control().companies().entrySet());
        assertThat(accounts).hasSize(3);
      }
      try (OfflineProgram second = startWithFile("--company=other=Only for an empty start")) {
        assertThat(hub(second).bankAccounts().all(BankAccountQuery.ALL).toList())
            .usingRecursiveComparison()
            .isEqualTo(accounts);
        assertThat(List.copyOf(hub(second).control().companies().entrySet())).isEqualTo(companies);
        assertThat(hub(second).companies().get(company)).isEqualTo(details);
      }
    }

    @Test
    void keeps_transactions_and_whether_their_IPN_was_delivered() {
      List<Transaction> transactions;
      try (OfflineProgram first = startWithFile()) {
        InMemoryBankHub hub = hub(first);
        hub.companies()
            .edit(
                Samples.COMPANY,
                CompanyChange.paymentCode(true).and(CompanyChange.paymentCodePrefix("DH")));
        BigDecimal amount = new BigDecimal("150000");
        hub.control()
            .addTransaction(SimulatedTransaction.debit(Samples.BANK_ACCOUNT, amount, "silent"));
        hub.control().ipns().inbox();
        hub.control()
            .addTransaction(SimulatedTransaction.credit(Samples.BANK_ACCOUNT, amount, "DH1"));
        hub.control().ipns().awaitDeliveries();
        transactions = hub.transactions().all(TransactionQuery.ALL).toList();
        assertThat(transactions).hasSize(2);
        assertThat(transactions.get(0).isWebhookDelivered()).isTrue();
        assertThat(transactions.get(0).paymentCode()).contains("DH1");
      }
      try (OfflineProgram second = startWithFile()) {
        assertThat(hub(second).transactions().all(TransactionQuery.ALL).toList())
            .isEqualTo(transactions);
        assertThat(hub(second).control().ipns().unsent()).isEmpty();
      }
    }

    @Test
    void keeps_the_settings_of_the_merchant_and_the_logo_at_its_address() throws Exception {
      MerchantConfiguration settings;
      try (OfflineProgram first = startWithFile()) {
        hub(first)
            .merchantSettings()
            .change(
                MerchantSettingsChange.keywords(List.of("Tiền nhà", "DH"))
                    .and(MerchantSettingsChange.customCss("p {}")));
        hub(first).merchantSettings().uploadLogo(Samples.LOGO);
        settings = hub(first).merchantSettings().get();
      }
      try (OfflineProgram second = startWithFile()) {
        assertThat(hub(second).merchantSettings().get()).isEqualTo(settings);
        String path = settings.logoUrl().orElseThrow().getRawPath();
        HttpRequest request =
            HttpRequest.newBuilder(second.server().baseUri().resolve(path)).build();
        assertThat(
                HttpClient.newHttpClient()
                    .send(request, HttpResponse.BodyHandlers.ofByteArray())
                    .body())
            .isEqualTo(Samples.LOGO.bytes());
        hub(second).control().reset();
        assertThat(hub(second).merchantSettings().get().keywords()).isEmpty();
      }
    }

    @Test
    void may_be_of_a_version_that_kept_no_transactions_and_no_merchant_settings()
        throws IOException {
      Files.writeString(
          folder.resolve("state.json"),
          "{\"format\":1,\"runs\":1,\"companies\":[],\"bank_accounts\":[]}");
      try (OfflineProgram program = startWithFile()) {
        assertThat(hub(program).merchantSettings().get().keywords()).isEmpty();
        assertThat(hub(program).control().companies()).isEmpty();
      }
    }

    @Test
    void keeps_that_a_sample_was_removed() {
      try (OfflineProgram first = startWithFile()) {
        hub(first)
            .control()
            .hostedPage(
                hub(first)
                    .linkTokens()
                    .create(LinkTokenRequest.unlink(Samples.COMPANY, Samples.BANK_ACCOUNT))
                    .hostedLink())
            .unlinkSuccessfully();
      }
      try (OfflineProgram second = startWithFile()) {
        assertThat(hub(second).bankAccounts().all(BankAccountQuery.ALL)).hasSize(1);
      }
    }

    @Test
    void gives_each_run_other_ids_also_with_a_seed() {
      assertThat(companyAddedBy(startWithFile("--seed=7")))
          .isNotEqualTo(companyAddedBy(startWithFile("--seed=7")));
    }

    private CompanyXid companyAddedBy(OfflineProgram program) {
      try (program) {
        return hub(program).control().addCompany("ABC");
      }
    }

    @Test
    void has_the_initial_data_after_a_reset() {
      try (OfflineProgram first = startWithFile("--empty")) {
        hub(first).control().addCompany("ABC");
      }
      try (OfflineProgram second = startWithFile("--empty")) {
        assertThat(hub(second).control().companies()).hasSize(1);
        hub(second).control().reset();
        assertThat(hub(second).control().companies()).isEmpty();
      }
    }

    @Test
    void is_not_written_if_the_port_is_taken() throws Exception {
      startWithFile().close();
      String content = Files.readString(folder.resolve("state.json"));
      try (BankHubServer other = BankHubServer.start(InMemoryBankHub.create())) {
        String[] arguments = {
          "--state-file=" + folder.resolve("state.json"), "--port=" + other.baseUri().getPort()
        };
        List<String> threads =
            threadsAfter(
                () ->
                    assertThatExceptionOfType(UncheckedIOException.class)
                        .isThrownBy(() -> OfflineProgram.start(options(arguments)).close()));
        assertThat(threads).isEmpty();
      }
      assertThat(folder.resolve("state.json")).hasContent(content);
    }

    @Test
    void has_a_timer_only_while_the_program_runs() throws Exception {
      List<OfflineProgram> started = new ArrayList<>();
      assertThat(threadsAfter(() -> started.add(start()))).doesNotContain("bankhub-state-file");
      assertThat(threadsAfter(() -> started.add(startWithFile()))).contains("bankhub-state-file");
      started.forEach(OfflineProgram::close);
    }

    /** A new thread belongs to the group of the thread that creates it. */
    private static List<String> threadsAfter(Runnable action) throws Exception {
      ThreadGroup group = new ThreadGroup("action");
      FutureTask<?> task = new FutureTask<>(action, null);
      Thread thread = new Thread(group, task, "action");
      thread.start();
      task.get();
      thread.join();
      Thread[] threads = new Thread[100];
      int count = group.enumerate(threads);
      return Arrays.stream(threads, 0, count).map(Thread::getName).toList();
    }

    @Test
    void that_cannot_be_written_stops_the_start() {
      Path file = folder.resolve("no/such/folder/state.json");
      assertThatExceptionOfType(UncheckedIOException.class)
          .isThrownBy(() -> start("--state-file=" + file).close())
          .withMessage("cannot write the state file " + file);
    }

    @Test
    void that_cannot_be_saved_later_is_reported() {
      OfflineProgram program = startWithFile();
      hub(program).close();
      try (ExpectedLog log = ExpectedLog.of(OfflineProgram.class)) {
        program.close();
        assertThat(log.messages())
            .singleElement(STRING)
            .startsWith("The state is not saved: this offline Bank Hub is closed");
      }
    }

    @Test
    void is_whole_and_without_secrets() throws IOException {
      startWithFile().close();
      assertThat(folder.toFile().list()).containsExactly("state.json");
      assertThat(Files.readString(folder.resolve("state.json")))
          .startsWith("{\"format\":1,\"runs\":1,\"companies\":[")
          .doesNotContain(InMemoryBankHub.create().control().credentials().clientSecret().reveal());
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        value = {
          "no json | is not a state file of this version; delete it to begin again",
          "{\"format\":2,\"runs\":1} | is not a state file of this version; delete it",
          "{\"format\":1,\"runs\":1} | is not valid: a list is missing; delete it",
          "{\"format\":1,\"runs\":1,\"companies\":[{\"xid\":1}],\"bank_accounts\":[]}"
              + " | is not valid: xid is missing",
          "{\"format\":1,\"runs\":1,\"companies\":[],\"bank_accounts\":[],"
              + "\"merchant_settings\":{}}"
              + " | is not valid: transaction_whitelist_remark_keywords is missing",
          "{\"format\":1,\"runs\":1,\"companies\":[7],\"bank_accounts\":[]}"
              + " | is not valid: a list contains something else than objects",
        })
    void that_is_invalid_is_rejected_and_stays(String content, String message) throws IOException {
      Path file = Files.writeString(folder.resolve("state.json"), content);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> startWithFile().close())
          .withMessageContaining(message)
          .withMessageStartingWith("--state-file: " + file);
      assertThat(file).hasContent(content);
    }
  }
}
