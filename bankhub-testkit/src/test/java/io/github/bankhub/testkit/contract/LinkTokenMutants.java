package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.MutantCall.Mutation.failure;
import static io.github.bankhub.testkit.contract.MutantCall.Mutation.rejecting;
import static io.github.bankhub.testkit.contract.MutantCall.Mutation.response;
import static io.github.bankhub.testkit.contract.MutantCall.Mutation.swallow;
import static io.github.bankhub.testkit.contract.MutantCall.put;
import static io.github.bankhub.testkit.contract.MutantCall.remove;

import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Clients that make one mistake about link tokens each. */
final class LinkTokenMutants {

  private static final Mutant.Of REQUESTS =
      new Mutant.Of(BankHubContract.LinkTokenRequests.class, Operation.CREATE_LINK_TOKEN);
  private static final Mutant.Of CREATE =
      new Mutant.Of(BankHubContract.CreateLinkToken.class, Operation.CREATE_LINK_TOKEN);
  private static final Mutant.Of GET =
      new Mutant.Of(BankHubContract.GetLinkToken.class, Operation.GET_LINK_TOKEN);
  private static final Mutant.Of REVOKE =
      new Mutant.Of(BankHubContract.RevokeLinkToken.class, Operation.REVOKE_LINK_TOKEN);

  /** The rules of the requirements for link tokens that hold for every implementation. */
  static final List<String> RULES =
      List.of(
          "LT_03", "LT_04", "LT_05", "LT_06", "LT_07", "LT_08", "LT_09", "LT_11", "LT_12", "LT_13",
          "LT_15", "LT_16", "LT_19", "LT_24", "LI_01", "LI_02", "LI_03", "LI_05", "LI_06", "LI_07",
          "LI_08", "LI_09", "LR_01", "LR_03", "LR_04");

  private LinkTokenMutants() {}

  static Stream<Mutant> all() {
    return Stream.of(
            requests(),
            redirects(),
            responses(),
            references(),
            secrets(),
            outcomes(),
            gets(),
            revocations())
        .flatMap(mutants -> mutants);
  }

  private static Stream<Mutant> requests() {
    return Stream.of(
        REQUESTS.calls(
            "replaces a blank company",
            call -> call.with("company_xid", company(call)).send(),
            "LT_03_a_blank_company_that_is_sent_unchecked_is_rejected_naming_the_field",
            "company_xid is sent to the service"),
        REQUESTS.calls(
            "always sends the purpose to link",
            LinkTokenMutants::sendAsLink,
            "LT_04_another_purpose_that_is_sent_unchecked_is_rejected_naming_the_field",
            "purpose is sent to the service"),
        REQUESTS.calls(
            "always sends the purpose to link",
            LinkTokenMutants::sendAsLink,
            "LT_05_a_blank_account_that_is_sent_unchecked_is_rejected_naming_the_field",
            "bank_account_xid is sent to the service"),
        REQUESTS.calls(
            "cannot unlink",
            rejecting(call -> call.text("purpose").equals("UNLINK_BANK_ACCOUNT")),
            "LT_05_an_account_of_the_company_can_be_unlinked",
            "UNLINK of an account of the company is accepted"),
        REQUESTS.calls(
            "always requires an account",
            rejecting(call -> !call.has("bank_account_xid")),
            "LT_06_linking_needs_no_account",
            "LINK without bank_account_xid is accepted"),
        REQUESTS.calls(
            "rejects an account to link",
            rejecting(call -> call.has("bank_account_xid")),
            "LT_06_linking_with_an_account_that_is_sent_unchecked_is_accepted",
            "LINK with bank_account_xid, as in SePay's own sample, is accepted"),
        REQUESTS.calls(
            "sends the platform as text",
            call -> call.with("is_mobile_app", call.text("is_mobile_app")).send(),
            "LT_08_web_and_mobile_app_are_accepted_and_so_is_neither",
            "is accepted"),
        REQUESTS.calls(
            "corrects an unknown platform",
            call -> call.with("is_mobile_app", 1).send(),
            "LT_08_another_number_that_is_sent_unchecked_is_rejected_naming_the_field",
            "is_mobile_app is sent to the service"),
        REQUESTS.calls(
            "knows only two languages",
            rejecting(call -> call.text("language").length() > 2),
            "LT_09_any_language_is_accepted_and_so_is_none",
            "the language \"km-KH\" is accepted"),
        REQUESTS.calls(
            "rejects undocumented fields",
            rejecting(call -> call.has("external_id")),
            "LT_17_an_undocumented_field_that_the_service_accepts_can_be_sent_unchecked",
            "external_id is accepted"),
        REQUESTS.calls(
            "sends any object as text",
            call -> call.with("company_xid", call.text("company_xid")).send(),
            "LT_17_a_value_that_no_request_can_carry_is_rejected_before_any_call",
            "the client rejects a value that JSON cannot express"));
  }

