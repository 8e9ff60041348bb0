package io.github.bankhub.feign.pact;

import static io.github.bankhub.feign.pact.SpecExamples.only;
import static io.github.bankhub.feign.pact.SpecExamples.request;
import static io.github.bankhub.feign.pact.SpecExamples.response;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.bankhub.domain.account.BankAccount;
import io.github.bankhub.domain.account.BankAccountDetails;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.event.LinkTokenEvent;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.history.LinkTokenDetails;
import io.github.bankhub.domain.history.LinkTokenStatus;
import io.github.bankhub.domain.link.DisplayLanguage;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.link.Platform;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.paging.Page;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.feign.pact.PactRow.Call;
import io.github.bankhub.feign.pact.PactRow.State;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the client relies on, row by row, written to the pact that the testkit ships. */
@ExtendWith(SamePactAsShipped.class)
@Execution(ExecutionMode.SAME_THREAD)
class BankHubPactTest {

  private static final CompanyXid FIRST = new CompanyXid("d0424f2d-8a2c-4d55-aeed-a5ad9955f6a2");
  private static final CompanyXid COMPANY = new CompanyXid("d3dafd01-e06b-11f0-b29e-52c7e9b4f41b");
  private static final BankAccountXid ACCOUNT =
      new BankAccountXid("f414b73c-eebe-11f0-b16e-52c7e9b4f41b");
  private static final LinkTokenXid LINK_TOKEN =
      new LinkTokenXid("5f1b3c0a-7d2e-4b7c-9a44-0c6f2f6f5d11");
  private static final LinkTokenSecret SECRET =
      new LinkTokenSecret("0e9d8c7b-6a5f-4e3d-8c2b-1a0f9e8d7c6b");

  private static final State OBSERVED = State.of("errors come in the observed shape");
  private static final State DOCUMENTED = State.of("errors come in the documented shape");
  private static final State NO_COMPANY = State.of("the company does not exist");
  private static final State NO_ACCOUNT = State.of("the bank account does not exist");
  private static final State NO_LINK_TOKEN = State.of("the link token does not exist");
  private static final State FOREIGN_ACCOUNT =
      State.of("the bank account is not linked to the company");
  private static final State ACCOUNT_LINKED =
      new State(
          "a bank account is linked to the company",
          Map.of("company_xid", COMPANY.value(), "bank_account_xid", ACCOUNT.value()));
  private static final State LINK_TOKEN_EXISTS =
      new State(
          "a link token exists",
          Map.of(
              "company_xid", COMPANY.value(),
              "link_token_xid", LINK_TOKEN.value(),
              "link_token", SECRET.reveal()));

  private static final JsonNode NOT_FOUND =
      json("{'code': 404, 'message': 'Không tìm thấy', 'status': 404, 'error': 'Not found'}");
  private static final JsonNode SHORT_NOT_FOUND = json("{'code': 404, 'message': 'Not found'}");

  @ParameterizedTest(name = "{0}")
  @MethodSource({"accessTokens", "creations", "details", "revocations", "lists", "accounts"})
  void the_client_understands(PactRow row) {
    row.run();
  }

  static Stream<PactRow> accessTokens() {
    Operation operation = Operation.CREATE_ACCESS_TOKEN;
    Call<AccessToken> create =
        new Call<>(operation, PactRow.noFields(), hub -> hub.accessTokens().current());
    return Stream.of(
        create
            .in(
                "a request for an access token",
                new State(
                    "a client exists",
                    Map.of("client_id", PactRow.CLIENT_ID, "client_secret", PactRow.CLIENT_SECRET)))
            .returns(
                "AT_01",
                201,
                only(response(operation, 201, "issued"), "access_token", "ttl"),
                token -> {
                  assertThat(token.reveal()).isEqualTo(PactRow.TOKEN);
                  assertThat(token.lifetime()).hasSeconds(60_000);
                }),
        create
            .in(
                "a request for an access token with wrong credentials",
                State.of("the client does not exist"))
            .fails(
                "AT_06",
                401,
                response(operation, 401, "unauthenticated"),
                AccessDeniedException.class,
                failure -> assertThat(failure).isNotNull()));
  }

