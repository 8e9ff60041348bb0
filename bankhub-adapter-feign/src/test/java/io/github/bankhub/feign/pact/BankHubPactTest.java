package io.github.bankhub.feign.pact;

import static au.com.dius.pact.consumer.dsl.LambdaDsl.newJsonBody;
import static au.com.dius.pact.consumer.dsl.Matchers.regexp;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import au.com.dius.pact.consumer.MockServer;
import au.com.dius.pact.consumer.dsl.DslPart;
import au.com.dius.pact.consumer.dsl.LambdaDslJsonBody;
import au.com.dius.pact.consumer.dsl.LambdaDslObject;
import au.com.dius.pact.consumer.dsl.Matcher;
import au.com.dius.pact.consumer.dsl.PactBuilder;
import au.com.dius.pact.consumer.junit.MockServerConfig;
import au.com.dius.pact.consumer.junit5.PactConsumerTestExt;
import au.com.dius.pact.consumer.junit5.PactTestFor;
import au.com.dius.pact.core.model.PactSpecVersion;
import au.com.dius.pact.core.model.V4Pact;
import au.com.dius.pact.core.model.annotations.Pact;
import io.github.bankhub.domain.account.BankAccount;
import io.github.bankhub.domain.account.BankAccountDetails;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.event.LinkTokenEvent;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
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
import io.github.bankhub.domain.paging.Page;
import io.github.bankhub.domain.port.AccessTokenStore;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import java.net.URI;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the client relies on, written to the pact that the testkit ships. */
@ExtendWith({SamePactAsShipped.class, PactConsumerTestExt.class})
@PactTestFor(providerName = "sepay-bank-hub", pactVersion = PactSpecVersion.V4)
@MockServerConfig(hostInterface = "127.0.0.1", port = "0")
class BankHubPactTest {

  private static final String CLIENT_ID = "BH-SB-PACT";
  private static final String CLIENT_SECRET = "secret-of-the-pact";
  private static final String BASIC =
      "Basic "
          + Base64.getEncoder().encodeToString((CLIENT_ID + ":" + CLIENT_SECRET).getBytes(UTF_8));
  private static final String TOKEN = "0123456789abcdef0123456789abcdef01234567";

  private static final CompanyXid FIRST = new CompanyXid("d0424f2d-8a2c-4d55-aeed-a5ad9955f6a2");
  private static final CompanyXid COMPANY = new CompanyXid("d3dafd01-e06b-11f0-b29e-52c7e9b4f41b");
  private static final BankAccountXid ACCOUNT =
      new BankAccountXid("f414b73c-eebe-11f0-b16e-52c7e9b4f41b");

  private static final LinkTokenXid LINK_TOKEN =
      new LinkTokenXid("5f1b3c0a-7d2e-4b7c-9a44-0c6f2f6f5d11");
  private static final LinkTokenXid BAD_LINK_TOKEN = new LinkTokenXid("no link token?");
  private static final LinkTokenSecret SECRET =
      new LinkTokenSecret("0e9d8c7b-6a5f-4e3d-8c2b-1a0f9e8d7c6b");
  private static final LinkTokenSecret BAD_SECRET = new LinkTokenSecret("no link token?");
  private static final String TIME = "\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}";

  private static final LinkTokenRequest EVERY_OPTION =
      LinkTokenRequest.link(FIRST)
          .redirectTo("http://example.com")
          .on(Platform.WEB)
          .in(DisplayLanguage.VIETNAMESE)
          .unchecked("bank_account_xid", "52930e2b-c38b-4cd1-b2a2-9ddcdc603104");
  private static final LinkTokenRequest LINK =
      LinkTokenRequest.link(COMPANY).redirectTo("https://yourapp.com/success");
  private static final LinkTokenRequest UNLINK =
      LinkTokenRequest.unlink(COMPANY, ACCOUNT).redirectTo("https://yourapp.com/unlinked");
  private static final LinkTokenRequest UNLINK_NOTHING =
      LinkTokenRequest.link(COMPANY).unchecked("purpose", "UNLINK_BANK_ACCOUNT");
  private static final LinkTokenRequest RELINK =
      LinkTokenRequest.link(COMPANY).unchecked("purpose", "RELINK_BANK_ACCOUNT");

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact token(PactBuilder pact) {
    return tokenInteraction(pact).toPact();
  }

