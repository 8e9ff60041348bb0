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
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.journal.ErrorStyle;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The responses and failures of {@link io.github.bankhub.domain.port.LinkTokens#create}. */
abstract class CreateLinkTokenContract extends ClientContract {

  private static final CompanyXid NO_COMPANY = new CompanyXid("COMPANYTHATDOESNOTEXIST");
  private static final BankAccountXid NO_ACCOUNT =
      new BankAccountXid("00000000-0000-0000-0000-000000000000");
  private static final ClientCredentials WRONG_CREDENTIALS =
      ClientCredentials.of("BH-SB-NOBODY", "a-secret-that-nobody-issued");

  CreateLinkTokenContract() {
    super(Operation.CREATE_LINK_TOKEN);
  }

  @Test
  void LT_11_a_created_token_has_the_xid_and_the_secret_of_the_response() {
    LinkToken expected = fixture.twin().createLink();
    LinkToken token = fixture.createLink();
    assertEquals(expected.xid(), token.xid(), "xid is the xid of the response");
    boolean isSame = expected.secret().equals(token.secret());
    assertTrue(isSame, "secret is the link_token of the response");
  }

  @Test
  void LT_11_concurrent_callers_get_a_token_each() throws InterruptedException {
    List<LinkToken> tokens = ConcurrentCalls.allCall(fixture::createLink);
    Set<Object> xids = tokens.stream().map(LinkToken::xid).collect(Collectors.toSet());
    assertEquals(ConcurrentCalls.CALLERS, xids.size(), "each call creates its own token");
  }

  @Test
  @InForeignTimeZone
  void LT_12_an_expiry_is_read_in_Vietnam_time_which_is_assumed() {
    fixture.control().linkTokenLifetime(Duration.ofMinutes(30));
    LinkToken token = fixture.createLink();
    assertEquals("2026-01-31 11:00:00", token.expiry().text(), "the text is not changed");
    assertEquals(
        Instant.parse("2026-01-31T04:00:00Z"),
        token.expiry().instant().orElse(null),
        "the text is read as Asia/Ho_Chi_Minh");
  }

  @Test
  void LT_13_the_hosted_link_has_the_path_and_query_of_the_response() {
    String expected = pathAndQuery(fixture.twin().createLink());
    assertEquals(expected, pathAndQuery(fixture.createLink()), "the link is not changed");
  }

  /** Both clients are equal, so that only the response can make the difference. */
  @Test
  void LT_13_the_hosted_link_has_the_origin_of_the_response() {
    assertNotEquals(
        fixture.createLink().hostedLink().uri().getAuthority(),
        productionWithLenientClient().createLink().hostedLink().uri().getAuthority(),
        "the link is not changed, so two services return links of two origins");
  }

  @Test
  void LT_15_an_unknown_company_is_not_found_in_the_observed_style() {
    assertCompanyIsNotFound(ErrorStyle.OBSERVED, LinkTokenRequest.link(NO_COMPANY));
  }

  @Test
  void LT_15_an_unknown_company_is_not_found_in_the_documented_style() {
    assertCompanyIsNotFound(ErrorStyle.DOCUMENTED, LinkTokenRequest.link(NO_COMPANY));
  }

  @Test
  void LT_15_only_the_company_is_named_if_the_response_names_it() {
    assertCompanyIsNotFound(ErrorStyle.OBSERVED, LinkTokenRequest.unlink(NO_COMPANY, NO_ACCOUNT));
  }

  @Test
  void LT_16_an_unknown_account_is_not_found_in_the_observed_style() {
    assertAccountIsNotFound(ErrorStyle.OBSERVED, NO_ACCOUNT);
  }

  @Test
  void LT_16_an_unknown_account_is_not_found_in_the_documented_style() {
    assertAccountIsNotFound(ErrorStyle.DOCUMENTED, NO_ACCOUNT);
  }

  @Test
  void LT_16_an_account_of_another_company_is_not_found_in_the_observed_style() {
    assertAccountIsNotFound(ErrorStyle.OBSERVED, accountOfAnotherCompany());
  }

  @Test
  void LT_16_an_account_of_another_company_is_not_found_in_the_documented_style() {
    assertAccountIsNotFound(ErrorStyle.DOCUMENTED, accountOfAnotherCompany());
  }

  @Test
  void LT_17_a_rejected_field_is_an_invalid_request_naming_it_in_the_observed_style() {
    assertEquals(Set.of("lang"), assertInvalid().fields().keySet(), "the failure names the field");
  }

  @Test
  void LT_17_a_rejected_field_is_an_invalid_request_in_the_documented_style() {
    fixture.control().errorStyle(ErrorStyle.DOCUMENTED);
    String words = assertInvalid().serviceMessage().orElse("");
    assertTrue(words.startsWith("Validation error"), "the failure has SePay's words");
  }

  @Test
  void LT_18_an_expired_access_token_is_renewed_and_the_call_succeeds() {
    fixture.createLink();
    fixture.control().expireAccessTokens();
    assertDoesNotThrow(fixture::createLink, "the client renews the access token");
    assertEquals(
        List.of(201, 401, 201), statuses(), "the client sends the rejected call once more");
  }

  @Test
  void LT_19_a_token_has_expired_from_its_last_instant_on() {
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

  @Test
  void LT_24_the_text_of_a_token_contains_neither_its_secret_nor_its_link() {
    LinkToken token = fixture.createLink();
    String text = token.toString();
    String secret = token.secret().reveal();
    SecretAssertions.assertHides(secret, text, "the text of a token hides its secret");
    SecretAssertions.assertHides(pathAndQuery(token), text, "the text of a token hides its link");
  }

  @Test
  void LT_24_the_text_of_a_hub_and_its_ports_contains_no_secret() {
    String secret = fixture.createLink().secret().reveal();
    String text = SecretAssertions.textOf(fixture.hub());
    assertHidesCredentials(text, "the text of a hub");
    SecretAssertions.assertHides(secret, text, "the text of a hub hides link tokens");
  }

  @Test
  void LT_24_the_failure_of_a_rejected_request_shows_no_secret() {
    fixture.createLink();
    Stream.of(assertInvalid(), assertUnknownCompany())
        .map(SecretAssertions::textOf)
        .forEach(text -> assertHidesCredentials(text, "the text of a failure"));
  }

  @Test
  void LT_24_rejected_credentials_are_not_shown() {
    SecretAssertions.assertHides(
        WRONG_CREDENTIALS,
        SecretAssertions.textOf(assertDenied()),
        "the text of a failure hides the client secret");
  }

  @Test
  void FR_07_a_request_that_the_service_rejects_was_REJECTED_and_is_sent_once() {
    inEachErrorStyle(() -> assertRejected(assertInvalid()));
  }

  @Test
  void FR_07_a_reference_that_the_service_does_not_find_was_REJECTED_and_is_sent_once() {
    inEachErrorStyle(() -> assertRejected(assertUnknownCompany()));
  }

  @Test
  void FR_07_a_request_without_an_access_token_was_NOT_SENT() {
    RequestOutcome outcome = assertDenied().requestOutcome();
    assertEquals(RequestOutcome.NOT_SENT, outcome, "the client requested only the access token");
    assertEquals(List.of(), statuses(), "nothing is sent without an access token");
  }

  @Test
  void FR_07_a_rejected_request_creates_nothing() {
    LinkToken expected = fixture.twin().createLink();
    assertNotFound(() -> fixture.create(LinkTokenRequest.unlink(fixture.company(), NO_ACCOUNT)));
    assertUnknownCompany();
    assertEquals(
        expected.xid(),
        fixture.createLink().xid(),
        "the first request that succeeds creates the first token");
  }

  private void assertCompanyIsNotFound(ErrorStyle style, LinkTokenRequest request) {
    fixture.errorStyle(style);
    assertNotFound("company_xid", NO_COMPANY.value(), () -> fixture.create(request));
  }

  /** A response in the documented style does not say which of the two references is unknown. */
  private void assertAccountIsNotFound(ErrorStyle style, BankAccountXid account) {
    fixture.errorStyle(style);
    LinkTokenRequest request = LinkTokenRequest.unlink(fixture.company(), account);
    NotFoundException failure = assertNotFound(() -> fixture.create(request));
    Reference missing = new Reference("bank_account_xid", account.value());
    List<Reference> named = failure.possiblyMissing();
    assertTrue(named.contains(missing), "the failure names the bank account among " + named);
    assertTrue(
        style == ErrorStyle.DOCUMENTED || named.size() == 1,
        "the failure names the bank account, and nothing else");
  }

  private BankAccountXid accountOfAnotherCompany() {
    CompanyXid another = fixture.control().addCompany("CONG TY CP XYZ");
    return fixture.control().addBankAccount(another, MB_BANK);
  }

  private NotFoundException assertUnknownCompany() {
    return assertNotFound(() -> fixture.create(LinkTokenRequest.link(NO_COMPANY)));
  }

  private InvalidRequestException assertInvalid() {
    return assertThrows(
        InvalidRequestException.class,
        () -> fixture.create(fixture.link().withUncheckedField("lang", "vi")),
        "the service knows no field \"lang\"");
  }

  private AccessDeniedException assertDenied() {
    fixture = clientWith(WRONG_CREDENTIALS);
    return assertThrows(
        AccessDeniedException.class, fixture::createLink, "wrong credentials are rejected");
  }

  private void assertRejected(BankHubException failure) {
    assertEquals(1, statuses().size(), "a rejected request is not sent again");
    assertRejectedOnce(failure);
    int status = failure.call().httpStatus().orElse(0);
    assertEquals(statuses(), List.of(status), "the failure has the status");
  }

  private void assertHidesCredentials(String text, String what) {
    for (AccessToken token : fixture.issuedAccessTokens()) {
      SecretAssertions.assertHides(token.reveal(), text, what + " hides the access token");
    }
    SecretAssertions.assertHides(
        fixture.control().credentials(), text, what + " hides the client secret");
  }

  private List<Integer> statuses() {
    return fixture.statuses(Operation.CREATE_LINK_TOKEN);
  }

  private static String pathAndQuery(LinkToken token) {
    URI link = token.hostedLink().uri();
    String query = link.getRawQuery() == null ? "" : "?" + link.getRawQuery();
    return link.getRawPath() + query;
  }
}