  static Stream<PactRow> creations() {
    Operation operation = Operation.CREATE_LINK_TOKEN;
    JsonNode created = response(operation, 201, "lifelike");
    JsonNode invalid = response(operation, 400, "documented");
    JsonNode unlinkNothing =
        json("{'company_xid': '" + COMPANY + "', 'purpose': 'UNLINK_BANK_ACCOUNT'}");
    LinkTokenRequest linkRequest = LinkTokenRequest.link(COMPANY);
    Call<LinkToken> everyField =
        creating(
            request(operation, "everyField"),
            LinkTokenRequest.link(FIRST)
                .redirectTo("http://example.com")
                .on(Platform.WEB)
                .in(DisplayLanguage.VIETNAMESE)
                .withUncheckedField("bank_account_xid", "52930e2b-c38b-4cd1-b2a2-9ddcdc603104"));
    Call<LinkToken> link =
        creating(request(operation, "link"), linkRequest.redirectTo("https://yourapp.com/success"));
    Call<LinkToken> unlink =
        creating(
            request(operation, "unlink"),
            LinkTokenRequest.unlink(COMPANY, ACCOUNT).redirectTo("https://yourapp.com/unlinked"));
    Call<LinkToken> withoutAccount =
        creating(unlinkNothing, linkRequest.withUncheckedField("purpose", "UNLINK_BANK_ACCOUNT"));
    Call<LinkToken> relink =
        creating(
            json("{'company_xid': '" + COMPANY + "', 'purpose': 'RELINK_BANK_ACCOUNT'}"),
            linkRequest.withUncheckedField("purpose", "RELINK_BANK_ACCOUNT"));
    return Stream.of(
        everyField
            .in("a request to link with every option", company(FIRST))
            .returns("LT_25", 201, created, BankHubPactTest::assertCreated),
        link.in("a request to link", company(COMPANY))
            .returns("LT_11", 201, created, BankHubPactTest::assertCreated),
        unlink
            .in("a request to unlink", company(COMPANY), ACCOUNT_LINKED)
            .returns("LT_11", 201, created, BankHubPactTest::assertCreated),
        withoutAccount
            .in("a request to unlink nothing", DOCUMENTED)
            .fails(
                "LT_05",
                400,
                invalid,
                InvalidRequestException.class,
                BankHubPactTest::assertInvalid),
        withoutAccount
            .in("a request to unlink nothing, rejected with the field", OBSERVED)
            .fails(
                "LT_05",
                400,
                messages("bank_account_xid", "Trường bank_account_xid là bắt buộc"),
                InvalidRequestException.class,
                failure -> assertThat(failure.fields()).containsOnlyKeys("bank_account_xid")),
        relink
            .in("a request with an unknown purpose", OBSERVED)
            .fails(
                "LT_04",
                400,
                messages("purpose", "Trường purpose không hợp lệ"),
                InvalidRequestException.class,
                failure -> assertThat(failure.fields()).containsOnlyKeys("purpose")),
        link.in("a request to link for an unknown company, rejected with 400", NO_COMPANY, OBSERVED)
            .fails(
                "LT_15",
                400,
                messages("company_xid", "Công ty không tồn tại"),
                NotFoundException.class,
                missing("company_xid", COMPANY)),
        link.in(
                "a request to link for an unknown company, rejected with 404",
                NO_COMPANY,
                DOCUMENTED)
            .fails(
                "LT_15",
                404,
                SHORT_NOT_FOUND,
                NotFoundException.class,
                missing("company_xid", COMPANY)),
        unlink
            .in(
                "a request to unlink a foreign bank account, rejected with 400",
                company(COMPANY),
                FOREIGN_ACCOUNT,
                OBSERVED)
            .fails(
                "LT_16",
                400,
                response(operation, 400, "observed"),
                NotFoundException.class,
                missing("bank_account_xid", ACCOUNT)),
        unlink
            .in(
                "a request to unlink a foreign bank account, rejected with 404",
                company(COMPANY),
                FOREIGN_ACCOUNT,
                DOCUMENTED)
            .fails(
                "LT_16",
                404,
                SHORT_NOT_FOUND,
                NotFoundException.class,
                failure ->
                    assertThat(failure.possiblyMissing())
                        .containsExactly(
                            new Reference("company_xid", COMPANY.value()),
                            new Reference("bank_account_xid", ACCOUNT.value()))),
        link.withExpiredToken("a request with an access token that has expired"));
  }

  static Stream<PactRow> details() {
    Operation operation = Operation.GET_LINK_TOKEN;
    Call<LinkTokenDetails> get =
        new Call<>(operation, request(operation, "lifelike"), hub -> hub.linkTokens().get(SECRET));
    Call<LinkTokenDetails> malformed =
        new Call<>(
            operation,
            json("{'link_token': 'no link token?'}"),
            hub -> hub.linkTokens().get(new LinkTokenSecret("no link token?")));
    return Stream.of(
        get.in("a request for the details of a link token", company(COMPANY), LINK_TOKEN_EXISTS)
            .returns(
                "LI_02",
                200,
                only(
                    response(operation, 200, "lifelike"),
                    "xid",
                    "purpose",
                    "status",
                    "expires_at",
                    "events.xid",
                    "events.name",
                    "events.created_at"),
                details -> {
                  assertThat(details.xid()).isEqualTo(LINK_TOKEN);
                  assertThat(details.status()).contains(LinkTokenStatus.ACTIVE);
                  assertThat(details.webhookEvents().get(0))
                      .isInstanceOf(LinkTokenEvent.Created.class);
                }),
        malformed
            .in("a request for the details of a malformed link token", DOCUMENTED)
            .fails(
                "LI_03",
                400,
                response(operation, 400, "documented"),
                InvalidRequestException.class,
                BankHubPactTest::assertInvalid),
        get.in("a request for the details of an unknown link token", NO_LINK_TOKEN)
            .fails("LI_03", 404, NOT_FOUND, NotFoundException.class, missing("link_token", "***")),
        get.withExpiredToken(
            "a request for the details of a link token, with an access token that has expired"));
  }