  private static Stream<Mutant> redirects() {
    return Stream.of(
        REQUESTS.calls(
            "always requires a redirect",
            rejecting(call -> !call.has("completion_redirect_uri")),
            "LT_07_a_redirect_is_optional",
            "a request without redirect is accepted"),
        REQUESTS.calls(
            "accepts only HTTPS, in the sandbox too",
            rejecting(call -> call.text("completion_redirect_uri").startsWith("http:")),
            "LT_07_the_sandbox_accepts_http_and_https_redirects",
            "in the sandbox, a redirect http://example.com"),
        REQUESTS.calls(
            "compares the scheme with regard to case",
            rejecting(call -> call.text("completion_redirect_uri").startsWith("HTTPS:")),
            "LT_07_production_accepts_https_redirects_in_either_case",
            "in production, a redirect HTTPS://example.com/linked is accepted"),
        REQUESTS.connects(
            "requests an access token before it checks the request",
            LinkTokenMutants::checkingLate,
            "LT_07_production_rejects_other_redirects_before_any_call",
            "the client rejects it before any call"),
        REQUESTS.connects(
            "always applies the rules of the sandbox",
            Mutant.applying(BankHubEnvironment.SANDBOX),
            "LT_07_production_rejects_other_redirects_before_any_call",
            "the client rejects it before any call"),
        REQUESTS.connects(
            "always applies the rules of the sandbox",
            Mutant.applying(BankHubEnvironment.SANDBOX),
            "LT_07_a_hub_reports_the_rules_that_it_applies",
            "has the rules of production"),
        REQUESTS.calls(
            "drops the redirect",
            call -> call.without("completion_redirect_uri").send(),
            "LT_07_a_redirect_reaches_the_service",
            "completion_redirect_uri is sent to the service"),
        REQUESTS.connects(
            "does not know what happened to the request",
            failing(LinkTokenMutants::unknown),
            "FR_07_a_request_that_the_environment_rejects_was_NOT_SENT",
            "no call was made"));
  }

  private static Stream<Mutant> responses() {
    return Stream.of(
        CREATE.calls(
            "swaps xid and link_token",
            response(
                body ->
                    put(put(body, "xid", body.get("link_token")), "link_token", body.get("xid"))),
            "LT_11_a_created_token_has_the_xid_and_the_secret_of_the_response",
            "xid is the xid of the response"),
        CREATE.connects(
            "caches tokens by request",
            LinkTokenMutants::caching,
            "LT_11_concurrent_callers_get_a_token_each",
            "each call creates its own token"),
        CREATE.connects(
            "reads the expiry in UTC",
            returning(LinkTokenMutants::expiringInUtc),
            "LT_12_an_expiry_is_read_in_Vietnam_time_which_is_assumed",
            "read as Asia/Ho_Chi_Minh"),
        CREATE.calls(
            "derives the hosted link",
            response(
                body -> put(body, "hosted_link_url", "https://my.sepay.vn/" + body.get("xid"))),
            "LT_13_the_hosted_link_has_the_path_and_query_of_the_response",
            "the link is not changed"),
        CREATE.calls(
            "replaces the origin of the hosted link",
            response(
                "hosted_link_url",
                link -> "https://pay.example.com" + URI.create(String.valueOf(link)).getPath()),
            "LT_13_the_hosted_link_has_the_origin_of_the_response",
            "two services return links of two origins"),
        CREATE.calls(
            "assumes a lifetime of half an hour",
            response("expires_at", text -> "2026-01-31 11:00:00"),
            "LT_19_a_token_has_expired_from_its_last_instant_on",
            "it has at the instant of expires_at"),
        CREATE.calls(
            "loses the fields of an error",
            failure(LinkTokenMutants::withoutFields),
            "LT_17_a_rejected_field_is_an_invalid_request_naming_it_in_the_observed_style",
            "the failure names the field"),
        CREATE.calls(
            "loses the message of an error",
            failure(LinkTokenMutants::withoutFields),
            "LT_17_a_rejected_field_is_an_invalid_request_in_the_documented_style",
            "the failure has SePay's words"));
  }

