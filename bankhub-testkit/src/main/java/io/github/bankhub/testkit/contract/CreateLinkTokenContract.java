package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.ContractFixture.MB_BANK;
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
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * The rules of {@link io.github.bankhub.domain.port.LinkTokens#create}, one test each.
 *
 * <p>Extend it and connect your implementation. The implementation needs no other operation. The
 * tests share nothing and may run concurrently. Run them in another time zone than Vietnam: there,
 * a client that reads times in the local zone passes by accident.
 *
 * <pre>{@code
 * class MyCreateLinkTokenTest extends CreateLinkTokenContract {
 *   @Override
 *   protected BankHub connect(
 *       InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
 *     return new MyBankHub(service, rules, credentials);
 *   }
 * }
 * }</pre>
 */
@SuppressWarnings("missing-explicit-ctor") // No constructor does more than the default one.
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
public abstract class CreateLinkTokenContract extends ClientContract {

  private static final String COMPANY = "company_xid";
  private static final String ACCOUNT = "bank_account_xid";
  private static final String REDIRECT = "completion_redirect_uri";
  private static final String HTTP = "http://example.com/linked?user=7";
  private static final String HTTPS = "https://example.com/linked?user=7";
  private static final CompanyXid NO_COMPANY = new CompanyXid("COMPANYTHATDOESNOTEXIST");
  private static final BankAccountXid NO_ACCOUNT =
      new BankAccountXid("00000000-0000-0000-0000-00000000dead");
  private static final ClientCredentials WRONG_CREDENTIALS =
      ClientCredentials.of("BH-SB-NOBODY", "a-secret-that-nobody-issued");

  /** The fields of a request. */
  @Nested
  public class Request_rules {
    @Test
    public void LT_03_a_request_without_a_company_cannot_be_built() {
      for (String absent : List.of("", " ", "\t")) {
        assertCannotBeBuilt(COMPANY, () -> LinkTokenRequest.link(new CompanyXid(absent)));
      }
    }

    @Test
    public void LT_03_a_blank_company_that_is_sent_unchecked_is_rejected_naming_the_field() {
      ContractFixture fixture = fixture();
      assertRejectedNaming(COMPANY, fixture, linkOf(fixture).withUncheckedField(COMPANY, " "));
    }

    @Test
    public void LT_04_a_purpose_is_one_of_two_and_other_text_is_rejected_with_both_listed() {
      for (Purpose purpose : Purpose.values()) {
        assertEquals(purpose, Purpose.parse(purpose.name()), "a purpose is read by its name");
      }
      for (String other : List.of("", "link_bank_account", "RELINK_BANK_ACCOUNT")) {
        InvalidFieldException failure = assertCannotBeBuilt("purpose", () -> Purpose.parse(other));
        assertContains("LINK_BANK_ACCOUNT, UNLINK_BANK_ACCOUNT", failure, "both are listed");
      }
    }

    @Test
    public void LT_04_another_purpose_that_is_sent_unchecked_is_rejected_naming_the_field() {
      ContractFixture fixture = fixture();
      assertRejectedNaming(
          "purpose", fixture, linkOf(fixture).withUncheckedField("purpose", "RELINK_BANK_ACCOUNT"));
    }

    @Test
    public void LT_05_a_request_to_unlink_without_an_account_cannot_be_built() {
      assertCannotBeBuilt(
          ACCOUNT, () -> LinkTokenRequest.unlink(NO_COMPANY, new BankAccountXid(" ")));
    }

    @Test
    public void LT_05_a_blank_account_that_is_sent_unchecked_is_rejected_naming_the_field() {
      ContractFixture fixture = fixture();
      assertRejectedNaming(ACCOUNT, fixture, unlinkOf(fixture).withUncheckedField(ACCOUNT, " "));
    }

    @Test
    public void LT_05_an_account_of_the_company_can_be_unlinked() {
      ContractFixture fixture = fixture();
      assertAccepted(fixture, unlinkOf(fixture), "UNLINK of an account of the company");
    }

    @Test
    public void LT_06_linking_needs_no_account() {
      ContractFixture fixture = fixture();
      assertAccepted(fixture, linkOf(fixture), "LINK without bank_account_xid");
    }

    @Test
    public void LT_06_linking_with_an_account_that_is_sent_unchecked_is_accepted() {
      ContractFixture fixture = fixture();
      assertAccepted(
          fixture,
          linkOf(fixture).withUncheckedField(ACCOUNT, Samples.CURL_BANK_ACCOUNT.value()),
          "LINK with bank_account_xid, as in SePay's own sample,");
    }

    @Test
    public void LT_08_web_and_mobile_app_are_accepted_and_so_is_neither() {
      ContractFixture fixture = fixture();
      assertAccepted(fixture, linkOf(fixture), "a request without is_mobile_app");
      for (Platform platform : Platform.values()) {
        assertAccepted(fixture, linkOf(fixture).on(platform), "is_mobile_app for " + platform);
      }
    }

    @Test
    public void LT_08_another_number_that_is_sent_unchecked_is_rejected_naming_the_field() {
      ContractFixture fixture = fixture();
      LinkTokenRequest request = linkOf(fixture).on(Platform.MOBILE_APP);
      assertRejectedNaming(
          "is_mobile_app", fixture, request.withUncheckedField("is_mobile_app", 2));
    }

    @Test
    public void LT_09_any_language_is_accepted_and_so_is_none() {
      ContractFixture fixture = fixture();
      assertAccepted(fixture, linkOf(fixture), "a request without language");
      for (String code : List.of("vi", "en", "km-KH")) {
        assertAccepted(
            fixture,
            linkOf(fixture).in(new DisplayLanguage(code)),
            "the language \"" + code + "\"");
      }
    }

    @Test
    public void LT_17_an_undocumented_field_that_the_service_accepts_can_be_sent_unchecked() {
      ContractFixture fixture = fixture();
      assertAccepted(
          fixture, linkOf(fixture).withUncheckedField("external_id", "user-7"), "external_id");
    }

    @Test
    public void LT_17_a_rejected_field_is_an_invalid_request_naming_it_in_the_observed_style() {
      InvalidRequestException failure = assertInvalid(fixture());
      assertEquals(Set.of("lang"), failure.fields().keySet(), "the failure names the field");
    }

    @Test
    public void LT_17_a_rejected_field_is_an_invalid_request_in_the_documented_style() {
      ContractFixture fixture = fixture();
      fixture.control().errorStyle(ErrorStyle.DOCUMENTED);
      InvalidRequestException failure = assertInvalid(fixture);
      assertEquals(
          "Validation error", failure.serviceMessage().orElse(""), "the failure has SePay's words");
    }
  }

  /** The address to which the hosted page redirects. */
  @Nested
  public class Redirect {
    @Test
    public void LT_07_a_redirect_that_is_not_absolute_cannot_be_built() {
      for (String wrong : List.of("", "/linked", "example.com/linked", "https:linked")) {
        assertCannotBeBuilt(REDIRECT, () -> CompletionRedirect.of(wrong));
      }
    }

    @Test
    public void LT_07_a_redirect_is_optional() {
      ContractFixture production = production();
      assertAccepted(production, linkOf(production), "a request without redirect");
    }

    @Test
    public void LT_07_the_sandbox_accepts_http_and_https_redirects() {
      ContractFixture sandbox = fixture();
      for (String redirect : List.of(HTTP, HTTPS)) {
        assertAccepted(
            sandbox,
            linkOf(sandbox).redirectTo(redirect),
            "in the sandbox, a redirect " + redirect);
      }
    }

    @Test
    public void LT_07_production_accepts_https_redirects_in_either_case() {
      ContractFixture production = production();
      for (String redirect : List.of(HTTPS, "HTTPS://example.com/linked")) {
        assertAccepted(
            production,
            linkOf(production).redirectTo(redirect),
            "in production, a redirect " + redirect);
      }
    }

    @Test
    public void LT_07_production_rejects_other_redirects_before_any_call() {
      ContractFixture production = production();
      for (String redirect : List.of(HTTP, "myapp://linked")) {
        InvalidRequestException failure =
            assertThrows(
                InvalidRequestException.class,
                () -> production.create(linkOf(production).redirectTo(redirect)),
                "in production a redirect must be HTTPS");
        assertEquals(Set.of(REDIRECT), failure.fields().keySet(), "the failure names the field");
      }
      assertEquals(
          List.of(), production.control().journal(), "the client rejects it before any call");
    }

    @Test
    public void LT_07_a_redirect_reaches_the_service() {
      ContractFixture lenient = fixture(BankHubEnvironment.PRODUCTION, BankHubEnvironment.SANDBOX);
      assertRejectedNaming(REDIRECT, lenient, linkOf(lenient).redirectTo(HTTP));
    }

    @Test
    public void LT_07_a_hub_reports_the_rules_that_it_applies() {
      for (BankHubEnvironment rules :
          List.of(BankHubEnvironment.SANDBOX, BankHubEnvironment.PRODUCTION)) {
        assertEquals(
            rules.redirectSchemes(),
            fixture(rules, rules).hub().environment().redirectSchemes(),
            "the hub's environment has the rules of " + rules.name());
      }
    }
  }

  /** The fields of a response. */
  @Nested
  public class Response {
    @Test
    public void LT_11_a_created_token_has_the_xid_and_the_secret_of_the_response() {
      ContractFixture fixture = fixture();
      LinkToken expected = fixture.twin().createLink();
      LinkToken token = fixture.createLink();
      assertEquals(expected.xid(), token.xid(), "xid is the xid of the response");
      assertTrue(
          expected.secret().equals(token.secret()), "secret is the link_token of the response");
    }

    @Test
    public void LT_11_concurrent_callers_get_a_token_each() throws InterruptedException {
      List<LinkToken> tokens = ConcurrentCalls.allCall(fixture()::createLink);
      Set<LinkTokenXid> xids = new HashSet<>(tokens.stream().map(LinkToken::xid).toList());
      assertEquals(ConcurrentCalls.CALLERS, xids.size(), "each call creates its own token");
    }

    @Test
    public void LT_12_an_expiry_is_read_in_Vietnam_time_which_is_assumed() {
      ContractFixture fixture = fixture();
      fixture.control().linkTokenLifetime(Duration.ofMinutes(30));
      LinkToken token = fixture.createLink();
      assertEquals("2026-01-31 11:00:00", token.expiry().text(), "the text is not changed");
      assertEquals(
          Instant.parse("2026-01-31T04:00:00Z"),
          token.expiry().instant().orElse(null),
          "the text is read as Asia/Ho_Chi_Minh");
    }

    @Test
    public void LT_13_the_hosted_link_has_the_path_and_query_of_the_response() {
      ContractFixture fixture = fixture();
      String expected = pathAndQuery(fixture.twin().createLink());
      assertEquals(expected, pathAndQuery(fixture.createLink()), "the link is not changed");
    }

    /** Both clients are equal, so that only the response can make the difference. */
    @Test
    public void LT_13_the_hosted_link_has_the_origin_of_the_response() {
      ContractFixture sandbox = fixture();
      ContractFixture production =
          fixture(BankHubEnvironment.PRODUCTION, BankHubEnvironment.SANDBOX);
      assertNotEquals(
          sandbox.createLink().hostedLink().uri().getAuthority(),
          production.createLink().hostedLink().uri().getAuthority(),
          "the link is not changed, so two services return links of two origins");
    }

    @Test
    public void LT_19_a_token_has_expired_from_its_last_instant_on() {
      ContractFixture fixture = fixture();
      Duration lifetime = Duration.ofSeconds(90);
      fixture.control().linkTokenLifetime(lifetime);
      LinkToken token = fixture.createLink();
      Instant end = fixture.now().plus(lifetime);
      assertAll(
          () -> assertFalse(token.hasExpiredAt(fixture.now()), "a new token has not expired"),
          () -> assertFalse(token.hasExpiredAt(end.minusNanos(1)), "nor just before its end"),
          () -> assertTrue(token.hasExpiredAt(end), "it has at the instant of expires_at"),
          () -> assertTrue(token.hasExpiredAt(end.plusNanos(1)), "and after it"));
    }
  }

  /** Companies and bank accounts that the service does not know. */
  @Nested
  public class References {
    @Test
    public void LT_15_an_unknown_company_is_not_found_in_the_observed_style() {
      assertCompanyIsNotFound(ErrorStyle.OBSERVED);
    }

    @Test
    public void LT_15_an_unknown_company_is_not_found_in_the_documented_style() {
      assertCompanyIsNotFound(ErrorStyle.DOCUMENTED);
    }

    @Test
    public void LT_15_only_the_company_is_named_if_the_response_names_it() {
      NotFoundException failure =
          assertNotFound(fixture(), LinkTokenRequest.unlink(NO_COMPANY, NO_ACCOUNT));
      assertEquals(
          List.of(new Reference(COMPANY, NO_COMPANY.value())),
          failure.possiblyMissing(),
          "the failure names the company, and nothing else");
    }

    @Test
    public void LT_16_an_unknown_account_is_not_found_in_the_observed_style() {
      assertAccountIsNotFound(ErrorStyle.OBSERVED, fixture(), NO_ACCOUNT);
    }

    @Test
    public void LT_16_an_unknown_account_is_not_found_in_the_documented_style() {
      assertAccountIsNotFound(ErrorStyle.DOCUMENTED, fixture(), NO_ACCOUNT);
    }

    @Test
    public void LT_16_an_account_of_another_company_is_not_found_in_the_observed_style() {
      ContractFixture fixture = fixture();
      assertAccountIsNotFound(ErrorStyle.OBSERVED, fixture, accountOfAnother(fixture));
    }

    @Test
    public void LT_16_an_account_of_another_company_is_not_found_in_the_documented_style() {
      ContractFixture fixture = fixture();
      assertAccountIsNotFound(ErrorStyle.DOCUMENTED, fixture, accountOfAnother(fixture));
    }

    private void assertCompanyIsNotFound(ErrorStyle style) {
      ContractFixture fixture = fixture();
      fixture.control().errorStyle(style);
      NotFoundException failure = assertNotFound(fixture, LinkTokenRequest.link(NO_COMPANY));
      assertEquals(
          List.of(new Reference(COMPANY, NO_COMPANY.value())),
          failure.possiblyMissing(),
          "the failure names the company");
    }

    /** A response in the documented style does not say which of the two references is unknown. */
    private void assertAccountIsNotFound(
        ErrorStyle style, ContractFixture fixture, BankAccountXid account) {
      fixture.control().errorStyle(style);
      NotFoundException failure =
          assertNotFound(fixture, LinkTokenRequest.unlink(fixture.company(), account));
      Reference missing = new Reference(ACCOUNT, account.value());
      if (style == ErrorStyle.OBSERVED) {
        assertEquals(
            List.of(missing), failure.possiblyMissing(), "the failure names the bank account");
      } else {
        assertTrue(
            failure.possiblyMissing().contains(missing),
            "the failure names the bank account among " + failure.possiblyMissing());
      }
    }

    private BankAccountXid accountOfAnother(ContractFixture fixture) {
      CompanyXid another = fixture.control().addCompany("CONG TY CP XYZ");
      return fixture.control().addBankAccount(another, MB_BANK);
    }
  }

  /** Secrets in texts. */
  @Nested
  public class Secrets {
    @Test
    public void LT_24_the_text_of_a_token_contains_neither_its_secret_nor_its_link() {
      LinkToken token = fixture().createLink();
      String text = token.toString();
      SecretAssertions.assertHides(
          token.secret().reveal(), text, "the text of a token hides its secret");
      SecretAssertions.assertHides(pathAndQuery(token), text, "the text of a token hides its link");
    }

    @Test
    public void LT_24_the_text_of_a_hub_and_its_ports_contains_no_secret() {
      ContractFixture fixture = fixture();
      LinkToken token = fixture.createLink();
      String text = SecretAssertions.textOf(fixture.hub());
      assertHidesCredentials(fixture, text, "the text of a hub");
      SecretAssertions.assertHides(
          token.secret().reveal(), text, "the text of a hub hides link tokens");
    }

    @Test
    public void LT_24_the_failure_of_a_rejected_request_shows_no_secret() {
      ContractFixture fixture = fixture();
      fixture.createLink();
      Stream.of(assertInvalid(fixture), assertNotFound(fixture, LinkTokenRequest.link(NO_COMPANY)))
          .map(SecretAssertions::textOf)
          .forEach(text -> assertHidesCredentials(fixture, text, "the text of a failure"));
    }

    @Test
    public void LT_24_rejected_credentials_are_not_shown() {
      ContractFixture fixture = fixture(WRONG_CREDENTIALS);
      SecretAssertions.assertHides(
          WRONG_CREDENTIALS,
          SecretAssertions.textOf(assertDenied(fixture)),
          "the text of a failure hides the client secret");
    }

    private void assertHidesCredentials(ContractFixture fixture, String text, String what) {
      for (AccessToken token : fixture.issuedAccessTokens()) {
        SecretAssertions.assertHides(token.reveal(), text, what + " hides the access token");
      }
      SecretAssertions.assertHides(
          fixture.control().credentials(), text, what + " hides the client secret");
    }
  }

  /** Attempts, and what a failure says about the request. */
  @Nested
  public class Outcome {
    @Test
    public void LT_18_an_expired_access_token_is_renewed_and_the_call_succeeds() {
      ContractFixture fixture = fixture();
      fixture.createLink();
      fixture.control().expireAccessTokens();
      assertAccepted(fixture, linkOf(fixture), "a call with an access token that expired early");
      assertEquals(
          List.of(201, 401, 201),
          fixture.statuses(Operation.CREATE_LINK_TOKEN),
          "the client sends the rejected call once more");
    }

    @Test
    public void FR_07_a_request_that_the_service_rejects_was_REJECTED_and_is_sent_once() {
      for (ErrorStyle style : ErrorStyle.values()) {
        ContractFixture fixture = fixture();
        fixture.control().errorStyle(style);
        assertRejected(fixture, assertInvalid(fixture));
      }
    }

    @Test
    public void FR_07_a_reference_that_the_service_does_not_find_was_REJECTED_and_is_sent_once() {
      for (ErrorStyle style : ErrorStyle.values()) {
        ContractFixture fixture = fixture();
        fixture.control().errorStyle(style);
        assertRejected(fixture, assertNotFound(fixture, LinkTokenRequest.link(NO_COMPANY)));
      }
    }

    @Test
    public void FR_07_a_request_that_the_environment_rejects_was_NOT_SENT() {
      ContractFixture production = production();
      BankHubException failure =
          assertThrows(
              BankHubException.class,
              () -> production.create(linkOf(production).redirectTo(HTTP)),
              "in production a redirect must be HTTPS");
      assertEquals(RequestOutcome.NOT_SENT, failure.requestOutcome(), "no call was made");
      assertEquals(0, failure.call().attempts(), "there was no attempt");
      assertTrue(failure.call().httpStatus().isEmpty(), "there was no response");
    }

    @Test
    public void FR_07_a_request_without_an_access_token_was_NOT_SENT() {
      ContractFixture fixture = fixture(WRONG_CREDENTIALS);
      assertEquals(
          RequestOutcome.NOT_SENT,
          assertDenied(fixture).requestOutcome(),
          "the client requested only the access token");
      assertEquals(
          List.of(),
          fixture.statuses(Operation.CREATE_LINK_TOKEN),
          "nothing is sent without an access token");
    }

    @Test
    public void FR_07_a_rejected_request_creates_nothing() {
      ContractFixture fixture = fixture();
      LinkToken expected = fixture.twin().createLink();
      assertNotFound(fixture, LinkTokenRequest.unlink(fixture.company(), NO_ACCOUNT));
      assertNotFound(fixture, LinkTokenRequest.link(NO_COMPANY));
      assertEquals(
          expected.xid(),
          fixture.createLink().xid(),
          "the first request that succeeds creates the first token");
    }

    private void assertRejected(ContractFixture fixture, BankHubException failure) {
      List<Integer> statuses = fixture.statuses(Operation.CREATE_LINK_TOKEN);
      assertEquals(1, statuses.size(), "a rejected request is not sent again");
      assertEquals(RequestOutcome.REJECTED, failure.requestOutcome(), "the service rejected it");
      assertEquals(
          statuses.get(0), failure.call().httpStatus().orElse(0), "the failure has the status");
      assertEquals(1, failure.call().attempts(), "the failure has the number of attempts");
    }
  }

  private ContractFixture production() {
    return fixture(BankHubEnvironment.PRODUCTION, BankHubEnvironment.PRODUCTION);
  }

  private static InvalidFieldException assertCannotBeBuilt(String field, Executable build) {
    InvalidFieldException failure =
        assertThrows(InvalidFieldException.class, build, "a wrong " + field + " cannot be built");
    assertEquals(field, failure.field(), "the error names the field");
    return failure;
  }

  private static NotFoundException assertNotFound(
      ContractFixture fixture, LinkTokenRequest request) {
    return assertThrows(
        NotFoundException.class,
        () -> fixture.create(request),
        "the request refers to something that does not exist");
  }

  private static InvalidRequestException assertInvalid(ContractFixture fixture) {
    return assertThrows(
        InvalidRequestException.class,
        () -> fixture.create(linkOf(fixture).withUncheckedField("lang", "vi")),
        "the service knows no field \"lang\"");
  }

  private static AccessDeniedException assertDenied(ContractFixture fixture) {
    return assertThrows(
        AccessDeniedException.class, fixture::createLink, "wrong credentials are rejected");
  }

  /** A rejected reference may be read as "invalid" or as "not found". Both name it. */
  private static void assertRejectedNaming(
      String field, ContractFixture fixture, LinkTokenRequest request) {
    BankHubException failure =
        assertThrows(
            BankHubException.class,
            () -> fixture.create(request),
            field + " is sent to the service, which rejects it");
    assertContains(field, failure, "the failure names the field");
    assertEquals(RequestOutcome.REJECTED, failure.requestOutcome(), "the service rejected it");
  }

  private static void assertAccepted(
      ContractFixture fixture, LinkTokenRequest request, String what) {
    Executable call = () -> fixture.create(request);
    assertDoesNotThrow(call, what + " is accepted");
  }

  private static void assertContains(String part, Exception failure, String message) {
    String text = String.valueOf(failure.getMessage());
    assertTrue(text.contains(part), message + " " + part + ": " + text);
  }

  private static LinkTokenRequest linkOf(ContractFixture fixture) {
    return LinkTokenRequest.link(fixture.company());
  }

  private static LinkTokenRequest unlinkOf(ContractFixture fixture) {
    return LinkTokenRequest.unlink(fixture.company(), fixture.linkedAccount());
  }

  private static String pathAndQuery(LinkToken token) {
    URI link = token.hostedLink().uri();
    String query = link.getRawQuery() == null ? "" : "?" + link.getRawQuery();
    return link.getRawPath() + query;
  }
}