  static Stream<PactRow> revocations() {
    Operation operation = Operation.REVOKE_LINK_TOKEN;
    Call<Boolean> revoke =
        new Call<>(operation, request(operation, "lifelike"), hub -> revoked(hub, LINK_TOKEN));
    Call<Boolean> malformed =
        new Call<>(
            operation,
            json("{'link_token_xid': 'no link token?'}"),
            hub -> revoked(hub, new LinkTokenXid("no link token?")));
    return Stream.of(
        revoke
            .in("a request to revoke a link token", company(COMPANY), LINK_TOKEN_EXISTS)
            .returns(
                "LR_02",
                200,
                response(operation, 200, "documented"),
                revoked -> assertThat(revoked).isTrue()),
        malformed
            .in("a request to revoke a malformed link token", DOCUMENTED)
            .fails(
                "LR_03",
                400,
                response(operation, 400, "documented"),
                InvalidRequestException.class,
                BankHubPactTest::assertInvalid),
        revoke
            .in("a request to revoke an unknown link token", NO_LINK_TOKEN)
            .fails(
                "LR_03",
                404,
                NOT_FOUND,
                NotFoundException.class,
                missing("link_token_xid", LINK_TOKEN)),
        revoke.withExpiredToken(
            "a request to revoke a link token, with an access token that has expired"));
  }

  static Stream<PactRow> lists() {
    Operation operation = Operation.LIST_BANK_ACCOUNTS;
    Call<Page<BankAccount>> list =
        new Call<>(
            operation,
            json("{'page': 1, 'per_page': 20}"),
            hub -> hub.bankAccounts().list(BankAccountQuery.ALL));
    return Stream.of(
        list.in("a request for the bank accounts", company(COMPANY), ACCOUNT_LINKED)
            .returns(
                "BA_04",
                200,
                only(
                    response(operation, 200, "lifelike"),
                    "data.xid",
                    "data.company_xid",
                    "data.brand_name",
                    "data.account_holder_name",
                    "data.account_number",
                    "data.active",
                    "meta.has_more"),
                page -> {
                  assertThat(page.items()).extracting(BankAccount::xid).containsExactly(ACCOUNT);
                  assertThat(page.items().get(0).isActive()).isTrue();
                  assertThat(page.hasNext()).isFalse();
                }),
        list.withExpiredToken(
            "a request for the bank accounts, with an access token that has expired"));
  }

  static Stream<PactRow> accounts() {
    Operation operation = Operation.GET_BANK_ACCOUNT;
    Call<BankAccountDetails> get =
        new Call<>(
            operation, json("{'xid': '" + ACCOUNT + "'}"), hub -> hub.bankAccounts().get(ACCOUNT));
    return Stream.of(
        get.in("a request for one bank account", company(COMPANY), ACCOUNT_LINKED)
            .returns(
                "BA_07",
                200,
                only(
                    response(operation, 200, "lifelike"),
                    "data.xid",
                    "data.company_xid",
                    "data.brand_name",
                    "data.account_holder_name",
                    "data.account_number",
                    "data.active"),
                account -> {
                  assertThat(account.xid()).isEqualTo(ACCOUNT);
                  assertThat(account.companyXid()).contains(COMPANY);
                  assertThat(account.accountHolderName()).contains("NGUYEN VAN A");
                }),
        get.in("a request for an unknown bank account", NO_ACCOUNT)
            .fails(
                "BA_09",
                404,
                NOT_FOUND,
                NotFoundException.class,
                missing("bank_account_xid", ACCOUNT)),
        get.withExpiredToken(
            "a request for one bank account, with an access token that has expired"));
  }

  private static Call<LinkToken> creating(JsonNode fields, LinkTokenRequest request) {
    return new Call<>(Operation.CREATE_LINK_TOKEN, fields, hub -> hub.linkTokens().create(request));
  }

  private static boolean revoked(BankHub hub, LinkTokenXid xid) {
    hub.linkTokens().revoke(xid);
    return true;
  }

  private static State company(CompanyXid company) {
    return new State("a company exists", Map.of("company_xid", company.value()));
  }

  private static void assertInvalid(InvalidRequestException failure) {
    assertThat(failure.serviceMessage()).contains("Validation error");
  }

  private static Consumer<NotFoundException> missing(String field, Object value) {
    return failure ->
        assertThat(failure.possiblyMissing())
            .containsExactly(new Reference(field, String.valueOf(value)));
  }

  private static void assertCreated(LinkToken token) {
    assertThat(token.xid()).isEqualTo(LINK_TOKEN);
    assertThat(token.expiry().instant()).contains(Instant.parse("2026-01-31T03:30:00Z"));
  }

  private static JsonNode messages(String field, String message) {
    return json("{'status': 400, 'error': 400, 'messages': {'" + field + "': '" + message + "'}}");
  }

  /** JSON with single quotes, which Java does not need to escape. */
  private static JsonNode json(String text) {
    try {
      return JsonMapper.builder().build().readTree(text.replace('\'', '"'));
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