  @Test
  @PactTestFor(pactMethod = "token")
  void AT_01_gives_an_access_token(MockServer server) {
    AccessToken token = hub(server, AccessTokenStore.inMemory()).accessTokens().current();
    assertThat(token.reveal()).isEqualTo(TOKEN);
    assertThat(token.lifetime()).hasSeconds(60_000);
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact wrongCredentials(PactBuilder pact) {
    return pact.given("the client does not exist")
        .expectsToReceiveHttpInteraction(
            "a request for an access token with wrong credentials",
            http ->
                http.withRequest(
                        request ->
                            request
                                .method("POST")
                                .path("/v1/token")
                                .header("Authorization", basic()))
                    .willRespondWith(response -> response.status(401).body(code(401))))
        .toPact();
  }

  @Test
  @PactTestFor(pactMethod = "wrongCredentials")
  void AT_06_denies_access_to_wrong_credentials(MockServer server) {
    assertThat(
            catchThrowableOfType(
                AccessDeniedException.class,
                () -> hub(server, AccessTokenStore.inMemory()).accessTokens().current()))
        .isNotNull();
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact everyOption(PactBuilder pact) {
    return create(
        withCompany(pact, FIRST),
        "a request to link with every option",
        body -> {
          body.stringValue("company_xid", FIRST.value());
          body.stringValue("purpose", "LINK_BANK_ACCOUNT");
          body.stringValue("completion_redirect_uri", "http://example.com");
          body.numberValue("is_mobile_app", 0);
          body.stringValue("language", "vi");
          body.stringValue("bank_account_xid", "52930e2b-c38b-4cd1-b2a2-9ddcdc603104");
        },
        201,
        created());
  }

  @Test
  @PactTestFor(pactMethod = "everyOption")
  void LT_25_creates_a_link_token_with_every_option(MockServer server) {
    assertCreated(create(server, EVERY_OPTION));
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact link(PactBuilder pact) {
    return create(
        withCompany(pact, COMPANY), "a request to link", BankHubPactTest::link, 201, created());
  }

  @Test
  @PactTestFor(pactMethod = "link")
  void LT_11_creates_a_link_token_to_link(MockServer server) {
    assertCreated(create(server, LINK));
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact unlink(PactBuilder pact) {
    return create(
        withCompany(pact, COMPANY)
            .given(
                "a bank account is linked to the company",
                Map.of("company_xid", COMPANY.value(), "bank_account_xid", ACCOUNT.value())),
        "a request to unlink",
        BankHubPactTest::unlink,
        201,
        created());
  }

  @Test
  @PactTestFor(pactMethod = "unlink")
  void LT_11_creates_a_link_token_to_unlink(MockServer server) {
    assertCreated(create(server, UNLINK));
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact missingAccount(PactBuilder pact) {
    return create(
        withToken(pact).given("errors come in the documented shape"),
        "a request to unlink nothing",
        BankHubPactTest::unlinkNothing,
        400,
        newJsonBody(
                body -> {
                  body.integerType("code", 400);
                  body.stringType("message", "Validation error");
                  body.nullValue("errors");
                })
            .build());
  }

  @Test
  @PactTestFor(pactMethod = "missingAccount")
  void LT_05_refuses_to_unlink_nothing(MockServer server) {
    InvalidRequestException failure =
        refused(server, UNLINK_NOTHING, InvalidRequestException.class);
    assertThat(failure.serviceMessage()).contains("Validation error");
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact missingAccountNamed(PactBuilder pact) {
    return create(
        withToken(pact).given("errors come in the observed shape"),
        "a request to unlink nothing, which is told by field",
        BankHubPactTest::unlinkNothing,
        400,
        messages("bank_account_xid", "Trường bank_account_xid là bắt buộc"));
  }

  @Test
  @PactTestFor(pactMethod = "missingAccountNamed")
  void LT_05_names_the_account_that_is_missing(MockServer server) {
    assertThat(refused(server, UNLINK_NOTHING, InvalidRequestException.class).fields())
        .containsOnlyKeys("bank_account_xid");
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact wrongPurpose(PactBuilder pact) {
    return create(
        withToken(pact).given("errors come in the observed shape"),
        "a request with a purpose that there is not",
        body -> {
          body.stringValue("company_xid", COMPANY.value());
          body.stringValue("purpose", "RELINK_BANK_ACCOUNT");
        },
        400,
        messages("purpose", "Trường purpose không hợp lệ"));
  }

  @Test
  @PactTestFor(pactMethod = "wrongPurpose")
  void LT_04_refuses_a_purpose_that_there_is_not(MockServer server) {
    assertThat(refused(server, RELINK, InvalidRequestException.class).fields())
        .containsOnlyKeys("purpose");
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact unknownCompany(PactBuilder pact) {
    return create(
        withToken(pact)
            .given("the company does not exist")
            .given("errors come in the observed shape"),
        "a request to link for an unknown company, refused by 400",
        BankHubPactTest::link,
        400,
        messages("company_xid", "Công ty không tồn tại"));
  }

  @Test
  @PactTestFor(pactMethod = "unknownCompany")
  void LT_15_refuses_an_unknown_company_by_400(MockServer server) {
    assertMissing(server, LINK, new Reference("company_xid", COMPANY.value()));
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact unknownCompanyBy404(PactBuilder pact) {
    return create(
        withToken(pact)
            .given("the company does not exist")
            .given("errors come in the documented shape"),
        "a request to link for an unknown company, refused by 404",
        BankHubPactTest::link,
        404,
        code(404));
  }

  @Test
  @PactTestFor(pactMethod = "unknownCompanyBy404")
  void LT_15_refuses_an_unknown_company_by_404(MockServer server) {
    assertMissing(server, LINK, new Reference("company_xid", COMPANY.value()));
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact foreignAccount(PactBuilder pact) {
    return create(
        withCompany(pact, COMPANY)
            .given("the bank account is not linked to the company")
            .given("errors come in the observed shape"),
        "a request to unlink a foreign bank account, refused by 400",
        BankHubPactTest::unlink,
        400,
        messages(
            "bank_account_xid", "Tài khoản ngân hàng không tồn tại hoặc không thuộc công ty này"));
  }

  @Test
  @PactTestFor(pactMethod = "foreignAccount")
  void LT_16_refuses_a_foreign_account_by_400(MockServer server) {
    assertMissing(server, UNLINK, new Reference("bank_account_xid", ACCOUNT.value()));
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact foreignAccountBy404(PactBuilder pact) {
    return create(
        withCompany(pact, COMPANY)
            .given("the bank account is not linked to the company")
            .given("errors come in the documented shape"),
        "a request to unlink a foreign bank account, refused by 404",
        BankHubPactTest::unlink,
        404,
        code(404));
  }

  @Test
  @PactTestFor(pactMethod = "foreignAccountBy404")
  void LT_16_refuses_a_foreign_account_by_404(MockServer server) {
    assertMissing(
        server,
        UNLINK,
        new Reference("company_xid", COMPANY.value()),
        new Reference("bank_account_xid", ACCOUNT.value()));
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact expiredToken(PactBuilder pact) {
    return create(
        tokenInteraction(pact).given("the access token has expired"),
        "a request with an access token that has expired",
        BankHubPactTest::link,
        401,
        code(401));
  }

  @Test
  @PactTestFor(pactMethod = "expiredToken")
  void LT_18_denies_access_to_a_second_expired_token(MockServer server) {
    assertThat(refused(server, LINK, AccessDeniedException.class).call().httpStatus())
        .hasValue(401);
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact details(PactBuilder pact) {
    return get(
        withLinkToken(pact), "a request for what became of a link token", SECRET, 200, told());
  }

  @Test
  @PactTestFor(pactMethod = "details")
  void LI_02_tells_what_became_of_a_link_token(MockServer server) {
    LinkTokenDetails details = withToken(server).linkTokens().get(SECRET);
    assertThat(details.xid()).isEqualTo(LINK_TOKEN);
    assertThat(details.status()).contains(LinkTokenStatus.ACTIVE);
    assertThat(details.webhookEvents().get(0)).isInstanceOf(LinkTokenEvent.Created.class);
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact badSecret(PactBuilder pact) {
    return get(
        withToken(pact).given("errors come in the documented shape"),
        "a request for what became of a link token, badly formed",
        BAD_SECRET,
        400,
        validationError());
  }

  @Test
  @PactTestFor(pactMethod = "badSecret")
  void LI_03_refuses_a_badly_formed_link_token(MockServer server) {
    assertThat(
            catchThrowableOfType(
                    InvalidRequestException.class,
                    () -> withToken(server).linkTokens().get(BAD_SECRET))
                .serviceMessage())
        .contains("Validation error");
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact unknownSecret(PactBuilder pact) {
    return get(
        withToken(pact).given("the link token does not exist"),
        "a request for what became of an unknown link token",
        SECRET,
        404,
        notFound());
  }

  @Test
  @PactTestFor(pactMethod = "unknownSecret")
  void LI_03_does_not_find_an_unknown_link_token(MockServer server) {
    assertMissing(
        () -> withToken(server).linkTokens().get(SECRET), new Reference("link_token", "***"));
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact detailsWithExpiredToken(PactBuilder pact) {
    return get(
        tokenInteraction(pact).given("the access token has expired"),
        "a request for what became of a link token, with an access token that has expired",
        SECRET,
        401,
        code(401));
  }

  @Test
  @PactTestFor(pactMethod = "detailsWithExpiredToken")
  void LT_18_denies_the_details_to_a_second_expired_token(MockServer server) {
    assertDenied(() -> withToken(server).linkTokens().get(SECRET));
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact revocation(PactBuilder pact) {
    return revoke(
        withLinkToken(pact),
        "a request to revoke a link token",
        LINK_TOKEN,
        200,
        newJsonBody(body -> body.stringType("message", "Liên kết đã được thu hồi thành công"))
            .build());
  }

  @Test
  @PactTestFor(pactMethod = "revocation")
  void LR_02_revokes_a_link_token(MockServer server) {
    assertThatNoException().isThrownBy(() -> withToken(server).linkTokens().revoke(LINK_TOKEN));
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact badRevocation(PactBuilder pact) {
    return revoke(
        withToken(pact).given("errors come in the documented shape"),
        "a request to revoke a link token, badly formed",
        BAD_LINK_TOKEN,
        400,
        validationError());
  }

  @Test
  @PactTestFor(pactMethod = "badRevocation")
  void LR_03_refuses_to_revoke_what_is_badly_formed(MockServer server) {
    assertThat(
            catchThrowableOfType(
                    InvalidRequestException.class,
                    () -> withToken(server).linkTokens().revoke(BAD_LINK_TOKEN))
                .serviceMessage())
        .contains("Validation error");
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact unknownRevocation(PactBuilder pact) {
    return revoke(
        withToken(pact).given("the link token does not exist"),
        "a request to revoke an unknown link token",
        LINK_TOKEN,
        404,
        notFound());
  }

  @Test
  @PactTestFor(pactMethod = "unknownRevocation")
  void LR_03_does_not_find_a_link_token_to_revoke(MockServer server) {
    assertMissing(
        () -> withToken(server).linkTokens().revoke(LINK_TOKEN),
        new Reference("link_token_xid", LINK_TOKEN.value()));
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact revocationWithExpiredToken(PactBuilder pact) {
    return revoke(
        tokenInteraction(pact).given("the access token has expired"),
        "a request to revoke a link token, with an access token that has expired",
        LINK_TOKEN,
        401,
        code(401));
  }

  @Test
  @PactTestFor(pactMethod = "revocationWithExpiredToken")
  void LT_18_denies_the_revocation_to_a_second_expired_token(MockServer server) {
    assertDenied(() -> withToken(server).linkTokens().revoke(LINK_TOKEN));
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact accounts(PactBuilder pact) {
    return list(
        withAccount(pact),
        "a request for the bank accounts",
        200,
        newJsonBody(
                body -> {
                  body.minArrayLike("data", 1, BankHubPactTest::account);
                  body.object("meta", meta -> meta.booleanType("has_more", false));
                })
            .build());
  }

  @Test
  @PactTestFor(pactMethod = "accounts")
  void BA_04_lists_the_bank_accounts(MockServer server) {
    Page<BankAccount> page = withToken(server).bankAccounts().list(BankAccountQuery.ALL);
    assertThat(page.items()).extracting(BankAccount::xid).containsExactly(ACCOUNT);
    assertThat(page.items().get(0).isActive()).isTrue();
    assertThat(page.hasNext()).isFalse();
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact accountsWithExpiredToken(PactBuilder pact) {
    return list(
        tokenInteraction(pact).given("the access token has expired"),
        "a request for the bank accounts, with an access token that has expired",
        401,
        code(401));
  }

  @Test
  @PactTestFor(pactMethod = "accountsWithExpiredToken")
  void LT_18_denies_the_list_to_a_second_expired_token(MockServer server) {
    assertDenied(() -> withToken(server).bankAccounts().list(BankAccountQuery.ALL));
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact account(PactBuilder pact) {
    return account(
        withAccount(pact),
        "a request for one bank account",
        200,
        newJsonBody(body -> body.object("data", BankHubPactTest::account)).build());
  }

  @Test
  @PactTestFor(pactMethod = "account")
  void BA_07_tells_about_one_bank_account(MockServer server) {
    BankAccountDetails account = withToken(server).bankAccounts().get(ACCOUNT);
    assertThat(account.xid()).isEqualTo(ACCOUNT);
    assertThat(account.companyXid()).contains(COMPANY);
    assertThat(account.accountHolderName()).contains("NGUYEN VAN A");
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact unknownAccount(PactBuilder pact) {
    return account(
        withToken(pact).given("the bank account does not exist"),
        "a request for an unknown bank account",
        404,
        notFound());
  }

  @Test
  @PactTestFor(pactMethod = "unknownAccount")
  void BA_09_does_not_find_an_unknown_bank_account(MockServer server) {
    assertMissing(
        () -> withToken(server).bankAccounts().get(ACCOUNT),
        new Reference("bank_account_xid", ACCOUNT.value()));
  }

  @Pact(provider = "sepay-bank-hub", consumer = "bankhub")
  V4Pact accountWithExpiredToken(PactBuilder pact) {
    return account(
        tokenInteraction(pact).given("the access token has expired"),
        "a request for one bank account, with an access token that has expired",
        401,
        code(401));
  }

  @Test
  @PactTestFor(pactMethod = "accountWithExpiredToken")
  void LT_18_denies_the_account_to_a_second_expired_token(MockServer server) {
    assertDenied(() -> withToken(server).bankAccounts().get(ACCOUNT));
  }

  private static PactBuilder withLinkToken(PactBuilder pact) {
    Map<String, Object> token = new LinkedHashMap<>();
    token.put("company_xid", COMPANY.value());
    token.put("link_token_xid", LINK_TOKEN.value());
    token.put("link_token", SECRET.reveal());
    return withCompany(pact, COMPANY).given("a link token exists", token);
  }

  private static PactBuilder withAccount(PactBuilder pact) {
    Map<String, Object> account = new LinkedHashMap<>();
    account.put("company_xid", COMPANY.value());
    account.put("bank_account_xid", ACCOUNT.value());
    return withCompany(pact, COMPANY).given("a bank account is linked to the company", account);
  }

  private static V4Pact get(
      PactBuilder pact, String description, LinkTokenSecret secret, int status, DslPart answer) {
    return post(
        pact,
        description,
        "/v1/link-token/get",
        body -> body.stringValue("link_token", secret.reveal()),
        status,
        answer);
  }

  private static V4Pact revoke(
      PactBuilder pact, String description, LinkTokenXid xid, int status, DslPart answer) {
    return post(
        pact,
        description,
        "/v1/link-token/revoke",
        body -> body.stringValue("link_token_xid", xid.value()),
        status,
        answer);
  }

  private static V4Pact list(PactBuilder pact, String description, int status, DslPart answer) {
    return pact.expectsToReceiveHttpInteraction(
            description,
            http ->
                http.withRequest(
                        sent ->
                            sent.method("GET")
                                .path("/v1/bank-account")
                                .queryParameter("page", "1")
                                .queryParameter("per_page", "20")
                                .header("Authorization", bearer()))
                    .willRespondWith(response -> response.status(status).body(answer)))
        .toPact();
  }

  private static V4Pact account(PactBuilder pact, String description, int status, DslPart answer) {
    return pact.expectsToReceiveHttpInteraction(
            description,
            http ->
                http.withRequest(
                        sent ->
                            sent.method("GET")
                                .path("/v1/bank-account/" + ACCOUNT)
                                .header("Authorization", bearer()))
                    .willRespondWith(response -> response.status(status).body(answer)))
        .toPact();
  }

  private static DslPart told() {
    return newJsonBody(
            body -> {
              body.stringType("xid", LINK_TOKEN.value());
              body.stringType("purpose", "LINK_BANK_ACCOUNT");
              body.stringType("status", "Active");
              body.stringMatcher("expires_at", TIME, "2026-01-31 10:30:00");
              body.minArrayLike(
                  "events",
                  1,
                  event -> {
                    event.stringType("xid", "e61cdae9-505e-4349-9713-a3e5b8b80b5e");
                    event.stringType("name", "LINK_TOKEN_CREATED");
                    event.stringMatcher("created_at", TIME, "2026-01-31 10:00:00");
                  });
            })
        .build();
  }

  private static void account(LambdaDslObject body) {
    body.stringType("xid", ACCOUNT.value());
    body.stringType("company_xid", COMPANY.value());
    body.stringType("brand_name", "MBBank");
    body.stringType("account_holder_name", "NGUYEN VAN A");
    body.stringType("account_number", "0123456789");
    body.stringMatcher("active", "[01]", "1");
  }

  private static DslPart validationError() {
    return newJsonBody(
            body -> {
              body.integerType("code", 400);
              body.stringType("message", "Validation error");
              body.nullValue("errors");
            })
        .build();
  }

  private static DslPart notFound() {
    return newJsonBody(
            body -> {
              body.integerType("code", 404);
              body.stringType("message", "Không tìm thấy");
              body.integerType("status", 404);
              body.stringType("error", "Not found");
            })
        .build();
  }

  private static void assertMissing(ThrowingCallable call, Reference reference) {
    assertThat(catchThrowableOfType(NotFoundException.class, call).candidates())
        .containsExactly(reference);
  }

  private static void assertDenied(ThrowingCallable call) {
    assertThat(catchThrowableOfType(AccessDeniedException.class, call).call().httpStatus())
        .hasValue(401);
  }

  private static FeignBankHub withToken(MockServer server) {
    return hub(server, storeWithToken(server));
  }

  private static PactBuilder tokenInteraction(PactBuilder pact) {
    Map<String, Object> client = new LinkedHashMap<>();
    client.put("client_id", CLIENT_ID);
    client.put("client_secret", CLIENT_SECRET);
    return pact.given("a client exists", client)
        .expectsToReceiveHttpInteraction(
            "a request for an access token",
            http ->
                http.withRequest(
                        request ->
                            request
                                .method("POST")
                                .path("/v1/token")
                                .header("Authorization", basic()))
                    .willRespondWith(
                        response ->
                            response
                                .status(201)
                                .body(
                                    newJsonBody(
                                            body -> {
                                              body.stringType("access_token", TOKEN);
                                              body.integerType("ttl", 60000);
                                            })
                                        .build())));
  }

  private static PactBuilder withToken(PactBuilder pact) {
    return pact.given("an access token is valid", Map.of("access_token", TOKEN));
  }

  private static PactBuilder withCompany(PactBuilder pact, CompanyXid company) {
    return withToken(pact).given("a company exists", Map.of("company_xid", company.value()));
  }

  private static V4Pact create(
      PactBuilder pact,
      String description,
      Consumer<LambdaDslJsonBody> request,
      int status,
      DslPart answer) {
    return post(pact, description, "/v1/link-token/create", request, status, answer);
  }

  private static V4Pact post(
      PactBuilder pact,
      String description,
      String path,
      Consumer<LambdaDslJsonBody> request,
      int status,
      DslPart answer) {
    return pact.expectsToReceiveHttpInteraction(
            description,
            http ->
                http.withRequest(
                        sent ->
                            sent.method("POST")
                                .path(path)
                                .header("Authorization", bearer())
                                .header("Content-Type", "application/json")
                                .body(newJsonBody(request).build()))
                    .willRespondWith(response -> response.status(status).body(answer)))
        .toPact();
  }

  private static void link(LambdaDslJsonBody body) {
    body.stringValue("company_xid", COMPANY.value());
    body.stringValue("purpose", "LINK_BANK_ACCOUNT");
    body.stringValue("completion_redirect_uri", "https://yourapp.com/success");
  }

  private static void unlink(LambdaDslJsonBody body) {
    body.stringValue("company_xid", COMPANY.value());
    body.stringValue("purpose", "UNLINK_BANK_ACCOUNT");
    body.stringValue("bank_account_xid", ACCOUNT.value());
    body.stringValue("completion_redirect_uri", "https://yourapp.com/unlinked");
  }

  private static void unlinkNothing(LambdaDslJsonBody body) {
    body.stringValue("company_xid", COMPANY.value());
    body.stringValue("purpose", "UNLINK_BANK_ACCOUNT");
  }

  private static Matcher bearer() {
    return regexp("Bearer [0-9A-Za-z._~+/-]+=*", "Bearer " + TOKEN);
  }

  private static Matcher basic() {
    return regexp("Basic [A-Za-z0-9+/]+=*", BASIC);
  }

  private static DslPart created() {
    return newJsonBody(
            body -> {
              body.stringType("xid", "5f1b3c0a-7d2e-4b7c-9a44-0c6f2f6f5d11");
              body.stringMatcher(
                  "hosted_link_url",
                  "https?://.+",
                  "https://bankhub.sepay.vn/link/5f1b3c0a-7d2e-4b7c-9a44-0c6f2f6f5d11");
              body.stringType("link_token", "0e9d8c7b-6a5f-4e3d-8c2b-1a0f9e8d7c6b");
              body.stringMatcher(
                  "expires_at", "\\d{4}-\\d{2}-\\d{2} \\d{2}:\\d{2}:\\d{2}", "2026-01-31 10:30:00");
            })
        .build();
  }

  private static DslPart messages(String field, String message) {
    return newJsonBody(
            body -> {
              body.integerType("status", 400);
              body.integerType("error", 400);
              body.object("messages", messages -> messages.stringType(field, message));
            })
        .build();
  }

  private static DslPart code(int status) {
    return newJsonBody(
            body -> {
              body.integerType("code", status);
              body.stringType("message", status == 401 ? "Unauthenticated" : "Not found");
            })
        .build();
  }

  private static LinkToken create(MockServer server, LinkTokenRequest request) {
    return hub(server, storeWithToken(server)).linkTokens().create(request);
  }

  private static <E extends BankHubException> E refused(
      MockServer server, LinkTokenRequest request, Class<E> type) {
    return catchThrowableOfType(type, () -> create(server, request));
  }

  private static void assertMissing(
      MockServer server, LinkTokenRequest request, Reference... references) {
    assertThat(refused(server, request, NotFoundException.class).candidates())
        .containsExactly(references);
  }

  private static void assertCreated(LinkToken token) {
    assertThat(token.xid().value()).isEqualTo("5f1b3c0a-7d2e-4b7c-9a44-0c6f2f6f5d11");
    assertThat(token.expiry().instant()).contains(Instant.parse("2026-01-31T03:30:00Z"));
  }

  private static FeignBankHub hub(MockServer server, AccessTokenStore store) {
    BankHubSettings settings =
        BankHubSettings.of(
            BankHubEnvironment.custom(uri(server)), ClientCredentials.of(CLIENT_ID, CLIENT_SECRET));
    return FeignBankHub.builder(settings).accessTokenStore(store).build();
  }

  /** So that a pact about creating need not be one about access tokens too. */
  private static AccessTokenStore storeWithToken(MockServer server) {
    AccessTokenStore store = AccessTokenStore.inMemory();
    Instant now = Instant.now();
    store.save(
        new AccessTokenStore.Key(uri(server), CLIENT_ID),
        new AccessToken(TOKEN, now, now.plusSeconds(60_000)));
    return store;
  }

  private static URI uri(MockServer server) {
    return URI.create("http://127.0.0.1:" + server.getPort());
  }
}
