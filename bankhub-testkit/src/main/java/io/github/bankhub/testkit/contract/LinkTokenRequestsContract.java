package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.RequestOutcome;
import io.github.bankhub.domain.link.CompletionRedirect;
import io.github.bankhub.domain.link.DisplayLanguage;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.Platform;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.sample.Samples;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The fields of a request of {@link io.github.bankhub.domain.port.LinkTokens#create}. */
abstract class LinkTokenRequestsContract extends ClientContract {

  private static final String COMPANY = "company_xid";
  private static final String ACCOUNT = "bank_account_xid";
  private static final String PURPOSE = "purpose";
  private static final String PLATFORM = "is_mobile_app";
  private static final String REDIRECT = "completion_redirect_uri";
  private static final String HTTP = "http://example.com/linked?user=7";
  private static final String HTTPS = "https://example.com/linked?user=7";

  LinkTokenRequestsContract() {
    super(Operation.CREATE_LINK_TOKEN);
  }

  @Test
  void LT_03_a_request_without_a_company_cannot_be_built() {
    for (String absent : List.of("", " ", "\t")) {
      assertCannotBeBuilt(COMPANY, () -> LinkTokenRequest.link(new CompanyXid(absent)));
    }
  }

  @Test
  void LT_03_a_blank_company_that_is_sent_unchecked_is_rejected_naming_the_field() {
    assertRejectedNaming(COMPANY, fixture.link().withUncheckedField(COMPANY, " "));
  }

  @Test
  void LT_04_a_purpose_is_one_of_two_and_other_text_is_rejected_with_both_listed() {
    for (Purpose purpose : Purpose.values()) {
      assertEquals(purpose, Purpose.parse(purpose.name()), "a purpose is read by its name");
    }
    for (String other : List.of("", "link_bank_account", "RELINK_BANK_ACCOUNT")) {
      InvalidFieldException failure = assertCannotBeBuilt(PURPOSE, () -> Purpose.parse(other));
      assertContains("LINK_BANK_ACCOUNT, UNLINK_BANK_ACCOUNT", failure, "both are listed");
    }
  }

  @Test
  void LT_04_another_purpose_that_is_sent_unchecked_is_rejected_naming_the_field() {
    assertRejectedNaming(
        PURPOSE, fixture.link().withUncheckedField(PURPOSE, "RELINK_BANK_ACCOUNT"));
  }

  @Test
  void LT_05_a_request_to_unlink_without_an_account_cannot_be_built() {
    assertCannotBeBuilt(
        ACCOUNT, () -> LinkTokenRequest.unlink(fixture.company(), new BankAccountXid(" ")));
  }

  @Test
  void LT_05_a_blank_account_that_is_sent_unchecked_is_rejected_naming_the_field() {
    assertRejectedNaming(ACCOUNT, fixture.unlink().withUncheckedField(ACCOUNT, " "));
  }

  @Test
  void LT_05_an_account_of_the_company_can_be_unlinked() {
    assertAccepted(fixture.unlink(), "UNLINK of an account of the company");
  }

  @Test
  void LT_06_linking_needs_no_account() {
    assertAccepted(fixture.link(), "LINK without bank_account_xid");
  }

  @Test
  void LT_06_linking_with_an_account_that_is_sent_unchecked_is_accepted() {
    assertAccepted(
        fixture.link().withUncheckedField(ACCOUNT, Samples.CURL_BANK_ACCOUNT.value()),
        "LINK with bank_account_xid, as in SePay's own sample,");
  }

  @Test
  void LT_07_a_redirect_that_is_not_absolute_cannot_be_built() {
    for (String wrong : List.of("", "/linked", "example.com/linked", "https:linked")) {
      assertCannotBeBuilt(REDIRECT, () -> CompletionRedirect.of(wrong));
    }
  }

  @Test
  void LT_07_a_redirect_is_optional() {
    fixture = production();
    assertAccepted(fixture.link(), "a request without redirect");
  }

  @Test
  void LT_07_the_sandbox_accepts_http_and_https_redirects() {
    for (String redirect : List.of(HTTP, HTTPS)) {
      assertAccepted(fixture.link().redirectTo(redirect), "in the sandbox, a redirect " + redirect);
    }
  }

  @Test
  void LT_07_production_accepts_https_redirects_in_either_case() {
    fixture = production();
    for (String redirect : List.of(HTTPS, "HTTPS://example.com/linked")) {
      assertAccepted(fixture.link().redirectTo(redirect), "in production, a redirect " + redirect);
    }
  }

  @Test
  void LT_07_production_rejects_other_redirects_before_any_call() {
    fixture = production();
    for (String redirect : List.of(HTTP, "myapp://linked")) {
      InvalidRequestException failure = assertRejectedInProduction(redirect);
      assertEquals(Set.of(REDIRECT), failure.fields().keySet(), "the failure names the field");
    }
    assertEquals(List.of(), fixture.control().journal(), "the client rejects it before any call");
  }

  @Test
  void FR_07_a_request_that_the_environment_rejects_was_NOT_SENT() {
    fixture = production();
    BankHubException failure = assertRejectedInProduction(HTTP);
    assertEquals(RequestOutcome.NOT_SENT, failure.requestOutcome(), "no call was made");
    assertEquals(0, failure.call().attempts(), "there was no attempt");
    assertTrue(failure.call().httpStatus().isEmpty(), "there was no response");
  }

  @Test
  void LT_07_a_redirect_reaches_the_service() {
    fixture = productionWithLenientClient();
    assertRejectedNaming(REDIRECT, fixture.link().redirectTo(HTTP));
  }

  @Test
  void LT_07_a_hub_reports_the_rules_that_it_applies() {
    for (ContractFixture each : List.of(sandbox(), production())) {
      assertEquals(
          each.service().environment().redirectSchemes(),
          each.hub().environment().redirectSchemes(),
          "the hub's environment has the rules of " + each.service().environment().name());
    }
  }

  @Test
  void LT_08_web_and_mobile_app_are_accepted_and_so_is_neither() {
    assertAccepted(fixture.link(), "a request without is_mobile_app");
    for (Platform platform : Platform.values()) {
      assertAccepted(fixture.link().on(platform), "is_mobile_app for " + platform);
    }
  }

  @Test
  void LT_08_another_number_that_is_sent_unchecked_is_rejected_naming_the_field() {
    LinkTokenRequest request = fixture.link().on(Platform.MOBILE_APP);
    assertRejectedNaming(PLATFORM, request.withUncheckedField(PLATFORM, 2));
  }

  @Test
  void LT_09_any_language_is_accepted_and_so_is_none() {
    assertAccepted(fixture.link(), "a request without language");
    for (String code : List.of("vi", "en", "km-KH")) {
      assertAccepted(fixture.link().in(new DisplayLanguage(code)), "the language \"" + code + "\"");
    }
  }

  @Test
  void LT_17_an_undocumented_field_that_the_service_accepts_can_be_sent_unchecked() {
    assertAccepted(fixture.link().withUncheckedField("external_id", "user-7"), "external_id");
  }

  @Test
  void LT_17_a_value_that_no_request_can_carry_is_rejected_before_any_call() {
    Map<String, Object> fields = Map.of(COMPANY, new Object());
    InvalidFieldException failure =
        assertThrows(
            InvalidFieldException.class,
            () ->
                fixture
                    .hub()
                    .call(Operation.CREATE_LINK_TOKEN, fields, (response, zone) -> response),
            "the client rejects a value that JSON cannot express");
    assertEquals(COMPANY, failure.field(), "the error names the field");
    assertEquals(List.of(), fixture.control().journal(), "the client rejects it before any call");
  }

  private static InvalidFieldException assertCannotBeBuilt(String field, Executable build) {
    InvalidFieldException failure =
        assertThrows(InvalidFieldException.class, build, "a wrong " + field + " cannot be built");
    assertEquals(field, failure.field(), "the error names the field");
    return failure;
  }

  private InvalidRequestException assertRejectedInProduction(String redirect) {
    return assertThrows(
        InvalidRequestException.class,
        () -> fixture.create(fixture.link().redirectTo(redirect)),
        "in production a redirect must be HTTPS");
  }

  /** A rejected reference may be read as "invalid" or as "not found". Both name it. */
  private void assertRejectedNaming(String field, LinkTokenRequest request) {
    BankHubException failure =
        assertThrows(
            BankHubException.class,
            () -> fixture.create(request),
            field + " is sent to the service, which rejects it");
    assertContains(field, failure, "the failure names the field");
    assertEquals(RequestOutcome.REJECTED, failure.requestOutcome(), "the service rejected it");
  }

  private void assertAccepted(LinkTokenRequest request, String what) {
    Executable call = () -> fixture.create(request);
    assertDoesNotThrow(call, what + " is accepted");
  }

  private static void assertContains(String part, Exception failure, String message) {
    String text = String.valueOf(failure.getMessage());
    assertTrue(text.contains(part), message + " " + part + ": " + text);
  }
}
