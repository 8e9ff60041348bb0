package io.github.bankhub.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.testkit.internal.http.RawClient;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.SocketException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Parallel tests share one port; each has a hub of its own. */
@Timeout(60)
class NamedHubsTest {

  private static final Pattern REFERENCE =
      Pattern.compile("(?:href|src|action|data-path)=\"([^\"]*)\"");

  private final BankHubServer server =
      BankHubServer.start(InMemoryBankHub.builder().data(Control::addSamples).build());

  @AfterEach
  void close() {
    server.close();
  }

  private record Reply(int status, String body, String location) {

    String field(String name) {
      return String.valueOf(Json.read(body.getBytes(UTF_8)).get(name));
    }
  }

  /** {@return the response of the server; the path may be a whole address} */
  private Reply send(String method, String path, String body, String... headers) {
    try {
      var connection = (HttpURLConnection) server.baseUri().resolve(path).toURL().openConnection();
      connection.setRequestMethod(method);
      connection.setInstanceFollowRedirects(false);
      for (int i = 0; i < headers.length; i += 2) {
        connection.setRequestProperty(headers[i], headers[i + 1]);
      }
      if (!body.isEmpty()) {
        connection.setDoOutput(true);
        connection.getOutputStream().write(body.replace('\'', '"').getBytes(UTF_8));
      }
      int status = connection.getResponseCode();
      try (InputStream in =
          status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        String text = new String(in.readAllBytes(), UTF_8);
        return new Reply(status, text, connection.getHeaderField("Location"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reply get(String path) {
    return send("GET", path, "");
  }

  private Hub create(String name) {
    return create(name, "");
  }

  private Hub create(String name, String more) {
    Reply created = send("POST", "/_testkit/hubs", "{'name':'" + name + "'" + more + "}");
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    assertThat(created.field("path")).isEqualTo("/_hubs/" + name);
    return new Hub(
        created.field("path"), created.field("client_id"), created.field("client_secret"));
  }

  private final class Hub {

    private final String path;
    private final String authorization;

    Hub(String path, String id, String secret) {
      this.path = path;
      this.authorization =
          "Basic " + Base64.getEncoder().encodeToString((id + ":" + secret).getBytes(UTF_8));
    }

    Reply control(String method, String controlPath, String body) {
      return send(method, path + "/_testkit" + controlPath, body);
    }

    Reply token() {
      return send("POST", path + "/v1/token", "", "Authorization", authorization);
    }

    Reply link() {
      return send(
          "POST",
          path + "/v1/link-token/create",
          "{'company_xid':'%s','purpose':'LINK_BANK_ACCOUNT'}".formatted(Samples.COMPANY),
          "Authorization",
          "Bearer " + token().field("access_token"),
          "Content-Type",
          "application/json");
    }
  }

  @Test
  void name_their_own_paths_at_their_root() {
    create("w1");
    assertThat(get("/_hubs/w1/").field("control")).isEqualTo("/_hubs/w1/_testkit");
    assertThat(get("/_hubs/w1/").field("in_a_browser")).isEqualTo("/_hubs/w1/_testkit/demo");
    assertThat(get("/").field("control")).isEqualTo("/_testkit");
  }

  @Test
  void are_created_listed_and_dropped() {
    create("w2");
    create("w1");
    assertThat(get("/_testkit/hubs").body())
        .isEqualTo(
            "{\"hubs\":[{\"name\":\"w1\",\"path\":\"/_hubs/w1\"},"
                + "{\"name\":\"w2\",\"path\":\"/_hubs/w2\"}]}");
    assertThat(get("/_hubs/w1/").status()).isEqualTo(200);
    assertThat(get("/_hubs/w1").status()).isEqualTo(200);
    assertThat(send("DELETE", "/_testkit/hubs/w1", "").status()).isEqualTo(200);
    assertThat(get("/_hubs/w1/").status()).isEqualTo(404);
    assertThat(get("/_hubs/w1/").field("hint"))
        .isEqualTo("there is no such hub; create it with POST /_testkit/hubs");
    assertThat(get("/_hubs/w2/").status()).isEqualTo(200);
    assertThat(send("DELETE", "/_testkit/hubs/w1", "").field("hint"))
        .isEqualTo("there is no hub w1, only [w2]");
  }

  @Test
  void begin_with_the_initial_data_of_the_first_one() {
    server.hub().control().addCompany("Added later");
    Hub hub = create("w1");
    assertThat(hub.control("GET", "/companies", "").body())
        .contains("Usage sample")
        .doesNotContain("Added later");
    hub.control("POST", "/companies", "{'full_name':'ABC'}");
    hub.control("POST", "/reset", "");
    assertThat(hub.control("GET", "/companies", "").body())
        .contains("Usage sample")
        .doesNotContain("ABC");
  }

  @Test
  void share_nothing() {
    Hub one = create("w1");
    Hub two = create("w2");
    one.control("POST", "/faults", "{'scenario':'SERVER_ERROR_500','always':true}");
    one.control("POST", "/clock", "{'advance':'PT1H'}");
    one.control("POST", "/companies", "{'full_name':'ABC','xid':'cmp_1'}");
    String account = "{'company_xid':'%s','bank':'OCB','account_number':'9900112233'}";
    one.control("POST", "/bank-accounts", account.formatted("cmp_1"));

    assertThat(one.token().status()).isEqualTo(500);
    assertThat(two.link().status()).isEqualTo(201);
    assertThat(two.control("GET", "/companies", "").body()).doesNotContain("cmp_1");
    assertThat(two.control("GET", "/clock", "").body())
        .isEqualTo(get("/_testkit/clock").body())
        .isNotEqualTo(one.control("GET", "/clock", "").body());
    assertThat(two.control("POST", "/bank-accounts", account.formatted(Samples.COMPANY)).status())
        .isEqualTo(201);
    assertThat(one.control("GET", "/journal", "").body()).doesNotContain("CREATE_LINK_TOKEN");
    assertThat(get("/_testkit/journal").body()).doesNotContain("CREATE_");

    two.control("POST", "/reset", "");
    assertThat(one.control("GET", "/companies", "").body()).contains("cmp_1");
  }

  @Test
  void have_their_own_webhook_which_ends_with_them() {
    try (WebhookInboxServer inbox = WebhookInboxServer.start()) {
      Hub one = create("w1");
      Hub two = create("w2");
      one.control(
          "POST",
          "/webhook",
          "{'url':'%s','secret':'%s'}".formatted(inbox.url(), inbox.inbox().secret().reveal()));
      two.link();
      one.link();
      one.control("POST", "/clock", "{'until_idle':true}");
      inbox.inbox().await("LINK_TOKEN_CREATED");
      two.control("POST", "/clock", "{'until_idle':true}");
      assertThat(inbox.inbox().received()).hasSize(1);
      send("DELETE", "/_testkit/hubs/w1", "");
      assertThat(one.token().status()).isEqualTo(404);
    }
  }

  @Test
  void of_the_same_name_are_replaced() {
    Hub old = create("w1");
    old.control("POST", "/companies", "{'full_name':'ABC'}");
    Hub fresh = create("w1");
    assertThat(fresh.control("GET", "/companies", "").body()).doesNotContain("ABC");
    assertThat(old.token().status()).isEqualTo(401);
    assertThat(fresh.token().status()).isEqualTo(201);
  }

  @Test
  void have_a_clock_and_a_seed() {
    create("w1", ",'clock':'2030-01-01T00:00:00Z','seed':7");
    create("w2", ",'clock':'2031-01-01T00:00:00Z','seed':7");
    assertThat(get("/_hubs/w1/_testkit/clock").body()).contains("2030-01-01T00:00:00Z");
    assertThat(get("/_hubs/w1/_testkit/credentials").body())
        .isEqualTo(get("/_hubs/w2/_testkit/credentials").body());
    create("w3", ",'clock':'system'");
    assertThat(get("/_hubs/w3/_testkit/clock").body()).doesNotContain("2026-01-31T03:30:00Z");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'name':'a/b'} | name is a/b; expected 1 to 64 letters, digits, - and _",
        "{'name':''} | name is ; expected a text that is not blank",
        "{} | name is null; expected a text that is not blank",
        "{'name':'w1','clock':'noon'} | clock is noon; expected system, or an instant such as",
        "{'name':'w1','clock':'1999-01-01T00:00:00Z'} | a test clock begins in the years 2000 to",
        "{'name':'w1','seed':'x'} | seed is x; expected a whole number",
        "{'name':'w1','color':'red'} | [color] is unknown; the fields are [clock, name, seed]",
      })
  void are_not_created_by_a_wrong_request(String body, String hint) {
    Reply reply = send("POST", "/_testkit/hubs", body);
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.field("hint")).startsWith(hint);
    assertThat(get("/_testkit/hubs").body()).isEqualTo("{\"hubs\":[]}");
  }

  @Test
  void are_limited() {
    IntStream.range(0, 1_000).forEach(i -> create("w" + i));
    Reply reply = send("POST", "/_testkit/hubs", "{'name':'one-more'}");
    assertThat(reply.status()).isEqualTo(409);
    assertThat(reply.field("hint"))
        .isEqualTo("there are 1000 hubs; drop one with DELETE /_testkit/hubs/NAME");
    create("w1");
  }

  @Test
  void have_no_hubs_themselves() {
    create("w1");
    assertThat(get("/_hubs/w1/_testkit/hubs").status()).isEqualTo(404);
    assertThat(get("/_hubs/w1/_hubs/w1/").status()).isEqualTo(404);
  }

  @Test
  void protect_their_control_from_pages_of_other_origins() throws IOException {
    create("w1");
    try (RawClient client = new RawClient(server.baseUri().getPort())) {
      String request =
          String.join(
              "\r\n",
              "GET /_hubs/w1/_testkit/credentials HTTP/1.1",
              "Host: localhost",
              "Sec-Fetch-Site: cross-site",
              "\r\n");
      assertThat(client.send(request).response()).startsWith("HTTP/1.1 403 ");
    }
  }

  @Test
  void reset_the_connection_where_the_fault_is_a_refused_one() {
    Hub hub = create("w1");
    hub.control(
        "POST", "/faults", "{'scenario':'CONNECTION_REFUSED','until':'2026-02-01T00:00:00Z'}");
    assertThatExceptionOfType(UncheckedIOException.class)
        .isThrownBy(() -> get("/_hubs/w1/"))
        .withCauseInstanceOf(SocketException.class);
    assertThat(get("/").status()).isEqualTo(200);
    hub.control("DELETE", "/faults", "");
    assertThat(get("/_hubs/w1/").status()).isEqualTo(200);
  }

  @Nested
  class Their_addresses {

    /** {@return the first response that is no redirect} */
    private Reply follow(Reply reply) {
      Reply next = reply;
      while (next.status() >= 300 && next.status() < 400) {
        assertThat(next.location()).startsWith("/_hubs/w1/");
        next = get(next.location());
      }
      return next;
    }

    private List<String> references(Reply page) {
      return REFERENCE.matcher(page.body()).results().map(found -> found.group(1)).toList();
    }

    @Test
    void stay_below_the_base_path() {
      Hub hub = create("w1");
      String link = hub.link().field("hosted_link_url");
      assertThat(link).startsWith(server.baseUri() + "/_hubs/w1/link/");
      Reply page = follow(get(link));
      assertThat(page.status()).isEqualTo(200);
      assertThat(references(page))
          .hasSizeGreaterThan(3)
          .allMatch(reference -> reference.startsWith("/_hubs/w1/"));
      references(page)
          .forEach(reference -> assertThat(follow(get(reference)).status()).isEqualTo(200));
      Reply next =
          follow(
              send(
                  "POST",
                  link,
                  "action=CHOOSE_BANK&bank=MBBank&account_type=PERSONAL",
                  "Content-Type",
                  "application/x-www-form-urlencoded"));
      assertThat(next.status()).isEqualTo(200);
      assertThat(next.body()).contains("name=\"account_number\"");
      assertThat(references(next)).allMatch(reference -> reference.startsWith("/_hubs/w1/"));
    }

    @Test
    void are_below_it_on_the_page_of_an_unknown_link_too() {
      create("w1");
      Reply page = get("/_hubs/w1/link/none");
      assertThat(page.status()).isEqualTo(404);
      assertThat(references(page))
          .isNotEmpty()
          .allMatch(reference -> reference.startsWith("/_hubs/w1/"));
    }

    @Test
    void do_not_change_what_users_enter() {
      Hub hub = create("w1");
      hub.control("POST", "/companies", "{'full_name':'A href= /x','xid':'cmp_1'}");
      assertThat(hub.control("GET", "/companies", "").body()).contains("A href= /x");
    }

    @Test
    void of_the_demo_stay_below_it_too() {
      create("w1");
      Reply demo = get("/_hubs/w1/_testkit/demo");
      assertThat(references(demo))
          .isNotEmpty()
          .allMatch(reference -> reference.startsWith("/_hubs/w1/"));
      references(demo).forEach(reference -> assertThat(get(reference).status()).isEqualTo(200));
    }

    @Test
    void lead_a_test_to_the_hosted_page() {
      Hub hub = create("w1");
      HostedPage page = HostedPage.at(HostedLink.of(hub.link().field("hosted_link_url")));
      page.linkSuccessfully(SandboxAccount.of("MBBank", "9876543210"));
      assertThat(page.step()).isEqualTo(PageStep.LINKED);
      assertThat(hub.control("GET", "/bank-accounts", "").body()).contains("9876543210");
    }

    @Test
    void also_begin_with_the_path_of_the_public_URL() {
      try (BankHubServer other =
          BankHubServer.builder(server.hub()).publicUri(server.baseUri().resolve("/dev")).start()) {
        String root = other.baseUri().toString();
        assertThat(references(get(root + "/link/none")))
            .isNotEmpty()
            .allMatch(reference -> reference.startsWith("/dev/"));
        send("POST", root + "/_testkit/hubs", "{'name':'w9'}");
        assertThat(references(get(root + "/_hubs/w9/link/none")))
            .isNotEmpty()
            .allMatch(reference -> reference.startsWith("/dev/_hubs/w9/"));
      }
    }
  }
}