  private static Stream<Mutant> references() {
    return Stream.of(
        CREATE.calls(
            "takes \"not found\" for an invalid request",
            failure(LinkTokenMutants::asInvalid),
            "LT_15_an_unknown_company_is_not_found_in_the_observed_style",
            "the request refers to something that does not exist"),
        CREATE.calls(
            "takes \"not found\" for an invalid request",
            failure(LinkTokenMutants::asInvalid),
            "LT_15_an_unknown_company_is_not_found_in_the_documented_style",
            "the request refers to something that does not exist"),
        CREATE.calls(
            "returns a token instead of a failure",
            swallow(
                NotFoundException.class, call -> call.with("company_xid", company(call)).send()),
            "LT_15_an_unknown_company_is_not_found_in_the_observed_style",
            "nothing was thrown"),
        CREATE.calls(
            "blames the bank account",
            failure(blaming("bank_account_xid")),
            "LT_15_only_the_company_is_named_if_the_response_names_it",
            "the failure names company_xid, and nothing else"),
        CREATE.calls(
            "always sends the purpose to link",
            LinkTokenMutants::sendAsLink,
            "LT_16_an_unknown_account_is_not_found_in_the_observed_style",
            "the request refers to something that does not exist"),
        CREATE.calls(
            "blames the company",
            failure(blaming("company_xid")),
            "LT_16_an_unknown_account_is_not_found_in_the_documented_style",
            "the failure names the bank account among"),
        CREATE.calls(
            "blames the company",
            failure(blaming("company_xid")),
            "LT_16_an_account_of_another_company_is_not_found_in_the_observed_style",
            "the failure names the bank account among"),
        CREATE.calls(
            "always sends the purpose to link",
            LinkTokenMutants::sendAsLink,
            "LT_16_an_account_of_another_company_is_not_found_in_the_documented_style",
            "the request refers to something that does not exist"));
  }

  private static Stream<Mutant> secrets() {
    return Stream.of(
        CREATE.connects(
            "prints its credentials",
            LinkTokenMutants::printingCredentials,
            "LT_24_the_text_of_a_hub_and_its_ports_contains_no_secret",
            "the text of a hub hides the client secret"),
        CREATE.connects(
            "shows the headers of a request",
            LinkTokenMutants::showingHeaders,
            "LT_24_the_failure_of_a_rejected_request_shows_no_secret",
            "the text of a failure hides the access token"),
        CREATE.connects(
            "shows rejected credentials",
            LinkTokenMutants::showingCredentials,
            "LT_24_rejected_credentials_are_not_shown",
            "the text of a failure hides the client secret"));
  }

  private static Stream<Mutant> outcomes() {
    return Stream.of(
        CREATE.calls(
            "gives up when its access token has expired",
            OperationMutants.givingUpOn401(),
            "LT_18_an_expired_access_token_is_renewed_and_the_call_succeeds",
            "the client renews the access token"),
        CREATE.calls(
            "takes an invalid request for \"not found\"",
            failure(LinkTokenMutants::asNotFound),
            "FR_07_a_request_that_the_service_rejects_was_REJECTED_and_is_sent_once",
            "the service knows no field"),
        CREATE.calls(
            "sends a rejected request again",
            swallow(BankHubException.class, MutantCall::send),
            "FR_07_a_request_that_the_service_rejects_was_REJECTED_and_is_sent_once",
            "a rejected request is not sent again"),
        CREATE.calls(
            "does not know what happened to the request",
            failure(LinkTokenMutants::unknown),
            "FR_07_a_reference_that_the_service_does_not_find_was_REJECTED_and_is_sent_once",
            "the service rejected it"),
        CREATE.calls(
            "does not know what happened to the request",
            failure(LinkTokenMutants::unknown),
            "FR_07_a_request_without_an_access_token_was_NOT_SENT",
            "the client requested only the access token"),
        CREATE.calls(
            "creates another token after a failure",
            call -> {
              try {
                return call.send();
              } catch (NotFoundException e) {
                sendAsLink(call);
                throw e;
              }
            },
            "FR_07_a_rejected_request_creates_nothing",
            "the first request that succeeds creates the first token"));
  }

