package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bankhub.domain.account.BankAccount;
import io.github.bankhub.domain.account.BankAccountDetails;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.history.LinkTokenDetails;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.paging.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A looked-up thing with one thing in it replaced: it is told, or it is an unreadable answer. */
class AnyLookupTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final List<String> ODD =
      List.of(
          "null",
          "\"\"",
          "\" \"",
          "0",
          "1",
          "-1",
          "1e400",
          "0.10",
          "true",
          "false",
          "{}",
          "[]",
          "[null]",
          "[[]]",
          "{\"xid\": 7}",
          "\"\\u0000\"",
          "\"2026-13-45 99:99:99\"",
          "\"0000\"",
          "99999999999999999999999999999999999999999999",
          "\"https://[\"",
          "[{\"xid\": \"a\"}]");

  private static final String DETAILS =
      """
      {"xid": "lt-1", "purpose": "LINK_BANK_ACCOUNT", "status": "Active",
       "completion_redirect_uri": "https://example.com/", "is_mobile_app": 0, "language": "vi",
       "session_count": 1, "created_at": "2026-01-31 10:00:00", "expires_at": "2026-01-31 10:30:00",
       "company": {"full_name": "ABC", "status": "Active", "xid": "company-1"},
       "sessions": [{"xid": "s-1", "context": null, "state": "PENDING", "status": "Active",
         "finished_at": "2026-01-31 10:05:00", "expires_at": "2026-01-31 10:16:00"}],
       "events": [{"xid": "e-1", "name": "BANK_ACCOUNT_LINKED", "created_at": "2026-01-31 10:00:00",
         "metadata": {"bank_account_xid": "ba-1", "account_number": "0123456789"}}]}
      """;
  private static final String ACCOUNT =
      """
      {"xid": "ba-1", "company_xid": "company-1", "brand_name": "MBBank", "active": "1",
       "account_holder_name": "NGUYEN VAN A", "account_number": "0123456789", "accumulated": "7",
       "account_type": "individual", "bank_api_connected": "1", "last_transaction": "",
       "identification_number": "001234567890", "phone_number": "0000000001",
       "created_at": "2026-01-31 10:30:00", "updated_at": "2026-01-31 10:30:00",
       "va_list": [{"xid": "va-1", "sub_account": "VQR000123456", "active": "1"}]}
      """;

  @Provide
  static Arbitrary<Long> seeds() {
    return Arbitraries.longs();
  }

  @Property(tries = 200)
  void a_link_token_is_read_or_malformed(@ForAll("seeds") long seed)
      throws JsonProcessingException {
    assertToldOrUnreadable(
        "/v1/link-token/get",
        spoilt(DETAILS, seed),
        hub -> everything(hub.linkTokens().get(new LinkTokenSecret("s3cret-of-link"))));
  }

  @Property(tries = 200)
  void a_list_is_read_or_malformed(@ForAll("seeds") long seed) throws JsonProcessingException {
    String page =
        "{\"data\": [%s], \"meta\": {\"per_page\": 20, \"total\": 1, \"has_more\": false,"
            + " \"current_page\": 1, \"page_count\": 1}}";
    assertToldOrUnreadable(
        "/v1/bank-account?page=1&per_page=20",
        spoilt(page.formatted(ACCOUNT), seed),
        hub -> everything(hub.bankAccounts().list(BankAccountQuery.ALL)));
  }

  @Property(tries = 200)
  void an_account_is_read_or_malformed(@ForAll("seeds") long seed) throws JsonProcessingException {
    assertToldOrUnreadable(
        "/v1/bank-account/ba-1",
        spoilt("{\"data\": %s}".formatted(ACCOUNT), seed),
        hub -> everything(hub.bankAccounts().get(new BankAccountXid("ba-1"))));
  }

  private static void assertToldOrUnreadable(
      String path, String body, Function<FeignBankHub, String> call) {
    String printed;
    try {
      printed = call.apply(new ScriptedClient().on(path, 200, body).hub());
    } catch (BankHubException e) {
      assertThat(e).as(body).isInstanceOf(MalformedResponseException.class);
      printed = e + e.call().excerpt().orElse("");
    }
    assertThat(printed)
        .as(body)
        .doesNotContain("0123456789", "001234567890", "0000000001", "VQR000123456", "NGUYEN");
  }

  /** Every accessor is asked, and what is made to be printed is. */
  private static String everything(LinkTokenDetails details) {
    List<Object> parts = new ArrayList<>();
    parts.add(details);
    parts.addAll(List.of(details.purpose(), details.status(), details.platform()));
    parts.addAll(List.of(details.redirect(), details.language(), details.sessionCount()));
    parts.addAll(List.of(details.createdAt(), details.updatedAt(), details.expiry()));
    parts.addAll(List.of(details.companyXid(), details.companyStatus(), details.webhookEvents()));
    details
        .sessions()
        .forEach(
            one -> {
              parts.addAll(List.of(one.state(), one.status(), one.result(), one.finishedAt()));
              parts.addAll(List.of(one.expiresAt(), one.createdAt(), one.updatedAt()));
            });
    return parts.toString();
  }

  private static String everything(Page<BankAccount> page) {
    List<Object> parts = new ArrayList<>(List.of(page, page.total(), page.hasNext()));
    page.items().forEach(account -> parts.add(everything(account)));
    return parts.toString();
  }

  private static String everything(BankAccount account) {
    List<Object> parts = new ArrayList<>(List.of(account, account.companyXid()));
    parts.addAll(List.of(account.brandName(), account.accountNumber(), account.accountType()));
    parts.addAll(List.of(account.accumulated(), account.isActive(), account.lastTransactionAt()));
    parts.addAll(List.of(account.isBankApiConnected(), account.createdAt(), account.updatedAt()));
    if (account instanceof BankAccountDetails details) {
      parts.addAll(List.of(details.identificationNumber(), details.phoneNumber()));
      parts.addAll(details.virtualAccounts());
    }
    return parts.toString();
  }

  /**
   * The document with one field, of itself or of something with an id, replaced by an odd value.
   */
  private static String spoilt(String document, long seed) throws JsonProcessingException {
    Random random = new Random(seed);
    JsonNode tree = JSON.readTree(document);
    List<JsonNode> objects = new ArrayList<>(tree.findParents("xid"));
    objects.add(tree);
    JsonNode chosen = objects.get(random.nextInt(objects.size()));
    JsonNode odd = JSON.readTree(ODD.get(random.nextInt(ODD.size())));
    List<String> names = new ArrayList<>();
    chosen.fieldNames().forEachRemaining(names::add);
    ((ObjectNode) chosen).set(names.get(random.nextInt(names.size())), odd);
    return JSON.writeValueAsString(tree);
  }
}
