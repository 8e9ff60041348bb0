package io.github.bankhub.testkit.internal.routes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.testkit.BankHubHttpHandler;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.WebhookInbox;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlRoutesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final BankHubHttpHandler handler =
      BankHubHttpHandler.of(hub, URI.create("http://127.0.0.1:4711"));

  @Test
  void the_root_lists_all_paths() {
    assertThat(get("/").get("paths").toString())
        .contains("GET /_testkit/clock", "POST /_testkit/pages/{xid}", "GET /_testkit/journal");
  }

  @Nested
  class Data {

    @Test
    void companies_are_added_and_listed() {
      String made = post("/companies", 201, "{'full_name':'ABC'}").get("xid").asText();
      post("/companies", 201, "{'full_name':'XYZ','xid':'cmp_1'}");

      assertThat(get("/companies"))
          .hasToString(
              json("{'companies':[{'xid':'"
                      + made
                      + "','full_name':'ABC'},{'xid':'cmp_1','full_name':'XYZ'}]}")
                  .toString());
      assertThat(hub.control().companies())
          .containsExactly(
              Map.entry(new CompanyXid(made), "ABC"), Map.entry(new CompanyXid("cmp_1"), "XYZ"));
    }

    @Test
    void bank_accounts_are_linked_and_listed_the_newest_first() {
      post("/companies", 201, "{'full_name':'XYZ','xid':'cmp_1'}");
      post(
          "/bank-accounts",
          201,
          "{'company_xid':'cmp_1','bank':'ACB','account_number':'4567890123','xid':'ba_1'}");
      String made =
          post(
                  "/bank-accounts",
                  201,
                  "{'company_xid':'cmp_1','bank':'mbbank','account_number':'0123456789'}")
              .get("xid")
              .asText();

      assertThat(get("/bank-accounts"))
          .hasToString(
              json("{'bank_accounts':[{'xid':'"
                      + made
                      + "','company_xid':'cmp_1','bank':'MBBank','account_number':'0123456789',"
                      + "'active':true},{'xid':'ba_1','company_xid':'cmp_1','bank':'ACB',"
                      + "'account_number':'4567890123','active':true}]}")
                  .toString());
      hub.linkTokens()
          .create(LinkTokenRequest.unlink(new CompanyXid("cmp_1"), new BankAccountXid(made)));
    }

    @Test
    void transactions_are_added_and_listed_the_newest_first() {
      post("/samples", 201, "{}");
      String added =
          post(
                  "/transactions",
                  201,
                  "{'bank_account_xid':'"
                      + Samples.BANK_ACCOUNT
                      + "','transfer_type':'credit','amount':50000,'transaction_content':'DH1'}")
              .get("transaction_id")
              .asText();
      post(
          "/transactions",
          201,
          "{'bank_account_xid':'"
              + Samples.BANK_ACCOUNT
              + "','transfer_type':'out','amount':1000,'transaction_content':'phí',"
              + "'transaction_id':'t_1'}");
      assertThat(get("/transactions").findValuesAsText("transaction_id"))
          .containsExactly("t_1", added);
      assertThat(get("/transactions").findValuesAsText("transfer_type"))
          .containsExactly("out", "in");
      assertThat(hub.transactions().get(new TransactionId("t_1")).content()).isEqualTo("phí");
    }

    @Test
    void samples_clients_and_reset_work_as_in_Java() {
      post("/samples", 201, "{}");
      post("/clients", 201, "{'client_id':'shop','client_secret':'s3cret'}");

      hub.connectedAs(ClientCredentials.of("shop", "s3cret"), hub.environment())
          .linkTokens()
          .create(LinkTokenRequest.link(Samples.COMPANY));

      assertThat(get("/journal").get("calls").findValuesAsText("operation"))
          .containsExactly("CREATE_ACCESS_TOKEN", "CREATE_LINK_TOKEN");
      assertThat(get("/journal").get("calls").get(1).get("created").asText()).isNotBlank();
      post("/reset", 200, "");
      assertThat(get("/journal").get("calls")).isEmpty();
      assertThat(get("/companies").get("companies")).isEmpty();
    }

    @Test
    void access_tokens_can_be_expired() {
      hub.accessToken();
      post("/access-tokens/expire", 200, "");
      hub.linkTokens().create(LinkTokenRequest.link(hub.control().addCompany("ABC")));
      assertThat(get("/journal").get("calls").findValuesAsText("status"))
          .containsExactly("201", "401", "201", "201");
    }

    @Test
    void custom_credentials_and_tokens_are_listed_and_accepted() {
      assertThat(get("/credentials").get("client_secret").asText())
          .isEqualTo(hub.control().credentials().clientSecret().reveal());
      post("/samples", 201, "");
      post("/access-tokens", 201, "{'access_token':'mine'}");
      post(
          "/link-tokens",
          201,
          "{'xid':'lt_1','link_token':'s3cret','company_xid':'" + Samples.COMPANY + "'}");

      assertThat(get("/pages/lt_1").get("step").asText()).isEqualTo("UNOPENED");
      HttpResponse response =
          handler.handle(
              new HttpRequest(
                  "POST",
                  URI.create("/v1/link-token/get"),
                  Map.of(
                      "Content-Type",
                      List.of("application/json"),
                      "Authorization",
                      List.of("Bearer mine")),
                  "{\"link_token\":\"s3cret\"}".getBytes(UTF_8)));
      assertThat(response.status()).isEqualTo(200);
    }

    @Test
    void an_invalid_secret_is_not_shown() {
      HttpResponse response =
          send("POST", "/clients", "{'client_id':'shop','client_secret':987654321}");
      assertThat(response.status()).isEqualTo(400);
      assertThat(new String(response.body(), UTF_8)).doesNotContain("987654321");
    }
  }

  @Nested
  class Clock {

    @Test
    void is_read_and_moved() {
      assertThat(get("/clock").get("now").asText()).isEqualTo("2026-01-31T03:30:00Z");
      assertThat(post("/clock", 200, "{'advance':'PT90M'}").get("now").asText())
          .isEqualTo("2026-01-31T05:00:00Z");
      assertThat(hub.control().clock().instant()).isEqualTo(Instant.parse("2026-01-31T05:00:00Z"));
    }
  }

  @Nested
  class Pages {

    private final LinkToken token =
        hub.linkTokens().create(LinkTokenRequest.link(hub.control().addCompany("ABC")));
    private final String page = "/pages/" + token.xid();

    @Test
    void are_listed_shown_and_completed() {
      assertThat(get("/pages").get("pages").findValuesAsText("step")).containsExactly("UNOPENED");
      post(page, 200, "{'action':'OPEN'}");
      post(page, 200, "{'action':'CHOOSE_BANK','bank':'MBBank','account_type':'personal'}");
      post(
          page,
          200,
          "{'action':'ENTER_ACCOUNT','account_number':'0123456789',"
              + "'identification_number':'001234567890','phone_number':'0000000001'}");
      post(page, 200, "{'action':'ENTER_OTP','otp':'12345678'}");

      assertThat(get(page).get("step").asText()).isEqualTo("LINKED");
      assertThat(get(page).get("holder").asText()).isEqualTo("NGUYEN VAN A");
    }

    @Test
    void reject_an_impossible_action_with_409_and_list_the_possible_ones() {
      HttpResponse response = send("POST", page, "{'action':'ENTER_OTP','otp':'1'}");
      assertThat(response.status()).isEqualTo(409);
      assertThat(hint(response))
          .isEqualTo(
              "the link has not been opened, so this cannot be: the user enters the one-time"
                  + " password; possible: OPEN");
    }
  }

  @Nested
  class Settings {

    @Test
    void work_as_in_Java() {
      post(
          "/settings",
          200,
          "{'error_style':'DOCUMENTED','link_token_lifetime':'PT2H','session_lifetime':'PT1M',"
              + "'access_token_lifetime':'PT1H','unlinking_inactivates':true,'use_inactived_spelling':true,"
              + "'reject_next':'BANK_BUSY'}");

      LinkToken token =
          hub.linkTokens().create(LinkTokenRequest.link(hub.control().addCompany("ABC")));
      Instant now = hub.control().clock().instant();
      assertThat(token.expiry().instant()).contains(now.plus(Duration.ofHours(2)));
      assertThat(hub.accessToken().lifetime()).isEqualTo(Duration.ofHours(1));
      assertThat(
              hub.control()
                  .hostedPage(token.hostedLink())
                  .chooseBank("ACB")
                  .enter("1", "2", "3")
                  .view()
                  .rejection())
          .contains(BankRejection.BANK_BUSY);
      LinkToken another =
          hub.linkTokens().create(LinkTokenRequest.link(hub.control().addCompany("XYZ")));
      assertThat(hub.control().hostedPage(another.hostedLink()).chooseBank("ACB").step())
          .isEqualTo(PageStep.ENTER_ACCOUNT);
      hub.control().clock().advance(Duration.ofMinutes(1));
      assertThat(get("/pages/" + another.xid()).get("step").asText()).isEqualTo("SESSION_EXPIRED");
      String unknown = "{'company_xid':'none','purpose':'LINK_BANK_ACCOUNT'}";
      HttpResponse rejected =
          handler.handle(
              new HttpRequest(
                  "POST",
                  URI.create("/v1/link-token/create"),
                  Map.of(
                      "Content-Type",
                      List.of("application/json"),
                      "Authorization",
                      List.of("Bearer " + hub.accessToken().reveal())),
                  unknown.replace('\'', '"').getBytes(UTF_8)));
      assertThat(rejected.status()).isEqualTo(404);
    }

    @Test
    void are_read_as_the_fields_that_make_the_same_settings() {
      assertThat(get("/settings"))
          .hasToString(
              json("{'error_style':'OBSERVED','link_token_lifetime':'PT30M',"
                       + "'session_lifetime':'PT15M','access_token_lifetime':'PT16H40M',"
                       + "'history_size':2000,'ignore_unknown_fields':false,'unlinking_inactivates':false,'use_inactived_spelling':false}")
                  .toString());
      String changed =
          "{'error_style':'DOCUMENTED','link_token_lifetime':'PT2H','session_lifetime':'PT1M',"
              + "'access_token_lifetime':'PT1H','history_size':7,'ignore_unknown_fields':true,'unlinking_inactivates':true,"
              + "'use_inactived_spelling':true,'reject_next':'BANK_BUSY'}";
      post("/settings", 200, changed);
      assertThat(get("/settings")).hasToString(json(changed).toString());
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "'reject_next':'NEVER'",
          "'link_token_lifetime':'PT900000H'",
          "'session_lifetime':'PT900000H'",
          "'session_lifetime':'PT0S'",
          "'access_token_lifetime':'PT900000H'",
          "'history_size':0",
          "'use_inactived_spelling':'yes'"
        })
    void all_stay_the_same_if_one_is_wrong(String wrong) {
      String before = get("/settings").toString();
      HttpResponse response =
          send(
              "POST",
              "/settings",
              "{'error_style':'DOCUMENTED','unlinking_inactivates':true,%s}".formatted(wrong));
      assertThat(response.status()).isEqualTo(400);
      assertThat(get("/settings")).hasToString(before);
      assertThat(hub.accessToken().lifetime()).isEqualTo(Duration.ofMinutes(1_000));
    }
  }

  @Nested
  class IPNs {

    private final WebhookInbox inbox = hub.control().ipns().inbox();
    private final CompanyXid company = hub.control().addCompany("ABC");
    private final BankAccountXid account =
        hub.control().addBankAccount(company, SandboxAccount.of("MBBank", "0123456789"));

    private String add(String content) {
      return hub.control()
          .addTransaction(SimulatedTransaction.credit(account, BigDecimal.TEN, content))
          .value();
    }

    @Test
    void are_listed_with_their_attempts_and_their_body() {
      post("/ipn/delivery-faults", 201, "{'kind':'DUPLICATE','times':2}");
      assertThat(get("/ipn/delivery-faults").get("delivery_faults"))
          .singleElement()
          .hasToString(json("{'kind':'DUPLICATE','times':2}").toString());
      String id = add("DH1");
      post("/clock", 200, "{'until_idle':true}");

      JsonNode delivery = get("/ipn/deliveries").get("deliveries").get(0);

      assertThat(delivery.get("transaction_id").asText()).isEqualTo(id);
      assertThat(delivery.get("state").asText()).isEqualTo("DELIVERED");
      assertThat(delivery.get("fault").asText()).isEqualTo("DUPLICATE");
      assertThat(delivery.get("attempts")).hasSize(2);
      assertThat(delivery.get("headers").get("Authorization").asText()).isEqualTo("Apikey ***");
      assertThat(delivery.get("body").get("content").asText()).isEqualTo("DH1");
      send("DELETE", "/ipn/delivery-faults", "");
      post("/ipn/deliveries", 200, "{'redeliver':'" + id + "'}");
      assertThat(inbox.ipns()).hasSize(3);
    }

    @Test
    void go_to_an_address_until_the_receiver_is_deleted() {
      post("/ipn", 200, "{'url':'http://127.0.0.1:1','key':'k3y'}");
      assertThat(get("/ipn"))
          .hasToString(json("{'active':true,'url':'http://127.0.0.1:1'}").toString());
      add("DH1");
      post("/clock", 200, "{'advance':'PT1M'}");
      assertThat(get("/ipn/deliveries").findValuesAsText("outcome"))
          .containsExactly("CONNECTION_FAILED", "CONNECTION_FAILED");
      send("DELETE", "/ipn", "");
      assertThat(get("/ipn")).hasToString(json("{'active':false,'url':null}").toString());
    }

    @Test
    void are_not_sent_with_a_key_that_a_header_cannot_have() {
      JsonNode error = post("/ipn", 400, "{'url':'http://127.0.0.1:1/','key':' k3y'}");
      assertThat(error.get("hint").asText())
          .isEqualTo(
              "key is not valid; expected visible ASCII characters without surrounding spaces");
    }

    @Test
    void that_were_not_to_be_sent_are_listed_with_the_reasons() {
      send("DELETE", "/ipn", "");
      String id = add("DH1");
      assertThat(get("/ipn/unsent").get("unsent"))
          .singleElement()
          .satisfies(
              one -> {
                assertThat(one.get("transaction_id").asText()).isEqualTo(id);
                assertThat(one.get("kind").asText()).isEqualTo("SWITCHED_OFF");
                assertThat(one.get("reason").asText())
                    .isEqualTo("the receiver of IPNs was switched off when it happened");
              });
    }
  }

  @Nested
  class Deliveries {

    private final WebhookInbox inbox = hub.control().webhooks().inbox();

    private void publish() {
      hub.linkTokens().create(LinkTokenRequest.link(hub.control().addCompany("ABC")));
    }

    @Test
    void are_listed_with_their_attempts_and_their_body() {
      inbox.respond(503);
      publish();
      hub.control().webhooks().awaitDeliveries();

      JsonNode delivery = get("/deliveries").get("deliveries").get(0);

      assertThat(delivery.get("event").asText()).isEqualTo("LINK_TOKEN_CREATED");
      assertThat(delivery.get("state").asText()).isEqualTo("REJECTED");
      assertThat(delivery.get("attempts"))
          .hasToString(
              json("[{'due':'2026-01-31T03:30:00Z','outcome':'RESPONDED','status':503}]")
                  .toString());
      assertThat(delivery.get("body").get("metadata").get("purpose").asText())
          .isEqualTo("LINK_BANK_ACCOUNT");
    }

    @Test
    void are_retried_when_the_clock_moves() {
      inbox.breakConnections();
      hub.control().linkTokenLifetime(Duration.ofHours(1));
      publish();
      hub.control().webhooks().only(Set.of("LINK_TOKEN_CREATED"));
      post("/clock", 200, "{'advance':'PT1M'}");
      assertThat(get("/deliveries").findValues("outcome")).hasSize(2);
      post("/clock", 200, "{'until_idle':true}");
      assertThat(get("/deliveries").findValues("outcome")).hasSize(8);
      assertThat(get("/deliveries").findValuesAsText("state")).containsExactly("EXHAUSTED");
    }

    @Test
    void can_be_sent_again() {
      publish();
      hub.control().webhooks().awaitDeliveries();
      String xid = get("/deliveries").get("deliveries").get(0).get("xid").asText();
      post("/deliveries", 200, "{'redeliver':'" + xid + "'}");
      assertThat(inbox.received()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
      "DUPLICATE, 2",
      "SWAP, 1",
      "DELAY, 1",
      "LOSS, 0",
      "WRONG_SECRET, 1",
      "NO_SECRET, 1",
      "OTHER_LINK_TOKEN, 1"
    })
    void accept_every_kind_of_fault(String kind, int received) {
      String delay = kind.equals("DELAY") ? ",'delay':'PT5M'" : "";
      post(
          "/delivery-faults",
          201,
          "{'kind':'" + kind + "','times':1,'events':['LINK_TOKEN_CREATED']" + delay + "}");
      publish();
      post("/clock", 200, "{'until_idle':true}");
      assertThat(get("/deliveries").findValuesAsText("fault")).containsExactly(kind);
      assertThat(inbox.received()).hasSize(received);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "{'kind':'DELAY','delay':'PT5M','always':true}",
          "{'kind':'NO_SECRET','times':3,'events':['BANK_ACCOUNT_LINKED','LINK_TOKEN_CREATED']}"
        })
    void list_the_fields_that_inject_the_same_fault(String fault) {
      post("/delivery-faults", 201, fault);
      assertThat(get("/delivery-faults").get("delivery_faults"))
          .singleElement()
          .hasToString(json(fault).toString());
      send("DELETE", "/delivery-faults", "");
      assertThat(get("/delivery-faults").get("delivery_faults")).isEmpty();
    }

    @Test
    void show_their_address_and_their_events_without_the_secret() {
      assertThat(get("/webhook").get("active").booleanValue()).isTrue();
      assertThat(get("/webhook").get("url").isNull()).isTrue();
      post(
          "/webhook",
          200,
          "{'url':'http://127.0.0.1:1','secret':'s3cret','allow_events':['LINK_TOKEN_REVOKED']}");
      assertThat(get("/webhook"))
          .hasToString(
              json("{'active':true,'url':'http://127.0.0.1:1',"
                      + "'allow_events':['LINK_TOKEN_REVOKED']}")
                  .toString());
      send("DELETE", "/webhook", "");
      assertThat(get("/webhook").get("active").booleanValue()).isFalse();
    }

    @Test
    void keep_a_fault_until_it_is_cleared() {
      post("/delivery-faults", 201, "{'kind':'LOSS','always':true}");
      publish();
      send("DELETE", "/delivery-faults", "");
      publish();
      hub.control().webhooks().awaitDeliveries();
      assertThat(inbox.received()).hasSize(1);
    }

    @Test
    void go_to_an_address_until_the_webhook_is_deleted() {
      post("/webhook", 200, "{'url':'http://127.0.0.1:1','secret':'s3cret'}");
      publish();
      hub.control().webhooks().awaitDeliveries();
      assertThat(inbox.received()).isEmpty();
      assertThat(get("/deliveries").findValuesAsText("outcome"))
          .containsExactly("CONNECTION_FAILED");
      assertThat(send("DELETE", "/webhook", "").status()).isEqualTo(200);
      assertThat(get("/deliveries").findValuesAsText("state")).containsExactly("EXHAUSTED");
    }

    @Test
    void can_be_limited_to_some_events() {
      post(
          "/webhook",
          200,
          "{'url':'http://127.0.0.1:1','secret':'s','allow_events':['LINK_TOKEN_REVOKED']}");
      publish();
      assertThat(get("/deliveries").get("deliveries")).isEmpty();
      post("/webhook", 200, "{'url':'http://127.0.0.1:1','secret':'s','allow_events':['*']}");
      publish();
      assertThat(get("/deliveries").get("deliveries")).hasSize(1);
    }

    @Test
    void are_unlimited_after_a_webhook_without_allow_events() {
      hub.control().webhooks().only(Set.of());
      post("/webhook", 200, "{'url':'http://127.0.0.1:1','secret':'s'}");
      publish();
      assertThat(get("/deliveries").get("deliveries")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
        delimiter = '|',
        quoteCharacter = '`',
        value = {
          "{'url':'ftp://x','secret':'s','allow_events':[]}",
          "{'url':'http://127.0.0.1:1','secret':'s','allow_events':['NO_SUCH']}"
        })
    void go_to_the_same_webhook_after_a_rejected_one(String body) {
      assertThat(send("POST", "/webhook", body).status()).isEqualTo(400);
      publish();
      hub.control().webhooks().awaitDeliveries();
      assertThat(inbox.received()).hasSize(1);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "/webhook|{'url':'nowhere','secret':'s'}|nowhere",
        "/webhook|{'url':'a b','secret':'s'}|url is not a valid URI; expected one such as http://",
        "/webhook|{'url':'http://127.0.0.1:1','secret':'s','allow_events':'*'}|allow_events is *;"
            + " expected a list of texts",
        "/webhook|{'url':'http://127.0.0.1:1','secret':'s','allow_events':['NO_SUCH']}|NO_SUCH",
        "/delivery-faults|{'kind':'FLOOD'}|kind is FLOOD; expected one of [DUPLICATE,",
        "/delivery-faults|{'kind':'DELAY'}|delay is null; expected a text that is not blank",
        "/deliveries|{'redeliver':' '}|redeliver is  ; expected a text that is not blank",
        "/clock|{'advance':'PT1S','until_idle':true}|give either advance or until_idle",
        "/clock|{'until_idle':false}|until_idle is false; expected true",
        "/clock|{'advance':'PT9999999999999H'}|a test clock goes to the year 9000 at the latest",
        "/delivery-faults|{'kind':'LOSS','delay':'PT1S'}|only the kind DELAY has a delay",
        "/delivery-faults|{'kind':'LOSS','times':1,'always':true}|give one of [always, times]",
        "/delivery-faults|{'kind':'LOSS','always':false}|always is false; expected true",
        "/settings|{'session_lifetime':'PT99999999H'}|session_lifetime is PT99999999H;"
            + " expected PT876000H or less",
        "/clock|{}|give either advance or until_idle",
        "/clock|{'advance':'1h'}|advance is 1h; expected a duration such as PT30M or PT1.5S",
        "/clock|{'advance':'-PT1S'}|advance is -PT1S; expected a duration such as PT30M or PT1.5S",
        "/clock|{'forward':'PT1S'}|[forward] is unknown; the fields are [advance, until_idle]",
        "/companies|{'full_name':' '}|full_name is  ; expected a text that is not blank",
        "/bank-accounts|{'company_xid':'none','bank':'ACB','account_number':'4567890123'}|there is"
            + " no company none",
        "/bank-accounts|{'company_xid':'none','bank':'VPBank','account_number':'1'}|the sandbox has"
            + " no bank VPBank, only [MBBank,",
        "/transactions|{'bank_account_xid':'none','transfer_type':'in','amount':1,"
            + "'transaction_content':'a'}|there is no bank account none",
        "/transactions|{'bank_account_xid':'none','transfer_type':'up','amount':1,"
            + "'transaction_content':'a'}|transfer_type is up; expected credit or debit",
        "/transactions|{'bank_account_xid':'none','transfer_type':'in','amount':'1',"
            + "'transaction_content':'a'}|amount is 1; expected a number of đồng",
        "/transactions|{'bank_account_xid':'none','transfer_type':'in','amount':-1,"
            + "'transaction_content':'a'}|amount is -1; expected an amount in đồng, 0 or more",
        "/pages/none|{'action':'REVOKE'}|action is REVOKE; expected one of [OPEN, CHOOSE_BANK,",
        "/settings|{'session_lifetime':'PT0.5S'}|session_lifetime is PT0.5S; expected PT1S or more",
        "/settings|{'use_inactived_spelling':'yes'}|use_inactived_spelling is yes; expected true or"
            + " false",
        "/settings|{'error_style':'NICE'}|error_style is NICE; expected one of [OBSERVED,",
        "/companies|[]|the body must be one JSON object"
      })
  void mistakes_are_rejected_with_the_expected_value(String path, String body, String hint) {
    HttpResponse response = send("POST", path, body);
    assertThat(response.status()).isEqualTo(400);
    assertThat(hint(response)).contains(hint);
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, http://127.0.0.1:4711, 200",
    "Origin, https://evil.example, 403",
    "Origin, null, 403",
    "Sec-Fetch-Site, same-origin, 200",
    "Sec-Fetch-Site, cross-site, 403"
  })
  void pages_of_other_origins_are_rejected(String header, String value, int status) {
    HttpResponse response =
        handler.handle(
            new HttpRequest(
                "POST",
                URI.create("/_testkit/clock"),
                Map.of("Host", List.of("127.0.0.1:4711"), header, List.of(value)),
                "{\"advance\":\"PT1S\"}".getBytes(UTF_8)));
    assertThat(response.status()).isEqualTo(status);
  }

  @Test
  void unknown_paths_get_404_and_other_methods_405() {
    assertThat(send("GET", "/nothing", "").status()).isEqualTo(404);
    assertThat(send("GET", "/pages/", "").status()).isEqualTo(404);
    assertThat(send("GET", "/pages/none", "").status()).isEqualTo(404);
    HttpResponse response = send("PUT", "/companies", "");
    assertThat(response.status()).isEqualTo(405);
    assertThat(response.headers().get("Allow")).containsExactly("GET, POST");
  }

  private JsonNode get(String path) {
    HttpResponse response = send("GET", path, "");
    assertThat(response.status()).isEqualTo(200);
    return json(new String(response.body(), UTF_8));
  }

  private JsonNode post(String path, int status, String body) {
    HttpResponse response = send("POST", path, body);
    String text = new String(response.body(), UTF_8);
    assertThat(response.status()).as(text).isEqualTo(status);
    return json(text);
  }

  private HttpResponse send(String method, String path, String body) {
    return handler.handle(
        new HttpRequest(
            method,
            URI.create("/_testkit" + path),
            Map.of(),
            body.replace('\'', '"').getBytes(UTF_8)));
  }

  private static String hint(HttpResponse response) {
    return json(new String(response.body(), UTF_8)).get("hint").asText();
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text.replace('\'', '"'));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