  private static Stream<Mutant> gets() {
    return Stream.concat(
        OperationMutants.of(GET),
        Stream.of(
            GET.calls(
                "returns the first token always",
                call -> put(call.send(), "xid", call.created().get(0)),
                "LI_01_the_secret_selects_the_link_token",
                "its secret selects the second one"),
            GET.calls(
                "loses the redirect",
                response(body -> remove(body, "completion_redirect_uri")),
                "LI_02_the_details_contain_what_it_was_created_with",
                "the redirect"),
            GET.calls(
                "shows an unknown secret",
                call -> {
                  try {
                    return call.send();
                  } catch (NotFoundException e) {
                    Reference shown = new Reference("link_token", call.text("link_token"));
                    throw new NotFoundException(e.call(), List.of(shown), null);
                  }
                },
                "LI_03_an_unknown_secret_is_not_found_and_not_shown",
                "the failure names link_token, and nothing else"),
            GET.calls(
                "takes an invalid request for \"not found\"",
                failure(LinkTokenMutants::asNotFound),
                "LI_03_a_malformed_secret_is_rejected_and_not_shown",
                "a malformed secret is an invalid request"),
            GET.calls(
                "reads times in UTC",
                response("created_at", OperationMutants::asReadInUtc),
                "LI_05_times_are_read_in_Vietnam_time_which_is_assumed",
                "it was created just now"),
            GET.calls(
                "loses the last events",
                response("events", events -> ((List<?>) events).subList(0, 1)),
                "LI_06_its_events_can_be_read_as_webhooks",
                "one event reports the linked account"),
            GET.calls(
                "loses the visits",
                response(body -> remove(body, "sessions")),
                "LI_07_the_details_list_the_visits_to_its_page",
                "there is one visit"),
            GET.calls(
                "always reports an active token",
                response("status", status -> "Active"),
                "LI_08_its_status_changes_when_it_expires",
                "an expired one is not active"),
            GET.calls(
                "returns only the first event of a link",
                response("events", events -> ((List<?>) events).subList(0, 1)),
                "LI_09_the_details_say_what_came_of_the_attempt",
                "the user left the page"),
            GET.calls(
                "returns only the first event of an unlink",
                response("events", events -> ((List<?>) events).subList(0, 1)),
                "LI_09_the_details_say_that_an_account_was_unlinked",
                "the account is unlinked"),
            GET.calls(
                "returns only the first event of a failure",
                response("events", events -> ((List<?>) events).subList(0, 1)),
                "LI_09_the_details_say_why_an_attempt_ended_without_success",
                "the bank rejected the user"),
            GET.calls(
                "does not know what happened to the request",
                failure(LinkTokenMutants::unknown),
                "FR_07_an_unknown_secret_was_REJECTED_and_is_sent_once",
                "the service rejected it")));
  }

  private static Stream<Mutant> revocations() {
    return Stream.concat(
        OperationMutants.of(REVOKE),
        Stream.of(
            REVOKE.calls(
                "revokes nothing",
                call -> Map.of(),
                "LR_01_a_revoked_link_token_is_not_active",
                "it is not active"),
            REVOKE.calls(
                "revokes every token",
                call -> {
                  call.created().forEach(xid -> call.with("link_token_xid", xid).send());
                  return Map.of();
                },
                "LR_01_other_link_tokens_do_not_change",
                "the other one is still active"),
            REVOKE.calls(
                "swallows \"not found\"",
                swallow(NotFoundException.class, call -> Map.of()),
                "LR_03_an_unknown_id_is_not_found",
                "the request refers to something that does not exist"),
            REVOKE.calls(
                "swallows an invalid request",
                swallow(InvalidRequestException.class, call -> Map.of()),
                "LR_03_a_malformed_id_is_rejected",
                "a malformed id is an invalid request"),
            REVOKE.calls(
                "swallows \"not found\"",
                swallow(NotFoundException.class, call -> Map.of()),
                "LR_03_a_second_revocation_is_not_found",
                "the request refers to something that does not exist"),
            REVOKE.calls(
                "reports \"not found\" after a lost response",
                call -> {
                  Map<String, @Nullable Object> body = call.send();
                  if (call.hadStatus(404)) {
                    throw asNotFound(rejected(call, 404));
                  }
                  return body;
                },
                "LR_04_a_revocation_whose_response_was_lost_succeeds",
                "the first attempt revoked it"),
            REVOKE.calls(
                "swallows \"not found\"",
                swallow(NotFoundException.class, call -> Map.of()),
                "LR_04_not_found_after_an_attempt_that_was_not_performed_is_a_failure",
                "the request refers to something that does not exist"),
            REVOKE.calls(
                "does not know what happened to the request",
                failure(LinkTokenMutants::unknown),
                "FR_07_an_unknown_id_was_REJECTED_and_is_sent_once",
                "the service rejected it")));
  }

