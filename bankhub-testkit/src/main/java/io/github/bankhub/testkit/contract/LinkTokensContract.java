package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.link.CompletionRedirect;
import io.github.bankhub.domain.link.DisplayLanguage;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.link.Platform;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.journal.ErrorStyle;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * The rules of {@link io.github.bankhub.domain.port.LinkTokens}, one test each.
 *
 * <p>Extend it and say how the implementation is connected. The tests share nothing and may run at
 * the same time. Run them in a time zone other than Vietnam's: in that one a reader of local times
 * is right by chance.
 *
 * <pre>{@code
 * class MyLinkTokensTest extends LinkTokensContract {
 *   @Override
 *   protected BankHub connect(
 *       InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
 *     return new MyBankHub(service, rules, credentials);
 *   }
 * }
 * }</pre>
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class LinkTokensContract extends ClientContract {

  private static final String COMPANY = "company_xid";
  private static final String ACCOUNT = "bank_account_xid";
  private static final String REDIRECT = "completion_redirect_uri";
  private static final String HTTP = "http://example.com/linked?user=7";
  private static final String HTTPS = "https://example.com/linked?user=7";
  private static final SandboxAccount MB_BANK = SandboxAccount.of("MBBank", "0123456789");
  private static final CompanyXid NO_COMPANY = new CompanyXid("COMPANYTHATDOESNOTEXIST");
  private static final BankAccountXid NO_ACCOUNT =
      new BankAccountXid("00000000-0000-0000-0000-00000000dead");

  /** For subclasses. */
  protected LinkTokensContract() {}

  @Test
  public void LT_03_a_request_without_a_company_cannot_be_built() {
    for (String absent : List.of("", " ", "\t")) {
      InvalidFieldException refusal =
          assertThrows(
              InvalidFieldException.class,
              () -> LinkTokenRequest.link(new CompanyXid(absent)),
              "a company's id must not be blank");
      assertEquals(COMPANY, refusal.field(), "the error names the field");
    }
  }

  @Test
  public void LT_03_a_blank_company_that_is_sent_unchecked_is_refused_naming_the_field() {
    ContractFixture bench = bench();
    assertRefusedNaming(COMPANY, bench, linkOf(bench).withUncheckedField(COMPANY, " "));
  }

  @Test
  public void LT_04_a_purpose_is_one_of_two_and_other_text_is_refused_with_both_listed() {
    for (Purpose purpose : Purpose.values()) {
      assertEquals(purpose, Purpose.parse(purpose.name()), "a purpose is read by its name");
    }
    for (String other : List.of("", "link_bank_account", "RELINK_BANK_ACCOUNT")) {
      InvalidFieldException refusal =
          assertThrows(
              InvalidFieldException.class,
              () -> Purpose.parse(other),
              "any other purpose is refused");
      assertEquals("purpose", refusal.field(), "the error names the field");
      assertContains("LINK_BANK_ACCOUNT, UNLINK_BANK_ACCOUNT", refusal, "both are listed");
    }
  }

  @Test
  public void LT_04_another_purpose_that_is_sent_unchecked_is_refused_naming_the_field() {
    ContractFixture bench = bench();
    assertRefusedNaming(
        "purpose", bench, linkOf(bench).withUncheckedField("purpose", "RELINK_BANK_ACCOUNT"));
  }

  @Test
  public void LT_05_a_request_to_unlink_without_an_account_cannot_be_built() {
    InvalidFieldException refusal =
        assertThrows(
            InvalidFieldException.class,
            () -> LinkTokenRequest.unlink(NO_COMPANY, new BankAccountXid(" ")),
            "an account's id must not be blank");
    assertEquals(ACCOUNT, refusal.field(), "the error names the field");
  }

  @Test
  public void LT_05_a_blank_account_that_is_sent_unchecked_is_refused_naming_the_field() {
    ContractFixture bench = bench();
    assertRefusedNaming(ACCOUNT, bench, unlinkOf(bench).withUncheckedField(ACCOUNT, " "));
  }

  @Test
  public void LT_05_an_account_of_the_company_can_be_unlinked() {
    ContractFixture bench = bench();
    assertAccepted(bench, unlinkOf(bench), "UNLINK of an account of the company");
  }

  @Test
  public void LT_06_linking_needs_no_account() {
    ContractFixture bench = bench();
    assertAccepted(bench, linkOf(bench), "LINK without bank_account_xid");
  }

  @Test
  public void LT_06_linking_with_an_account_that_is_sent_unchecked_is_accepted() {
    ContractFixture bench = bench();
    assertAccepted(
        bench,
        linkOf(bench).withUncheckedField(ACCOUNT, Samples.CURL_BANK_ACCOUNT.value()),
        "LINK with bank_account_xid, as SePay's own sample has it");
  }

  @Test
  public void LT_07_a_redirect_that_is_not_absolute_cannot_be_built() {
    for (String wrong : List.of("", "/linked", "example.com/linked", "https:linked")) {
      InvalidFieldException refusal =
          assertThrows(
              InvalidFieldException.class,
              () -> CompletionRedirect.of(wrong),
              "a redirect is an absolute URI");
      assertEquals(REDIRECT, refusal.field(), "the error names the field");
    }
  }

  @Test
  public void LT_07_a_redirect_is_optional() {
    ContractFixture production =
        bench(BankHubEnvironment.PRODUCTION, BankHubEnvironment.PRODUCTION);
    assertAccepted(production, linkOf(production), "a request without redirect");
  }

  @Test
  public void LT_07_the_sandbox_takes_http_and_https_redirects() {
    ContractFixture sandbox = bench();
    for (String redirect : List.of(HTTP, HTTPS)) {
      assertAccepted(
          sandbox, linkOf(sandbox).redirectTo(redirect), "in the sandbox, a redirect " + redirect);
    }
  }

  @Test
  public void LT_07_production_takes_https_redirects_in_either_case() {
    ContractFixture production =
        bench(BankHubEnvironment.PRODUCTION, BankHubEnvironment.PRODUCTION);
    for (String redirect : List.of(HTTPS, "HTTPS://example.com/linked")) {
      assertAccepted(
          production,
          linkOf(production).redirectTo(redirect),
          "in production, a redirect " + redirect);
    }
  }

  @Test
  public void LT_07_production_refuses_other_redirects_before_any_call() {
    ContractFixture production =
        bench(BankHubEnvironment.PRODUCTION, BankHubEnvironment.PRODUCTION);
    for (String redirect : List.of(HTTP, "myapp://linked")) {
      InvalidRequestException refusal =
          assertThrows(
              InvalidRequestException.class,
              () -> production.create(linkOf(production).redirectTo(redirect)),
              "in production a redirect must be HTTPS");
      assertEquals(Set.of(REDIRECT), refusal.fields().keySet(), "the failure names the field");
    }
    assertEquals(
        List.of(), production.control().journal(), "a redirect is refused before any call is made");
  }

  @Test
  public void LT_07_a_redirect_reaches_the_service() {
    ContractFixture lenient = bench(BankHubEnvironment.PRODUCTION, BankHubEnvironment.SANDBOX);
    assertRefusedNaming(REDIRECT, lenient, linkOf(lenient).redirectTo(HTTP));
  }

  @Test
  public void LT_07_a_hub_tells_the_rules_that_it_keeps_to() {
    for (BankHubEnvironment rules :
        List.of(BankHubEnvironment.SANDBOX, BankHubEnvironment.PRODUCTION)) {
      assertEquals(
          rules.redirectSchemes(),
          bench(rules, rules).hub().environment().redirectSchemes(),
          "the hub's environment has the rules of " + rules.name());
    }
  }

  @Test
  public void LT_08_web_and_mobile_app_are_accepted_and_so_is_neither() {
    ContractFixture bench = bench();
    assertAccepted(bench, linkOf(bench), "a request without is_mobile_app");
    for (Platform surface : Platform.values()) {
      assertAccepted(bench, linkOf(bench).on(surface), "is_mobile_app for " + surface);
    }
  }

  @Test
  public void LT_08_another_number_that_is_sent_unchecked_is_refused_naming_the_field() {
    ContractFixture bench = bench();
    assertRefusedNaming(
        "is_mobile_app",
        bench,
        linkOf(bench).on(Platform.MOBILE_APP).withUncheckedField("is_mobile_app", 2));
  }

  @Test
  public void LT_09_any_language_is_accepted_and_so_is_none() {
    ContractFixture bench = bench();
    assertAccepted(bench, linkOf(bench), "a request without language");
    for (String code : List.of("vi", "en", "km-KH")) {
      assertAccepted(
          bench, linkOf(bench).in(new DisplayLanguage(code)), "the language \"" + code + "\"");
    }
  }

  @Test
  public void LT_11_a_created_token_has_the_xid_and_the_secret_that_the_service_gave() {
    ContractFixture bench = bench();
    LinkToken expected = bench.twin().createLink();
    LinkToken token = bench.createLink();
    assertEquals(expected.xid(), token.xid(), "xid is the xid of the answer");
    assertTrue(expected.secret().equals(token.secret()), "secret is the link_token of the answer");
  }

  @Test
  public void LT_11_callers_at_the_same_time_get_a_token_each() throws InterruptedException {
    ContractFixture bench = bench();
    List<LinkToken> tokens = ConcurrentCalls.allCall(bench::createLink);
    Set<LinkTokenXid> xids = new HashSet<>(tokens.stream().map(LinkToken::xid).toList());
    assertEquals(ConcurrentCalls.CALLERS, xids.size(), "each call creates a token of its own");
  }

  @Test
  public void LT_12_an_expiry_is_read_in_Vietnam_time_which_is_assumed() {
    ContractFixture bench = bench();
    bench.control().linkTokenLifetime(Duration.ofMinutes(30));
    LinkToken token = bench.createLink();
    assertEquals("2026-01-31 11:00:00", token.expiry().text(), "the text is kept as it was sent");
    assertEquals(
        Instant.parse("2026-01-31T04:00:00Z"),
        token.expiry().instant().orElse(null),
        "the text is read as Asia/Ho_Chi_Minh");
  }

  @Test
  public void LT_13_the_path_and_query_of_a_hosted_link_are_those_of_the_answer() {
    ContractFixture bench = bench();
    String expected = afterOrigin(bench.twin().createLink().hostedLink().uri());
    assertEquals(
        expected, afterOrigin(bench.createLink().hostedLink().uri()), "the link is used verbatim");
  }

  /** Client and rules are the same, so only the answer can tell the origin. */
  @Test
  public void LT_13_the_origin_of_a_hosted_link_is_that_of_the_answer() {
    URI sandbox = bench().createLink().hostedLink().uri();
    URI production =
        bench(BankHubEnvironment.PRODUCTION, BankHubEnvironment.SANDBOX)
            .createLink()
            .hostedLink()
            .uri();
    assertNotEquals(
        sandbox.getAuthority(),
        production.getAuthority(),
        "the link is used verbatim, so two services give links of two origins");
  }

  @Test
  public void LT_15_an_unknown_company_is_not_found_in_the_observed_style() {
    assertUnknownCompanyIsNotFound(ErrorStyle.OBSERVED);
  }

  @Test
  public void LT_15_an_unknown_company_is_not_found_in_the_documented_style() {
    assertUnknownCompanyIsNotFound(ErrorStyle.DOCUMENTED);
  }

  @Test
  public void LT_15_the_company_alone_is_named_where_the_answer_names_it() {
    ContractFixture bench = bench();
    NotFoundException refusal =
        assertNotFound(bench, LinkTokenRequest.unlink(NO_COMPANY, NO_ACCOUNT));
    assertEquals(
        List.of(new Reference(COMPANY, NO_COMPANY.value())),
        refusal.possiblyMissing(),
        "the failure names the company, and nothing else");
  }

  @Test
  public void LT_16_an_unknown_account_is_not_found_in_the_observed_style() {
    ContractFixture bench = bench();
    assertAccountIsNotFound(ErrorStyle.OBSERVED, bench, NO_ACCOUNT);
  }

  @Test
  public void LT_16_an_unknown_account_is_not_found_in_the_documented_style() {
    ContractFixture bench = bench();
    assertAccountIsNotFound(ErrorStyle.DOCUMENTED, bench, NO_ACCOUNT);
  }

  @Test
  public void LT_16_an_account_of_another_company_is_not_found_in_the_observed_style() {
    ContractFixture bench = bench();
    assertAccountIsNotFound(ErrorStyle.OBSERVED, bench, accountOfAnother(bench));
  }

  @Test
  public void LT_16_an_account_of_another_company_is_not_found_in_the_documented_style() {
    ContractFixture bench = bench();
    assertAccountIsNotFound(ErrorStyle.DOCUMENTED, bench, accountOfAnother(bench));
  }

  @Test
  public void LT_17_a_field_unknown_here_that_the_service_takes_can_be_sent_unchecked() {
    ContractFixture bench = bench();
    assertAccepted(bench, linkOf(bench).withUncheckedField("external_id", "user-7"), "external_id");
  }

  @Test
  public void LT_17_a_refused_field_is_an_invalid_request_naming_it_in_the_observed_style() {
    ContractFixture bench = bench();
    InvalidRequestException refusal = assertInvalid(bench);
    assertEquals(Set.of("lang"), refusal.fields().keySet(), "the failure names the field");
  }

  @Test
  public void LT_17_a_refused_field_is_an_invalid_request_in_the_documented_style() {
    ContractFixture bench = bench();
    bench.control().errorStyle(ErrorStyle.DOCUMENTED);
    InvalidRequestException refusal = assertInvalid(bench);
    assertEquals("Validation error", refusal.serviceMessage().orElse(""), "SePay's words are kept");
  }

  @Test
  public void LT_18_an_access_token_that_is_refused_is_renewed_and_the_call_succeeds() {
    ContractFixture bench = bench();
    bench.createLink();
    bench.control().expireAccessTokens();
    assertAccepted(bench, linkOf(bench), "a call whose access token has ended early");
    assertEquals(
        List.of(201, 401, 201),
        bench.statuses(Operation.CREATE_LINK_TOKEN),
        "the refused call is repeated once");
  }

  @Test
  public void LT_19_a_token_has_expired_from_its_last_instant_on() {
    ContractFixture bench = bench();
    Duration lifetime = Duration.ofSeconds(90);
    bench.control().linkTokenLifetime(lifetime);
    LinkToken token = bench.createLink();
    Instant end = bench.now().plus(lifetime);
    assertAll(
        () -> assertFalse(token.hasExpiredAt(bench.now()), "a new token has not expired"),
        () -> assertFalse(token.hasExpiredAt(end.minusNanos(1)), "nor just before its end"),
        () -> assertTrue(token.hasExpiredAt(end), "it has at the instant of expires_at"),
        () -> assertTrue(token.hasExpiredAt(end.plusNanos(1)), "and after it"));
  }

  @Test
  public void LT_24_a_token_prints_neither_its_secret_nor_its_link() {
    LinkToken token = bench().createLink();
    String printed = token.toString();
    SecretAssertions.assertHides(
        token.secret().reveal(), printed, "a token's text hides its secret");
    SecretAssertions.assertHides(
        afterOrigin(token.hostedLink().uri()), printed, "a token's text hides its link");
  }

  @Test
  public void LT_24_a_hub_and_its_ports_print_no_secret() {
    ContractFixture bench = bench();
    LinkToken token = bench.createLink();
    AccessToken bearer = bench.hub().accessTokens().current();
    String printed = SecretAssertions.of(bench.hub());
    SecretAssertions.assertHides(bearer.reveal(), printed, "a hub's text hides the access token");
    SecretAssertions.assertHides(
        token.secret().reveal(), printed, "a hub's text hides link tokens");
    SecretAssertions.assertHides(
        bench.control().credentials(), printed, "a hub's text hides the client's secret");
  }

  @Test
  public void LT_24_a_refused_request_shows_no_secret() {
    ContractFixture bench = bench();
    AccessToken bearer = bench.hub().accessTokens().current();
    Stream.of(assertInvalid(bench), assertNotFound(bench, LinkTokenRequest.link(NO_COMPANY)))
        .map(SecretAssertions::of)
        .forEach(
            printed -> {
              SecretAssertions.assertHides(
                  bearer.reveal(), printed, "a failure's text hides the access token");
              SecretAssertions.assertHides(
                  bench.control().credentials(), printed, "a failure's text hides the secret");
            });
  }

  @Test
  public void LT_24_refused_credentials_are_not_shown() {
    ClientCredentials wrong = ClientCredentials.of("BH-SB-NOBODY", "a-secret-that-nobody-issued");
    ContractFixture bench = benchOf(wrong);
    AccessDeniedException refusal =
        assertThrows(
            AccessDeniedException.class, bench::createLink, "wrong credentials are refused");
    SecretAssertions.assertHides(
        wrong, SecretAssertions.of(refusal), "a failure's text hides the client's secret");
  }

  @Test
  public void FR_07_a_request_that_the_service_refuses_was_REJECTED_and_is_sent_once() {
    for (ErrorStyle style : ErrorStyle.values()) {
      ContractFixture bench = bench();
      bench.control().errorStyle(style);
      assertRejected(bench, assertInvalid(bench));
    }
  }

  @Test
  public void FR_07_a_reference_that_the_service_does_not_find_was_REJECTED_and_is_sent_once() {
    for (ErrorStyle style : ErrorStyle.values()) {
      ContractFixture bench = bench();
      bench.control().errorStyle(style);
      assertRejected(bench, assertNotFound(bench, LinkTokenRequest.link(NO_COMPANY)));
    }
  }

  @Test
  public void FR_07_a_request_that_the_environment_refuses_was_NOT_SENT() {
    ContractFixture production =
        bench(BankHubEnvironment.PRODUCTION, BankHubEnvironment.PRODUCTION);
    BankHubException refusal =
        assertThrows(
            BankHubException.class,
            () -> production.create(linkOf(production).redirectTo(HTTP)),
            "in production a redirect must be HTTPS");
    assertEquals(RequestOutcome.NOT_SENT, refusal.requestOutcome(), "no call was made");
    assertEquals(0, refusal.call().attempts(), "there was no attempt");
    assertTrue(refusal.call().httpStatus().isEmpty(), "there was no answer");
  }

  @Test
  public void FR_07_a_request_without_an_access_token_was_NOT_SENT() {
    ContractFixture bench =
        benchOf(ClientCredentials.of("BH-SB-NOBODY", "a-secret-that-nobody-issued"));
    AccessDeniedException refusal =
        assertThrows(
            AccessDeniedException.class, bench::createLink, "wrong credentials are refused");
    assertEquals(
        RequestOutcome.NOT_SENT, refusal.requestOutcome(), "only the access token was asked for");
    assertEquals(
        List.of(),
        bench.statuses(Operation.CREATE_LINK_TOKEN),
        "nothing is sent without an access token");
  }

  @Test
  public void FR_07_a_refused_request_leaves_nothing_behind() {
    ContractFixture bench = bench();
    LinkToken expected = bench.twin().createLink();
    assertNotFound(bench, LinkTokenRequest.unlink(bench.company(), NO_ACCOUNT));
    assertNotFound(bench, LinkTokenRequest.link(NO_COMPANY));
    assertEquals(
        expected.xid(),
        bench.createLink().xid(),
        "the first request that succeeds creates the first token");
  }

  private void assertUnknownCompanyIsNotFound(ErrorStyle style) {
    ContractFixture bench = bench();
    bench.control().errorStyle(style);
    NotFoundException refusal = assertNotFound(bench, LinkTokenRequest.link(NO_COMPANY));
    assertEquals(
        List.of(new Reference(COMPANY, NO_COMPANY.value())),
        refusal.possiblyMissing(),
        "the failure names the company");
  }

  /** An answer in the documented style does not tell which of the two references is missing. */
  private static void assertAccountIsNotFound(
      ErrorStyle style, ContractFixture bench, BankAccountXid account) {
    bench.control().errorStyle(style);
    NotFoundException refusal =
        assertNotFound(bench, LinkTokenRequest.unlink(bench.company(), account));
    Reference missing = new Reference(ACCOUNT, account.value());
    if (style == ErrorStyle.OBSERVED) {
      assertEquals(
          List.of(missing), refusal.possiblyMissing(), "the failure names the bank account");
    } else {
      assertTrue(
          refusal.possiblyMissing().contains(missing),
          "the failure names the bank account among " + refusal.possiblyMissing());
    }
  }

  private static NotFoundException assertNotFound(ContractFixture bench, LinkTokenRequest request) {
    return assertThrows(
        NotFoundException.class,
        () -> bench.create(request),
        "what the request refers to does not exist");
  }

  private static InvalidRequestException assertInvalid(ContractFixture bench) {
    return assertThrows(
        InvalidRequestException.class,
        () -> bench.create(linkOf(bench).withUncheckedField("lang", "vi")),
        "the service knows no field \"lang\"");
  }

  /** An answer about a reference may be read as "invalid" or as "not found": both name it. */
  private static void assertRefusedNaming(
      String field, ContractFixture bench, LinkTokenRequest request) {
    BankHubException refusal =
        assertThrows(
            BankHubException.class,
            () -> bench.create(request),
            "what was sent as " + field + " reaches the service, which refuses it");
    assertContains(field, refusal, "the failure names the field");
    assertEquals(
        RequestOutcome.REJECTED, refusal.requestOutcome(), "it was the service that refused");
  }

  private static void assertRejected(ContractFixture bench, BankHubException refusal) {
    List<Integer> statuses = bench.statuses(Operation.CREATE_LINK_TOKEN);
    assertEquals(1, statuses.size(), "a refused request is not sent again");
    assertEquals(RequestOutcome.REJECTED, refusal.requestOutcome(), "the service refused it");
    assertEquals(
        statuses.get(0), refusal.call().httpStatus().orElse(0), "the failure tells the status");
    assertEquals(1, refusal.call().attempts(), "the failure tells the number of attempts");
  }

  private static void assertAccepted(ContractFixture bench, LinkTokenRequest request, String what) {
    Executable call = () -> bench.create(request);
    assertDoesNotThrow(call, what + " is accepted");
  }

  private static void assertContains(String part, Exception failure, String message) {
    String text = String.valueOf(failure.getMessage());
    assertTrue(text.contains(part), message + " " + part + ": " + text);
  }

  private static LinkTokenRequest linkOf(ContractFixture bench) {
    return LinkTokenRequest.link(bench.company());
  }

  private static LinkTokenRequest unlinkOf(ContractFixture bench) {
    BankAccountXid account = bench.control().addBankAccount(bench.company(), MB_BANK);
    return LinkTokenRequest.unlink(bench.company(), account);
  }

  private static BankAccountXid accountOfAnother(ContractFixture bench) {
    CompanyXid another = bench.control().addCompany("CONG TY CP XYZ");
    return bench.control().addBankAccount(another, MB_BANK);
  }

  private static String afterOrigin(URI link) {
    String query = link.getRawQuery() == null ? "" : "?" + link.getRawQuery();
    return link.getRawPath() + query;
  }
}
