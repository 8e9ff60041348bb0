package io.github.bankhub.feign.pact;

import static io.github.bankhub.feign.SpecExamples.requestBody;
import static io.github.bankhub.feign.SpecExamples.response;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.bankhub.domain.account.BankAccount;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.company.Company;
import io.github.bankhub.domain.company.CompanyChange;
import io.github.bankhub.domain.company.CompanyChange.SuffixCharacters;
import io.github.bankhub.domain.company.CompanyQuery;
import io.github.bankhub.domain.company.CompanyQuery.Order;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.company.NewCompany;
import io.github.bankhub.domain.event.LinkTokenEvent;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.history.LinkTokenStatus;
import io.github.bankhub.domain.link.DisplayLanguage;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.link.Platform;
import io.github.bankhub.domain.merchant.MerchantCounterQuery;
import io.github.bankhub.domain.merchant.MerchantSettingsChange;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.paging.Page;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.Transaction;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.domain.transaction.TransactionQuery;
import io.github.bankhub.domain.transaction.TransferDirection;
import io.github.bankhub.domain.webhook.NewWebhook;
import io.github.bankhub.testkit.sample.Samples;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
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

  private static final PactState OBSERVED = PactState.of("errors come in the observed shape");
  private static final PactState DOCUMENTED = PactState.of("errors come in the documented shape");
  private static final PactState NO_COMPANY = PactState.of("the company does not exist");
  private static final PactState NO_ACCOUNT = PactState.of("the bank account does not exist");
  private static final PactState NO_LINK_TOKEN = PactState.of("the link token does not exist");
  private static final PactState FOREIGN_ACCOUNT =
      PactState.of("the bank account is not linked to the company");
  private static final PactState ACCOUNT_LINKED =
      new PactState(
          "a bank account is linked to the company",
          Map.of("company_xid", COMPANY.value(), "bank_account_xid", ACCOUNT.value()));
  private static final PactState LINK_TOKEN_EXISTS =
      new PactState(
          "a link token exists",
          Map.of(
              "company_xid", COMPANY.value(),
              "link_token_xid", LINK_TOKEN.value(),
              "link_token", SECRET.reveal()));

  private static final TransactionId TRANSACTION =
      new TransactionId("7c1d3a52-0f6b-4c1e-8a55-2b9e6f0d4a17");
  private static final PactState NO_TRANSACTION = PactState.of("the transaction does not exist");
  private static final PactState NO_SIMULATION = PactState.of("transactions cannot be simulated");
  private static final PactState TRANSACTION_EXISTS =
      new PactState(
          "a transaction exists",
          Map.of("transaction_id", TRANSACTION.value(), "bank_account_xid", ACCOUNT.value()));

  private static final PactState KEYWORDS_SET = PactState.of("the merchant has keywords");
  private static final PactState LOGO_TOO_LARGE = PactState.of("the logo is too large");

  private static final JsonNode SHORT_NOT_FOUND = json("{'code': 404, 'message': 'Not found'}");

  @ParameterizedTest(name = "{0}")
  @MethodSource({"rows", "expiredTokens"})
  void the_client_understands(PactRow row) {
    row.run();
  }

  static Stream<PactRow> rows() {
    return Stream.of(
            accessTokens(),
            creations(),
            details(),
            revocations(),
            companies(),
            company(),
            companyCreations(),
            companyChanges(),
            companyCounter(),
            bankAccounts(),
            bankAccount(),
            transactions(),
            transaction(),
            simulations(),
            merchantSettings(),
            logos(),
            merchantCounter(),
            webhookSettings())
        .flatMap(Function.identity());
  }

  /** The first request of each operation with a bearer token, if the token has expired. */
  static Stream<PactRow> expiredTokens() {
    PactRow renewal = firstRow(Operation.CREATE_ACCESS_TOKEN);
    return Arrays.stream(Operation.values())
        .filter(Operation::usesAccessToken)
        .map(operation -> firstRow(operation).withExpiredToken(renewal));
  }

  private static PactRow firstRow(Operation operation) {
    return rows().filter(row -> row.operation() == operation).findFirst().orElseThrow();
  }

  private static Stream<PactRow> accessTokens() {
    Operation operation = Operation.CREATE_ACCESS_TOKEN;
    var create = PactCall.of(operation, hub -> hub.accessToken());
    var client = Map.of("client_id", PactRow.CLIENT_ID, "client_secret", PactRow.CLIENT_SECRET);
    return Stream.of(
        create
            .in("a request for an access token", new PactState("a client exists", client))
            .returns(
                "AT_01",
                "access_token, ttl",
                token -> {
                  assertThat(token.reveal()).isEqualTo(PactRow.TOKEN);
                  assertThat(token.lifetime()).hasSeconds(60_000);
                }),
        create
            .in(
                "a request for an access token with wrong credentials",
                PactState.of("the client does not exist"))
            .fails(
                "AT_06",
                401,
                response(operation, 401, "unauthenticated"),
                AccessDeniedException.class,
                failure -> assertThat(failure).isNotNull()));
  }

  private static Stream<PactRow> creations() {
    Operation operation = Operation.CREATE_LINK_TOKEN;
    JsonNode created = response(operation, 201, "lifelike");
    LinkTokenRequest linkRequest = LinkTokenRequest.link(COMPANY);
    var everyField =
        creating(
            requestBody(operation, "everyField"),
            LinkTokenRequest.link(FIRST)
                .redirectTo("http://example.com")
                .on(Platform.WEB)
                .in(DisplayLanguage.VIETNAMESE)
                .withUncheckedField("bank_account_xid", "52930e2b-c38b-4cd1-b2a2-9ddcdc603104"));
    var link =
        creating(
            requestBody(operation, "link"), linkRequest.redirectTo("https://yourapp.com/success"));
    var plain =
        creating(
            json("{'company_xid': '" + COMPANY + "', 'purpose': 'LINK_BANK_ACCOUNT'}"),
            linkRequest);
    var unlink =
        creating(
            requestBody(operation, "unlink"),
            LinkTokenRequest.unlink(COMPANY, ACCOUNT).redirectTo("https://yourapp.com/unlinked"));
    var withoutAccount =
        creating(
            json("{'company_xid': '" + COMPANY + "', 'purpose': 'UNLINK_BANK_ACCOUNT'}"),
            linkRequest.withUncheckedField("purpose", "UNLINK_BANK_ACCOUNT"));
    var relink =
        creating(
            json("{'company_xid': '" + COMPANY + "', 'purpose': 'RELINK_BANK_ACCOUNT'}"),
            linkRequest.withUncheckedField("purpose", "RELINK_BANK_ACCOUNT"));
    return Stream.of(
        link.in("a request to link", company(COMPANY))
            .returns("LT_11", created, BankHubPactTest::assertCreated),
        plain
            .in("a request to link without options", company(COMPANY))
            .returns("LT_11", created, BankHubPactTest::assertCreated),
        everyField
            .in("a request to link with every option", company(FIRST))
            .returns("LT_25", created, BankHubPactTest::assertCreated),
        unlink
            .in("a request to unlink", company(COMPANY), ACCOUNT_LINKED)
            .returns("LT_11", created, BankHubPactTest::assertCreated),
        withoutAccount.in("a request to unlink nothing", DOCUMENTED).isInvalid("LT_05"),
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
                            new Reference("bank_account_xid", ACCOUNT.value()))));
  }

  private static Stream<PactRow> details() {
    Operation operation = Operation.GET_LINK_TOKEN;
    var get = PactCall.of(operation, hub -> hub.linkTokens().get(SECRET));
    var malformed =
        new PactCall<>(
            operation,
            json("{'link_token': 'no link token?'}"),
            hub -> hub.linkTokens().get(new LinkTokenSecret("no link token?")));
    return Stream.of(
        get.in("a request for the details of a link token", company(COMPANY), LINK_TOKEN_EXISTS)
            .returns(
                "LI_02",
                "xid, purpose, status, expires_at, events.xid, events.name, events.created_at",
                details -> {
                  assertThat(details.xid()).isEqualTo(LINK_TOKEN);
                  assertThat(details.status()).contains(LinkTokenStatus.ACTIVE);
                  assertThat(details.webhookEvents().get(0))
                      .isInstanceOf(LinkTokenEvent.Created.class);
                }),
        malformed
            .in("a request for the details of a malformed link token", DOCUMENTED)
            .isInvalid("LI_03"),
        get.in("a request for the details of an unknown link token", NO_LINK_TOKEN)
            .isNotFound("LI_03"));
  }

  private static Stream<PactRow> revocations() {
    Operation operation = Operation.REVOKE_LINK_TOKEN;
    var revoke = PactCall.of(operation, hub -> revoked(hub, LINK_TOKEN));
    var malformed =
        new PactCall<>(
            operation,
            json("{'link_token_xid': 'no link token?'}"),
            hub -> revoked(hub, new LinkTokenXid("no link token?")));
    return Stream.of(
        revoke
            .in("a request to revoke a link token", company(COMPANY), LINK_TOKEN_EXISTS)
            .returns("LR_02", "message", revoked -> assertThat(revoked).isTrue()),
        malformed.in("a request to revoke a malformed link token", DOCUMENTED).isInvalid("LR_03"),
        revoke.in("a request to revoke an unknown link token", NO_LINK_TOKEN).isNotFound("LR_03"));
  }

  private static Stream<PactRow> bankAccounts() {
    var list =
        PactCall.of(
            Operation.LIST_BANK_ACCOUNTS,
            hub -> hub.bankAccounts().list(BankAccountQuery.ALL),
            "page, per_page");
    var ofCompany =
        PactCall.of(
            Operation.LIST_BANK_ACCOUNTS,
            hub -> hub.bankAccounts().list(BankAccountQuery.ALL.ofCompany(COMPANY)),
            "page, per_page, company_xid");
    String fields =
        "data.xid, data.company_xid, data.brand_name, data.account_holder_name,"
            + " data.account_number, data.active, meta.has_more";
    return Stream.of(
        list.in("a request for the bank accounts", company(COMPANY), ACCOUNT_LINKED)
            .returns("BA_04", fields, BankHubPactTest::assertOneAccount),
        ofCompany
            .in("a request for the bank accounts of a company", company(COMPANY), ACCOUNT_LINKED)
            .returns("BA_04", fields, BankHubPactTest::assertOneAccount),
        tooManyPerPage(Operation.LIST_BANK_ACCOUNTS)
            .in("a request for too many bank accounts", DOCUMENTED)
            .isInvalid("BA_04"));
  }

  /** The client's queries cannot be that wrong, so this is a call without them. */
  private static PactCall<Object> tooManyPerPage(Operation operation) {
    return new PactCall<>(
        operation,
        json("{'page': 1, 'per_page': 101}"),
        hub -> hub.call(operation, Map.of("page", 1, "per_page", 101), (fields, zone) -> fields));
  }

  private static void assertOneAccount(Page<BankAccount> page) {
    assertThat(page.items()).extracting(BankAccount::xid).containsExactly(ACCOUNT);
    assertThat(page.items().get(0).isActive()).isTrue();
    assertThat(page.hasNext()).isFalse();
  }

  private static Stream<PactRow> bankAccount() {
    var get = PactCall.of(Operation.GET_BANK_ACCOUNT, hub -> hub.bankAccounts().get(ACCOUNT));
    return Stream.of(
        get.in("a request for one bank account", company(COMPANY), ACCOUNT_LINKED)
            .returns(
                "BA_07",
                "data.xid, data.company_xid, data.brand_name, data.account_holder_name,"
                    + " data.account_number, data.active",
                account -> {
                  assertThat(account.xid()).isEqualTo(ACCOUNT);
                  assertThat(account.companyXid()).contains(COMPANY);
                  assertThat(account.accountHolderName()).contains("NGUYEN VAN A");
                }),
        get.in("a request for an unknown bank account", NO_ACCOUNT).isNotFound("BA_09"));
  }

  private static Stream<PactRow> transactions() {
    Operation operation = Operation.LIST_TRANSACTIONS;
    var list =
        PactCall.of(
            operation, hub -> hub.transactions().list(TransactionQuery.ALL), "page, per_page");
    TransactionQuery query =
        TransactionQuery.ALL
            .ofCompany(COMPANY)
            .ofBankAccount(ACCOUNT)
            .atBank(new BrandName("MBBank"))
            .withDirection(TransferDirection.CREDIT)
            .withWebhookDelivered(false);
    var filtered =
        PactCall.of(
            operation,
            hub -> hub.transactions().list(query),
            "page, per_page, company_xid, bank_account_xid, brand_name, transfer_type,"
                + " webhook_success");
    String fields =
        "data.transaction_id, data.transaction_date, data.bank_account_xid, data.company_xid,"
            + " data.brand_name, data.account_number, data.transfer_type, data.amount,"
            + " data.transaction_content, data.webhook_success, meta.total, meta.total_pages";
    return Stream.of(
        list.in("a request for the transactions", inState())
            .returns("TX_04", fields, BankHubPactTest::assertOneTransaction),
        filtered
            .in("a request for some transactions", inState())
            .returns("TX_02", fields, BankHubPactTest::assertOneTransaction),
        tooManyPerPage(operation)
            .in("a request for too many transactions", DOCUMENTED)
            .isInvalid("TX_03"));
  }

  private static PactState[] inState() {
    return new PactState[] {company(COMPANY), ACCOUNT_LINKED, TRANSACTION_EXISTS};
  }

  private static void assertOneTransaction(Page<Transaction> page) {
    assertThat(page.items()).hasSize(1);
    assertTransaction(page.items().get(0));
    assertThat(page.hasNext()).isFalse();
  }

  private static void assertTransaction(Transaction transaction) {
    assertThat(transaction.id()).isEqualTo(TRANSACTION);
    assertThat(transaction.bankAccountXid()).contains(ACCOUNT);
    assertThat(transaction.direction()).contains(TransferDirection.CREDIT);
    assertThat(transaction.amount()).contains(new BigDecimal("50000"));
    assertThat(transaction.transactionDate()).contains(Instant.parse("2026-01-31T03:10:00Z"));
  }

  private static Stream<PactRow> transaction() {
    var get = PactCall.of(Operation.GET_TRANSACTION, hub -> hub.transactions().get(TRANSACTION));
    return Stream.of(
        get.in("a request for one transaction", inState())
            .returns(
                "TX_07",
                "data.transaction_id, data.transaction_date, data.bank_account_xid,"
                    + " data.transfer_type, data.amount, data.transaction_content",
                BankHubPactTest::assertTransaction),
        get.in("a request for an unknown transaction", NO_TRANSACTION).isNotFound("TX_09"));
  }

  private static Stream<PactRow> simulations() {
    Operation operation = Operation.CREATE_TRANSACTION;
    SimulatedTransaction simulated =
        SimulatedTransaction.credit(
            ACCOUNT, new BigDecimal("50000"), "NGUYEN VAN B chuyen tien DH1001");
    var create = PactCall.of(operation, hub -> hub.transactions().create(simulated));
    var negative =
        new PactCall<>(
            operation,
            json("{'amount': -1}"),
            hub -> hub.call(operation, Map.of("amount", -1), (fields, zone) -> fields));
    return Stream.of(
        create
            .in("a request to simulate a transaction", company(COMPANY), ACCOUNT_LINKED)
            .returns(
                "TX_10",
                "data.transaction_id, data.transaction_date, data.reference_number,"
                    + " data.transfer_type, data.amount, data.accumulated",
                transaction -> {
                  assertThat(transaction.id()).isEqualTo(TRANSACTION);
                  assertThat(transaction.amount()).contains(new BigDecimal("50000"));
                }),
        negative.in("a request to simulate a negative transaction", DOCUMENTED).isInvalid("TX_11"),
        create
            .in("a request to simulate a transaction in production", NO_SIMULATION, DOCUMENTED)
            .fails(
                "TX_13",
                403,
                response(operation, 403, "lifelike"),
                AccessDeniedException.class,
                failure -> assertThat(failure.call().httpStatus()).hasValue(403)),
        create
            .in("a request to simulate a transaction of no account", NO_ACCOUNT, DOCUMENTED)
            .fails(
                "TX_12",
                404,
                SHORT_NOT_FOUND,
                NotFoundException.class,
                missing("bank_account_xid", ACCOUNT)));
  }

  private static Stream<PactRow> merchantSettings() {
    Operation operation = Operation.CHANGE_MERCHANT_SETTINGS;
    var get = PactCall.of(Operation.GET_MERCHANT_SETTINGS, hub -> hub.merchantSettings().get());
    var change =
        PactCall.of(
            operation,
            hub ->
                hub.merchantSettings()
                    .change(MerchantSettingsChange.keywords(List.of("DH", "INV"))));
    var nothing =
        new PactCall<>(
            operation, json("{}"), hub -> hub.call(operation, Map.of(), (fields, zone) -> fields));
    String keywords = "data.transaction_whitelist_remark_keywords";
    return Stream.of(
        get.in("a request for the merchant's settings", KEYWORDS_SET)
            .returns(
                "MS_01",
                keywords,
                settings -> assertThat(settings.keywords()).first().isEqualTo("DH")),
        change
            .in("a request to change the merchant's settings")
            .returns(
                "MS_11",
                keywords,
                settings -> assertThat(settings.keywords()).first().isEqualTo("DH")),
        nothing
            .in("a request to change none of the merchant's settings", DOCUMENTED)
            .isInvalid("MS_13"));
  }

  private static Stream<PactRow> webhookSettings() {
    Operation operation = Operation.SET_WEBHOOK_SETTINGS;
    NewWebhook webhook = NewWebhook.to(Samples.WEBHOOK_URL, Samples.WEBHOOK_SECRET);
    NewWebhook wrong = webhook.only(List.of("TRANSACTION_NEW"));
    var get =
        PactCall.of(
            Operation.GET_WEBHOOK_SETTINGS, hub -> hub.webhookSettings().get().orElseThrow());
    var set = PactCall.of(operation, hub -> hub.webhookSettings().set(webhook));
    var unknownEvent =
        new PactCall<>(
            operation,
            new JsonMapper().<JsonNode>valueToTree(wrong.fields()),
            hub -> hub.webhookSettings().set(wrong));
    return Stream.of(
        get.in("a request for the webhook", PactState.of("a webhook is set"))
            .returns(
                "WS_01",
                "data.webhook_url, data.secret_key, data.active, data.allow_events",
                found -> assertThat(found.maskedSecret()).hasValue("***5678")),
        set.in("a request to set the webhook")
            .returns(
                "WS_12",
                "data.webhook_url, data.active, data.allow_events",
                found -> assertThat(found.receivesAllEvents()).isTrue()),
        unknownEvent
            .in("a request to set a webhook for an unknown event", DOCUMENTED)
            .isInvalid("WS_16"));
  }

  private static Stream<PactRow> logos() {
    Operation operation = Operation.UPLOAD_LOGO;
    byte[] gif = "GIF89a".getBytes(US_ASCII);
    var upload =
        new PactCall<>(
            operation,
            logo(Samples.LOGO.bytes()),
            hub -> hub.merchantSettings().uploadLogo(Samples.LOGO));
    var otherFormat =
        new PactCall<>(
            operation,
            logo(gif),
            hub -> hub.call(operation, Map.of("logo", gif), (fields, zone) -> fields));
    return Stream.of(
        upload
            .in("a request to upload a logo")
            .returns(
                "MS_21",
                "data.logo_url",
                address -> assertThat(address.getPath()).endsWith(".png")),
        otherFormat
            .in("a request to upload a logo of another format", DOCUMENTED)
            .isInvalid("MS_24"),
        upload
            .in("a request to upload a logo that is too large", LOGO_TOO_LARGE, DOCUMENTED)
            .fails(
                "MS_23",
                413,
                response(operation, 413, "lifelike"),
                InvalidRequestException.class,
                failure -> assertThat(failure.fields()).containsOnlyKeys("logo")));
  }

  private static JsonNode logo(byte[] image) {
    return JsonNodeFactory.instance.objectNode().put("logo", image);
  }

  private static Stream<PactRow> merchantCounter() {
    Operation operation = Operation.GET_MERCHANT_COUNTER;
    var counter =
        PactCall.of(operation, hub -> hub.merchantSettings().counter(MerchantCounterQuery.TODAY));
    var upsideDown =
        new PactCall<>(
            operation,
            json("{'start_date': '2026-02-01', 'end_date': '2026-01-31'}"),
            hub ->
                hub.call(
                    operation,
                    Map.of("start_date", "2026-02-01", "end_date", "2026-01-31"),
                    (fields, zone) -> fields));
    return Stream.of(
        counter
            .in("a request for the merchant's counter", inState())
            .returns(
                "MS_30",
                "data.dates.company_id, data.dates.date, data.dates.transaction,"
                    + " data.dates.transaction_in, data.dates.transaction_out,"
                    + " data.total.transaction, data.total.transaction_in,"
                    + " data.total.transaction_out",
                counted -> assertThat(counted.total().incoming()).hasValue(12)),
        upsideDown
            .in("a request for the merchant's counter of no days", DOCUMENTED)
            .isInvalid("MS_34"));
  }

  private static Stream<PactRow> companies() {
    CompanyQuery query = CompanyQuery.ALL.matching("ABC").withStatus(Company.Status.ACTIVE);
    var list =
        PactCall.of(
            Operation.LIST_COMPANIES,
            hub -> hub.companies().list(query.inOrder(Order.OLDEST_FIRST)),
            "page, per_page, q, status, sort[created_at]");
    return Stream.of(
        list.in("a request for the companies", company(COMPANY))
            .returns(
                "CO_04",
                "data.xid, data.full_name, data.status, data.active, meta.has_more",
                page -> {
                  assertThat(page.items()).extracting(Company::xid).containsExactly(COMPANY);
                  assertThat(page.items().get(0).isActive()).isTrue();
                  assertThat(page.hasNext()).isFalse();
                }),
        tooManyPerPage(Operation.LIST_COMPANIES)
            .in("a request for too many companies", DOCUMENTED)
            .isInvalid("CO_04"));
  }

  private static Stream<PactRow> company() {
    var get = PactCall.of(Operation.GET_COMPANY, hub -> hub.companies().get(COMPANY));
    return Stream.of(
        get.in("a request for one company", company(COMPANY))
            .returns(
                "CO_07",
                "data.xid, data.full_name, data.status, data.active,"
                    + " data.configuration.payment_code, data.configuration.transaction_amount",
                company -> {
                  assertThat(company.xid()).isEqualTo(COMPANY);
                  assertThat(company.configuration().isUnlimited()).isTrue();
                }),
        get.in("a request for an unknown company", NO_COMPANY).isNotFound("CO_09"));
  }

  private static Stream<PactRow> companyCounter() {
    Operation operation = Operation.GET_COMPANY_COUNTER;
    var count = PactCall.of(operation, hub -> hub.companies().counter(COMPANY));
    Map<String, String> noDay = Map.of("xid", COMPANY.value(), "date", "no day");
    var wrong =
        new PactCall<>(
            operation,
            json("{'xid': '" + COMPANY + "', 'date': 'no day'}"),
            hub -> hub.call(operation, noDay, (fields, zone) -> fields));
    return Stream.of(
        count
            .in("a request for the counter of a company", inState())
            .returns(
                "CO_40",
                "data.dates.date, data.dates.transaction, data.dates.transaction_in,"
                    + " data.total.transaction, data.total.transaction_in",
                counter -> {
                  assertThat(counter.days().get(0).date()).isEqualTo("2026-01-31");
                  assertThat(counter.total().transactions()).hasValue(1);
                }),
        wrong.in("a request for the counter of no day", DOCUMENTED).isInvalid("CO_41"),
        count
            .in("a request for the counter of an unknown company", NO_COMPANY)
            .isNotFound("CO_09"));
  }

  private static Stream<PactRow> companyCreations() {
    Operation operation = Operation.CREATE_COMPANY;
    var create = creating(NewCompany.active("CONG TY CP XYZ"));
    var wrong = creating(new NewCompany("CONG TY CP XYZ", new Company.Status("Asleep")));
    var again = creating(NewCompany.active("CONG TY TNHH ABC"));
    return Stream.of(
        create
            .in("a request to create a company")
            .returns(
                "CO_10",
                "data.xid",
                xid -> assertThat(xid.value()).isEqualTo("7c9e6679-7425-40de-944b-e07fc1f90ae7")),
        wrong
            .in("a request to create a company with an unknown status", DOCUMENTED)
            .isInvalid("CO_11"),
        again
            .in("a request to create a company whose name exists", company(COMPANY), OBSERVED)
            .fails(
                "CO_12",
                400,
                response(operation, 400, "observed"),
                InvalidRequestException.class,
                failure -> assertThat(failure.fields()).containsOnlyKeys("full_name")));
  }

  private static PactCall<CompanyXid> creating(NewCompany company) {
    return new PactCall<>(
        Operation.CREATE_COMPANY,
        new JsonMapper().valueToTree(company.fields()),
        hub -> hub.companies().create(company));
  }

  private static Stream<PactRow> companyChanges() {
    CompanyChange everyField =
        CompanyChange.fullName("CONG TY TNHH ABC")
            .and(CompanyChange.shortName("ABC"))
            .and(CompanyChange.status(Company.Status.PENDING))
            .and(CompanyChange.paymentCode(true))
            .and(CompanyChange.paymentCodePrefix("DH"))
            .and(CompanyChange.paymentCodeSuffixLength(3, 10))
            .and(CompanyChange.paymentCodeSuffixCharacters(SuffixCharacters.NUMBERS))
            .and(CompanyChange.transactionAmount(new BigDecimal("1000000")));
    CompanyChange forIpn =
        CompanyChange.status(Company.Status.ACTIVE).and(CompanyChange.unlimitedTransactions());
    var edit = editing(requestBody(Operation.EDIT_COMPANY, "lifelike"), forIpn);
    return Stream.of(
        edit.in("a request to change a company", company(COMPANY))
            .returns("CO_20", "message", edited -> assertThat(edited).isTrue()),
        editing(requestBody(Operation.EDIT_COMPANY, "everyField"), everyField)
            .in("a request to change every field of a company", company(COMPANY))
            .returns("CO_20", "message", edited -> assertThat(edited).isTrue()),
        editing(json("{'status': 'Asleep'}"), CompanyChange.status(new Company.Status("Asleep")))
            .in("a request to change a company to an unknown status", DOCUMENTED)
            .isInvalid("CO_21"),
        edit.in("a request to change an unknown company", NO_COMPANY).isNotFound("CO_25"));
  }

  private static PactCall<Boolean> editing(JsonNode body, CompanyChange change) {
    ObjectNode fields = body.deepCopy();
    return new PactCall<>(
        Operation.EDIT_COMPANY,
        fields.put("xid", COMPANY.value()),
        hub -> {
          hub.companies().edit(COMPANY, change);
          return true;
        });
  }

  private static PactCall<LinkToken> creating(JsonNode fields, LinkTokenRequest request) {
    return new PactCall<>(
        Operation.CREATE_LINK_TOKEN, fields, hub -> hub.linkTokens().create(request));
  }

  private static boolean revoked(BankHub hub, LinkTokenXid xid) {
    hub.linkTokens().revoke(xid);
    return true;
  }

  private static PactState company(CompanyXid company) {
    return new PactState("a company exists", Map.of("company_xid", company.value()));
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