  private static Map<String, @Nullable Object> sendAsLink(MutantCall call) {
    return call.with("purpose", "LINK_BANK_ACCOUNT").without("bank_account_xid").send();
  }

  private static String company(MutantCall call) {
    return call.service().control().companies().keySet().iterator().next().value();
  }

  private static InvalidRequestException rejected(MutantCall call, int status) {
    return new InvalidRequestException(CallDetails.rejected(call.operation(), status), Map.of());
  }

  private static BankHubException withoutFields(BankHubException failure) {
    return new InvalidRequestException(failure.call(), Map.of());
  }

  private static BankHubException asInvalid(BankHubException failure) {
    return failure instanceof NotFoundException ? withoutFields(failure) : failure;
  }

  private static BankHubException asNotFound(BankHubException failure) {
    return failure instanceof InvalidRequestException
        ? new NotFoundException(failure.call(), List.of(), null)
        : failure;
  }

  private static UnaryOperator<BankHubException> blaming(String field) {
    return failure ->
        failure instanceof NotFoundException
            ? new NotFoundException(failure.call(), List.of(new Reference(field, "ANY")), null)
            : failure;
  }

  private static BankHubException unknown(BankHubException failure) {
    CallDetails call = CallDetails.unknown(failure.call().operation());
    if (failure instanceof InvalidRequestException invalid) {
      return new InvalidRequestException(call, invalid.fields());
    }
    return failure instanceof NotFoundException missing
        ? new NotFoundException(call, missing.possiblyMissing(), null)
        : new AccessDeniedException(call, "no reason was given");
  }

  private static LinkToken expiringInUtc(LinkToken token) {
    LinkTokenExpiry expiry = LinkTokenExpiry.read(token.expiry().text(), ZoneOffset.UTC);
    return new LinkToken(token.xid(), token.secret(), token.hostedLink(), expiry);
  }

  private static Implementation.Client returning(UnaryOperator<LinkToken> change) {
    return (service, rules, credentials) ->
        Hub.returning(service.connectedAs(credentials, rules), change);
  }

  private static Implementation.Client failing(UnaryOperator<BankHubException> change) {
    return (service, rules, credentials) -> {
      BankHub right = service.connectedAs(credentials, rules);
      return Hub.creating(
          right,
          request -> {
            try {
              return right.linkTokens().create(request);
            } catch (BankHubException e) {
              throw change.apply(e);
            }
          });
    };
  }

  private static BankHub checkingLate(
      InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
    BankHub lax = service.connectedAs(credentials, BankHubEnvironment.SANDBOX);
    return Hub.creating(
        lax,
        request -> {
          lax.accessToken();
          rules.check(request);
          return lax.linkTokens().create(request);
        });
  }

  private static BankHub caching(
      InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
    BankHub right = service.connectedAs(credentials, rules);
    Map<LinkTokenRequest, LinkToken> cache = new ConcurrentHashMap<>();
    return Hub.creating(
        right, request -> cache.computeIfAbsent(request, right.linkTokens()::create));
  }

  private static BankHub printingCredentials(
      InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
    BankHub right = service.connectedAs(credentials, rules);
    return Hub.printing(right, () -> "Hub with " + credentials.clientSecret().reveal());
  }

  private static BankHub showingHeaders(
      InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
    BankHub right = service.connectedAs(credentials, rules);
    return failing(
            failure -> {
              String header = "Authorization: Bearer " + right.accessToken().reveal();
              failure.addSuppressed(new IllegalStateException(header));
              return failure;
            })
        .connect(service, rules, credentials);
  }

  private static BankHub showingCredentials(
      InMemoryBankHub service, BankHubEnvironment rules, ClientCredentials credentials) {
    return failing(
            failure ->
                new AccessDeniedException(
                    failure.call(), "with " + credentials.clientSecret().reveal()))
        .connect(service, rules, credentials);
  }
}
