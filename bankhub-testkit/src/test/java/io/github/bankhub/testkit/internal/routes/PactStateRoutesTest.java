package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PactStateRoutesTest {

  private static final CompanyXid INITIAL = new CompanyXid("cmp_initial");
  private static final CompanyXid COMPANY = new CompanyXid("cmp_1");

  private final InMemoryBankHub hub =
      InMemoryBankHub.builder().data(control -> control.addCompany(INITIAL, "Initial")).build();
  private final BankHubHttpHandler handler =
      BankHubHttpHandler.of(hub, URI.create("http://127.0.0.1:4711"));

  @Test
  void the_first_state_empties_the_hub() {
    setUp("a company exists", "{'company_xid':'cmp_1'}");
    assertThat(hub.control().companies()).containsOnlyKeys(COMPANY);
  }

  @Test
  void a_later_state_of_the_same_interaction_adds_to_the_earlier_ones() {
    setUp("a company exists", "{'company_xid':'cmp_1'}");
    setUp("a company exists", "{'company_xid':'cmp_2'}");
    assertThat(hub.control().companies()).containsOnlyKeys(COMPANY, new CompanyXid("cmp_2"));
  }

  @Test
  void states_of_one_interaction_can_come_over_HTTP_and_from_Java() {
    hub.control().pactState("a company exists", Map.of("company_xid", "cmp_1"));
    setUp(
        "a bank account is linked to the company",
        "{'company_xid':'cmp_1','bank_account_xid':'acc_1'}");
    hub.control().pactState("a company exists", Map.of("company_xid", "cmp_2"));
    assertThat(hub.control().companies()).containsOnlyKeys(COMPANY, new CompanyXid("cmp_2"));
  }

  /** Each state is a first one, because it is repeated. */
  @Test
  void another_thread_never_finds_an_empty_hub_while_a_first_state_is_set_up() throws Exception {
    setUp("a company exists", "{'company_xid':'cmp_1'}");
    Thread verifier =
        new Thread(
            () -> {
              for (int i = 0; i < 2_000; i++) {
                hub.control().pactState("a company exists", Map.of("company_xid", "cmp_1"));
              }
            });
    verifier.start();
    while (verifier.isAlive()) {
      assertThat(hub.control().companies()).containsOnlyKeys(COMPANY);
    }
    verifier.join();
  }

  @Test
  void the_first_state_after_a_request_empties_the_hub_again() {
    setUp("a company exists", "{'company_xid':'cmp_1'}");
    hub.accessToken();
    setUp("the company does not exist", "{}");
    assertThat(hub.control().companies()).isEmpty();
  }

  @Test
  void a_repeated_state_is_the_first_of_the_next_interaction() {
    setUp("an access token is valid", "{'access_token':'t0k3n'}");
    setUp("a company exists", "{'company_xid':'cmp_1'}");
    setUp("an access token is valid", "{'access_token':'t0k3n'}");
    assertThat(hub.control().companies()).isEmpty();
  }

  @Test
  void the_teardown_restores_the_initial_data() {
    setUp("a company exists", "{'company_xid':'cmp_1'}");
    assertThat(send("{'state':'a company exists','action':'teardown'}").status()).isEqualTo(200);
    assertThat(hub.control().companies()).containsOnlyKeys(INITIAL);
    setUp("the company does not exist", "{}");
    assertThat(hub.control().companies()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'state':'the company does not exist'}",
        "{'state':'the company does not exist','params':null}",
        "{'state':'the company does not exist','params':{},'action':'setup'}",
        "{'state':'the company does not exist','consumer':'c','states':['a'],'params':{}}"
      })
  void every_form_that_verifiers_send_is_accepted(String body) {
    assertThat(send(body).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{'state':'a dog exists'}|state is a dog exists; expected one of [a client exists, an",
        "{'state':'a dog exists','action':'teardown'}|state is a dog exists",
        "{'params':{}}|state is null",
        "{'state':'a company exists','params':{}}|lacks the parameter company_xid",
        "{'state':'a company exists','params':[]}|params is []; expected an object",
        "{'state':'a company exists','action':'start'}|expected setup or teardown"
      })
  void a_wrong_request_gets_400_with_a_hint_and_changes_nothing(String body, String hint) {
    HttpResponse response = send(body);
    assertThat(response.status()).isEqualTo(400);
    assertThat(new String(response.body(), UTF_8)).contains(hint);
    assertThat(hub.control().companies()).containsOnlyKeys(INITIAL);
  }

  private void setUp(String state, String params) {
    HttpResponse response =
        send("{'state':'%s','params':%s,'action':'setup'}".formatted(state, params));
    assertThat(response.status()).as(new String(response.body(), UTF_8)).isEqualTo(200);
  }

  private HttpResponse send(String body) {
    return handler.handle(
        new HttpRequest(
            "POST",
            URI.create("/_testkit/pact-state"),
            Map.of(),
            body.replace('\'', '"').getBytes(UTF_8)));
  }
}
