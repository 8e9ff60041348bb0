package io.github.bankhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** The testers tested: each rule of the suites is broken on purpose, and its test must say so. */
class CounterExamplesTest {

  private static final List<Class<?>> SUITES =
      List.of(
          LinkTokensContract.class,
          LinkTokenLifecycleContract.class,
          BankAccountsContract.class,
          AccessTokensContract.class,
          AccessTokenStoreContract.class,
          FaultsContract.class);

  /** The rules of the requirements that hold for every implementation. */
  private static final List<String> RULES =
      List.of(
          "LT_03", "LT_04", "LT_05", "LT_06", "LT_07", "LT_08", "LT_09", "LT_11", "LT_12", "LT_13",
          "LT_15", "LT_16", "LT_19", "LT_24", "FR_01", "FR_07", "LI_01", "LI_02", "LI_03", "LI_05",
          "LI_06", "LI_07", "LI_08", "LR_01", "LR_03", "LR_04", "BA_01", "BA_02", "BA_04", "BA_05",
          "BA_06", "BA_07", "BA_08", "BA_09");

  /** Tests that no implementation of a port can fail, and why. */
  private static final Map<String, String> EXEMPT =
      Map.of(
          "LT_03_a_request_without_a_company_cannot_be_built",
          "CompanyXid alone decides, and it is a final value of the domain",
          "LT_04_a_purpose_is_one_of_two_and_other_text_is_refused_with_both_listed",
          "Purpose alone decides, and it is an enum of the domain",
          "LT_05_a_request_to_unlink_without_an_account_cannot_be_built",
          "BankAccountXid alone decides, and it is a final value of the domain",
          "LT_07_a_redirect_that_is_not_absolute_cannot_be_built",
          "CompletionRedirect alone decides, and it is a final value of the domain",
          "LT_24_a_token_prints_neither_its_secret_nor_its_link",
          "LinkToken prints itself, and it is a final value of the domain");

  static final List<CounterExample> COUNTER_EXAMPLES =
      Stream.of(
              linkTokens(),
              linkTokenLives(),
              bankAccounts(),
              accessTokens(),
              accessTokenStores(),
              faults())
          .flatMap(List::stream)
          .toList();

  @ParameterizedTest(name = "{0}")
  @FieldSource("COUNTER_EXAMPLES")
  void a_wrong_implementation_fails_the_test_of_its_rule(CounterExample example) {
    assertThat(failuresOf(example)).singleElement(STRING).contains(example.says());
  }

  @Test
  void every_test_of_the_suites_has_a_counter_example_or_an_exemption() {
    Set<String> caught =
        COUNTER_EXAMPLES.stream().map(CounterExample::test).collect(Collectors.toSet());
    Set<String> accountedFor = new TreeSet<>(caught);
    accountedFor.addAll(EXEMPT.keySet());
    assertThat(accountedFor).isEqualTo(allTests());
    assertThat(caught).doesNotContainAnyElementsOf(EXEMPT.keySet());
  }

  @Test
  void every_wrong_implementation_is_in_the_table() {
    Set<Class<?>> listed =
        COUNTER_EXAMPLES.stream().map(CounterExample::wrong).collect(Collectors.toSet());
    assertThat(
            Stream.of(
                    WrongLinkTokens.class,
                    WrongLinkTokenLifecycles.class,
                    WrongBankAccounts.class,
                    WrongAccessTokens.class,
                    WrongAccessTokenStores.class,
                    WrongFaultHandling.class)
                .flatMap(holder -> Arrays.stream(holder.getDeclaredClasses()))
                .filter(suite -> !Modifier.isAbstract(suite.getModifiers())))
        .allSatisfy(wrong -> assertThat(listed).contains(wrong));
  }

  @Test
  void every_rule_for_all_implementations_has_a_test() {
    assertThat(RULES)
        .allSatisfy(rule -> assertThat(allTests()).anyMatch(test -> test.startsWith(rule + "_")));
  }

  private static List<CounterExample> linkTokens() {
    return List.of(
        caught(
            WrongLinkTokens.DropsUncheckedFields.class,
            "LT_03_a_blank_company_that_is_sent_unchecked_is_refused_naming_the_field",
            "what was sent as company_xid reaches the service"),
        caught(
            WrongLinkTokens.DropsUncheckedFields.class,
            "LT_04_another_purpose_that_is_sent_unchecked_is_refused_naming_the_field",
            "what was sent as purpose reaches the service"),
        caught(
            WrongLinkTokens.OnlyLinks.class,
            "LT_05_a_blank_account_that_is_sent_unchecked_is_refused_naming_the_field",
            "what was sent as bank_account_xid reaches the service"),
        caught(
            WrongLinkTokens.CannotUnlink.class,
            "LT_05_an_account_of_the_company_can_be_unlinked",
            "UNLINK of an account of the company is accepted"),
        caught(
            WrongLinkTokens.DemandsAnAccount.class,
            "LT_06_linking_needs_no_account",
            "LINK without bank_account_xid is accepted"),
        caught(
            WrongLinkTokens.RefusesUncheckedFields.class,
            "LT_06_linking_with_an_account_that_is_sent_unchecked_is_accepted",
            "LINK with bank_account_xid, as SePay's own sample has it is accepted"),
        caught(
            WrongLinkTokens.DemandsARedirect.class,
            "LT_07_a_redirect_is_optional",
            "a request without redirect is accepted"),
        caught(
            WrongLinkTokens.TakesHttpsAloneEverywhere.class,
            "LT_07_the_sandbox_takes_http_and_https_redirects",
            "in the sandbox, a redirect http://example.com"),
        caught(
            WrongLinkTokens.ComparesSchemesLetterForLetter.class,
            "LT_07_production_takes_https_redirects_in_either_case",
            "in production, a redirect HTTPS://example.com/linked is accepted"),
        caught(
            WrongLinkTokens.SendsBeforeItChecks.class,
            "LT_07_production_refuses_other_redirects_before_any_call",
            "a redirect is refused before any call is made"),
        caught(
            WrongLinkTokens.ForgetsTheRedirectRule.class,
            "LT_07_production_refuses_other_redirects_before_any_call",
            "a redirect is refused before any call is made"),
        caught(
            WrongLinkTokens.DropsTheRedirect.class,
            "LT_07_a_redirect_reaches_the_service",
            "what was sent as completion_redirect_uri reaches the service"),
        caught(
            WrongLinkTokens.ForgetsTheRedirectRule.class,
            "LT_07_a_hub_tells_the_rules_that_it_keeps_to",
            "has the rules of production"),
        caught(
            WrongLinkTokens.SendsTheSurfaceAsText.class,
            "LT_08_web_and_mobile_app_are_accepted_and_so_is_neither",
            "is_mobile_app for WEB is accepted"),
        caught(
            WrongLinkTokens.DropsUncheckedFields.class,
            "LT_08_another_number_that_is_sent_unchecked_is_refused_naming_the_field",
            "what was sent as is_mobile_app reaches the service"),
        caught(
            WrongLinkTokens.KnowsTwoLanguages.class,
            "LT_09_any_language_is_accepted_and_so_is_none",
            "the language \"km-KH\" is accepted"),
        caught(
            WrongLinkTokens.SwapsXidAndSecret.class,
            "LT_11_a_created_token_has_the_xid_and_the_secret_that_the_service_gave",
            "xid is the xid of the answer"),
        caught(
            WrongLinkTokens.KeepsTokensForEqualRequests.class,
            "LT_11_callers_at_the_same_time_get_a_token_each",
            "each call creates a token of its own"),
        caught(
            WrongLinkTokens.ReadsTheExpiryInUtc.class,
            "LT_12_an_expiry_is_read_in_Vietnam_time_which_is_assumed",
            "read as Asia/Ho_Chi_Minh"),
        caught(
            WrongLinkTokens.DerivesTheLink.class,
            "LT_13_the_path_and_query_of_a_hosted_link_are_those_of_the_answer",
            "the link is used verbatim"),
        caught(
            WrongLinkTokens.PutsItsOwnOriginIntoTheLink.class,
            "LT_13_the_origin_of_a_hosted_link_is_that_of_the_answer",
            "two services give links of two origins"),
        caught(
            WrongLinkTokens.CallsNotFoundInvalid.class,
            "LT_15_an_unknown_company_is_not_found_in_the_observed_style",
            "what the request refers to does not exist"),
        caught(
            WrongLinkTokens.CallsNotFoundInvalid.class,
            "LT_15_an_unknown_company_is_not_found_in_the_documented_style",
            "what the request refers to does not exist"),
        caught(
            WrongLinkTokens.SwallowsRefusals.class,
            "LT_15_an_unknown_company_is_not_found_in_the_observed_style",
            "nothing was thrown"),
        caught(
            WrongLinkTokens.BlamesTheAccount.class,
            "LT_15_the_company_alone_is_named_where_the_answer_names_it",
            "the failure names the company, and nothing else"),
        caught(
            WrongLinkTokens.OnlyLinks.class,
            "LT_16_an_unknown_account_is_not_found_in_the_observed_style",
            "what the request refers to does not exist"),
        caught(
            WrongLinkTokens.BlamesTheCompany.class,
            "LT_16_an_unknown_account_is_not_found_in_the_documented_style",
            "the failure names the bank account among"),
        caught(
            WrongLinkTokens.BlamesTheCompany.class,
            "LT_16_an_account_of_another_company_is_not_found_in_the_observed_style",
            "the failure names the bank account"),
        caught(
            WrongLinkTokens.OnlyLinks.class,
            "LT_16_an_account_of_another_company_is_not_found_in_the_documented_style",
            "what the request refers to does not exist"),
        caught(
            WrongLinkTokens.RefusesUncheckedFields.class,
            "LT_17_a_field_unknown_here_that_the_service_takes_can_be_sent_unchecked",
            "external_id is accepted"),
        caught(
            WrongLinkTokens.LosesFieldsAndWords.class,
            "LT_17_a_refused_field_is_an_invalid_request_naming_it_in_the_observed_style",
            "the failure names the field"),
        caught(
            WrongLinkTokens.LosesFieldsAndWords.class,
            "LT_17_a_refused_field_is_an_invalid_request_in_the_documented_style",
            "SePay's words are kept"),
        caught(
            WrongLinkTokens.GivesUpOnAnExpiredAccessToken.class,
            "LT_18_an_access_token_that_is_refused_is_renewed_and_the_call_succeeds",
            "a call whose access token has ended early is accepted"),
        caught(
            WrongLinkTokens.AssumesHalfAnHourOfLife.class,
            "LT_19_a_token_has_expired_from_its_last_instant_on",
            "it has at the instant of expires_at"),
        caught(
            WrongLinkTokens.PrintsItsCredentials.class,
            "LT_24_a_hub_and_its_ports_print_no_secret",
            "a hub's text hides the client's secret"),
        caught(
            WrongLinkTokens.ShowsItsHeaders.class,
            "LT_24_a_refused_request_shows_no_secret",
            "a failure's text hides the access token"),
        caught(
            WrongLinkTokens.ShowsRefusedCredentials.class,
            "LT_24_refused_credentials_are_not_shown",
            "a failure's text hides the client's secret"),
        caught(
            WrongLinkTokens.CallsInvalidNotFound.class,
            "FR_07_a_request_that_the_service_refuses_was_REJECTED_and_is_sent_once",
            "the service knows no field"),
        caught(
            WrongLinkTokens.TriesRefusedRequestsAgain.class,
            "FR_07_a_request_that_the_service_refuses_was_REJECTED_and_is_sent_once",
            "a refused request is not sent again"),
        caught(
            WrongLinkTokens.CannotTellWhatWasSent.class,
            "FR_07_a_reference_that_the_service_does_not_find_was_REJECTED_and_is_sent_once",
            "the service refused it"),
        caught(
            WrongLinkTokens.CannotTellWhatWasSent.class,
            "FR_07_a_request_that_the_environment_refuses_was_NOT_SENT",
            "no call was made"),
        caught(
            WrongLinkTokens.CannotTellWhatWasSent.class,
            "FR_07_a_request_without_an_access_token_was_NOT_SENT",
            "only the access token was asked for"),
        caught(
            WrongLinkTokens.LeavesATokenBehind.class,
            "FR_07_a_refused_request_leaves_nothing_behind",
            "the first request that succeeds creates the first token"));
  }

  private static List<CounterExample> linkTokenLives() {
    return List.of(
        caught(
            WrongLinkTokenLifecycles.TellsOfTheFirstAlways.class,
            "LI_01_a_link_token_is_told_by_its_secret",
            "the second is told by its own secret"),
        caught(
            WrongLinkTokenLifecycles.LosesTheRedirect.class,
            "LI_02_what_it_was_created_with_is_told",
            "the redirect is told"),
        caught(
            WrongLinkTokenLifecycles.ShowsTheSecret.class,
            "LI_03_an_unknown_secret_is_not_found_and_not_shown",
            "stars for the secret"),
        caught(
            WrongLinkTokenLifecycles.CallsInvalidNotFound.class,
            "LI_03_a_badly_formed_secret_is_refused_and_not_shown",
            "a badly formed secret is refused as such"),
        caught(
            WrongLinkTokenLifecycles.ReadsTimesInUtc.class,
            "LI_05_times_are_read_in_Vietnam_time_which_is_assumed",
            "it was created just now"),
        caught(
            WrongLinkTokenLifecycles.LosesTheLastEvents.class,
            "LI_06_its_events_can_be_read_as_webhooks",
            "the linked account is told of"),
        caught(
            WrongLinkTokenLifecycles.LosesTheVisits.class,
            "LI_07_the_visits_to_its_page_are_told",
            "there is one visit"),
        caught(
            WrongLinkTokenLifecycles.SaysActiveForEver.class,
            "LI_08_its_status_follows_what_becomes_of_it",
            "one whose time is over is active no more"),
        caught(
            WrongLinkTokenLifecycles.RevokesNothing.class,
            "LR_01_a_revoked_link_token_is_active_no_more",
            "it is active no more"),
        caught(
            WrongLinkTokenLifecycles.RevokesWhateverWasCreated.class,
            "LR_01_other_link_tokens_are_left_alone",
            "another one is active still"),
        caught(
            WrongLinkTokenLifecycles.SwallowsNotFound.class,
            "LR_03_an_unknown_id_is_not_found",
            "there is no such link token to revoke"),
        caught(
            WrongLinkTokenLifecycles.SwallowsInvalid.class,
            "LR_03_a_badly_formed_id_is_refused",
            "a badly formed id is refused as such"),
        caught(
            WrongLinkTokenLifecycles.SwallowsNotFound.class,
            "LR_03_a_second_revocation_is_not_found",
            "there is no such link token to revoke"),
        caught(
            WrongLinkTokenLifecycles.BlamesALostAnswerOnTheId.class,
            "LR_04_a_revocation_whose_answer_was_lost_succeeds",
            "the first has done it"),
        caught(
            WrongLinkTokenLifecycles.SwallowsNotFound.class,
            "LR_04_not_found_after_an_attempt_that_was_not_performed_is_a_failure",
            "nothing was revoked"),
        caught(
            WrongLinkTokenLifecycles.NeverSendsAgain.class,
            "FR_07_both_calls_are_sent_again_after_an_error_of_the_service",
            "the second attempt to get it succeeds"),
        caught(
            WrongLinkTokenLifecycles.CannotTellWhatWasSent.class,
            "FR_07_what_the_service_refuses_was_REJECTED_and_is_sent_once",
            "the service refused it"),
        caught(
            WrongLinkTokenLifecycles.GivesUpOnAnExpiredAccessToken.class,
            "LT_18_an_access_token_that_is_refused_is_renewed_for_both_calls",
            "getting it renews the access token"));
  }

  private static List<CounterExample> bankAccounts() {
    return List.of(
        caught(
            WrongBankAccounts.CutsTheIdAtOddCharacters.class,
            "BA_01_an_account_is_told_by_its_id_whatever_characters_that_has",
            "Not found"),
        caught(
            WrongBankAccounts.ForgetsTheFilters.class,
            "BA_02_the_accounts_of_one_company_can_be_chosen",
            "the accounts of other companies are left out"),
        caught(
            WrongBankAccounts.ForgetsTheFilters.class,
            "BA_02_the_accounts_at_one_bank_can_be_chosen",
            "accounts at other banks are left out"),
        caught(
            WrongBankAccounts.ForgetsTheFilters.class,
            "BA_02_accounts_can_be_searched_for",
            "what does not match is left out"),
        caught(
            WrongBankAccounts.TakesAFlagForAWord.class,
            "BA_04_a_linked_account_is_listed_with_what_is_documented",
            "it is active"),
        caught(
            WrongBankAccounts.TurnsTheOrderRound.class,
            "BA_04_the_newest_account_is_listed_first",
            "the order is that of the answer"),
        caught(
            WrongBankAccounts.SaysThereIsAlwaysMore.class,
            "BA_04_without_accounts_there_is_one_empty_page",
            "there is no next page"),
        caught(
            WrongBankAccounts.RemembersWhatItListed.class,
            "BA_04_an_unlinked_account_is_listed_no_more",
            "an unlinked one is not"),
        caught(
            WrongBankAccounts.ReadsTimesInUtc.class,
            "BA_05_times_are_read_in_Vietnam_time_which_is_assumed",
            "by the list it was linked just now"),
        caught(
            WrongBankAccounts.SaysThereIsAlwaysMore.class,
            "BA_06_a_page_tells_whether_there_is_a_next_one",
            "there is no page after the last"),
        caught(
            WrongBankAccounts.TakesAFullPageForOneOfMany.class,
            "BA_06_a_page_tells_whether_there_is_a_next_one",
            "full and the last"),
        caught(
            WrongBankAccounts.TellsNoMoreThanTheList.class,
            "BA_07_the_detail_tells_the_account_and_more",
            "the holder's identification is told"),
        caught(
            WrongBankAccounts.StopsAfterTheFirstPage.class,
            "BA_08_all_pages_can_be_gone_through",
            "each account comes once"),
        caught(
            WrongBankAccounts.AsksForAllPagesAtOnce.class,
            "BA_08_a_page_is_asked_for_when_it_is_needed",
            "none is asked for yet"),
        caught(
            WrongBankAccounts.MakesAnAccountUp.class,
            "BA_09_an_account_that_is_not_there_is_not_found",
            "there is no such account"),
        caught(
            WrongBankAccounts.NeverSendsAgain.class,
            "FR_07_listing_and_getting_are_sent_again_after_an_error_of_the_service",
            "the second attempt to list succeeds"),
        caught(
            WrongBankAccounts.TellsAFailureAsNoAccounts.class,
            "FR_07_a_list_that_fails_is_a_failure_and_never_an_empty_page",
            "takes them for unlinked"),
        caught(
            WrongBankAccounts.GivesUpOnAnExpiredAccessToken.class,
            "LT_18_an_access_token_that_is_refused_is_renewed_for_listing_and_getting",
            "listing renews the access token"));
  }

  private static List<CounterExample> accessTokens() {
    return List.of(
        caught(
            WrongAccessTokens.AsksForATokenPerCall.class,
            "AT_02_callers_at_the_same_time_share_one_request",
            "all callers wait for one request"),
        caught(
            WrongAccessTokens.KeepsATokenPerThread.class,
            "AT_02_calls_at_the_same_time_share_one_request",
            "all calls wait for one request"),
        caught(
            WrongAccessTokens.KeepsATokenPerPort.class,
            "AT_02_the_other_ports_use_the_token_that_is_at_hand",
            "a hub has one access token for all its ports"),
        caught(
            WrongAccessTokens.ReadsALifeInMinutes.class,
            "AT_03_a_token_has_the_span_for_which_it_was_granted",
            "the span is as long as the service says, in seconds"),
        caught(
            WrongAccessTokens.CountsALifeFromTheAnswer.class,
            "AT_03_a_token_has_the_span_for_which_it_was_granted",
            "the span begins when the token is asked for"),
        caught(
            WrongAccessTokens.AsksForATokenPerCall.class,
            "AT_03_a_token_is_kept_well_within_its_life",
            "a token is kept for half its life at least"),
        caught(
            WrongAccessTokens.KeepsATokenUntilAfterItsEnd.class,
            "AT_03_a_token_is_renewed_at_its_end",
            "a token is no longer good at the end of its span"),
        caught(
            WrongAccessTokens.KeepsATokenForEver.class,
            "AT_03_no_token_is_handed_out_that_has_expired",
            "a token is good when handed out"),
        caught(
            WrongAccessTokens.NeverLooksAtTheClock.class,
            "AT_03_calls_are_not_made_with_a_token_that_has_expired",
            "a token is renewed before the service refuses it"),
        caught(
            WrongAccessTokens.KeepsARefusedToken.class,
            "AT_04_a_refused_token_is_not_handed_out_again",
            "a refused token is replaced"),
        caught(
            WrongAccessTokens.DropsATokenThatAnotherCallRenewed.class,
            "AT_04_a_refused_token_is_replaced_once",
            "one new token serves the repeated and all later calls"),
        caught(
            WrongAccessTokens.DropsATokenThatAnotherCallRenewed.class,
            "AT_04_calls_that_are_refused_at_the_same_time_share_the_new_token",
            "a token that another call has renewed is not dropped"),
        caught(
            WrongAccessTokens.WantsAMinuteLeft.class,
            "AT_05_a_very_short_life_does_not_mean_a_token_for_each_call",
            "one token serves several calls"),
        caught(
            WrongAccessTokens.HasNoRoomForALongLife.class,
            "AT_05_a_very_long_life_does_not_mean_a_token_for_each_call",
            "one token serves several calls"),
        caught(
            WrongAccessTokens.KnocksThreeTimes.class,
            "AT_06_a_wrong_secret_is_denied_after_one_request",
            "wrong credentials are not tried again"),
        caught(
            WrongAccessTokens.SaysThatADenialMayHaveBeenPerformed.class,
            "AT_06_an_unknown_client_is_denied_after_one_request",
            "the service refused them"),
        caught(
            WrongAccessTokens.KnocksThreeTimes.class,
            "AT_06_a_call_with_wrong_credentials_is_denied_after_one_request",
            "wrong credentials are not tried again"),
        caught(
            WrongAccessTokens.NeverForgivesARefusal.class,
            "AT_06_credentials_that_were_denied_once_may_be_taken_later",
            "a failure is not kept for those who ask later"),
        caught(
            WrongAccessTokens.SharesOneTokenAmongClients.class,
            "AT_06_the_token_of_one_client_serves_no_other",
            "not let through with the token of another"),
        caught(
            WrongAccessTokens.PrintsItsToken.class,
            "LT_24_an_access_token_is_printed_nowhere",
            "a hub's text hides the access token"));
  }

  private static List<CounterExample> accessTokenStores() {
    return List.of(
        caught(
            WrongAccessTokenStores.MakesTokensUp.class,
            "AT_07_a_new_store_holds_nothing",
            "a store holds what was saved in it"),
        caught(
            WrongAccessTokenStores.ForgetsAtOnce.class,
            "AT_07_a_token_that_was_saved_is_found",
            "a token is found after it was saved"),
        caught(
            WrongAccessTokenStores.RoundsTheSpan.class,
            "AT_07_a_token_keeps_its_span",
            "a token keeps the end of its span"),
        caught(
            WrongAccessTokenStores.KeepsTheFirst.class,
            "AT_07_a_later_token_takes_the_place_of_an_earlier_one",
            "the token last saved is found"),
        caught(
            WrongAccessTokenStores.NeverRemoves.class,
            "AT_07_a_removed_token_is_not_found",
            "a removed token is forgotten"),
        caught(
            WrongAccessTokenStores.NeverTakesATokenBack.class,
            "AT_07_a_token_can_be_saved_again_after_it_was_removed",
            "a removal holds until the next save"),
        caught(
            WrongAccessTokenStores.ComparesSpansToo.class,
            "AT_07_a_token_is_removed_whatever_span_it_was_seen_with",
            "tokens are compared by their text alone"),
        caught(
            WrongAccessTokenStores.RemovesWhateverIsThere.class,
            "AT_07_removing_a_token_leaves_another_that_has_taken_its_place",
            "only the token that is named is removed"),
        caught(
            WrongAccessTokenStores.InsistsOnATokenToRemove.class,
            "AT_07_removing_is_harmless_where_nothing_is",
            "removing what is not there does nothing"),
        caught(
            WrongAccessTokenStores.KnowsOneClient.class,
            "AT_07_each_client_has_its_own_token",
            "the tokens of two clients are kept apart"),
        caught(
            WrongAccessTokenStores.KnowsOneService.class,
            "AT_07_each_service_has_its_own_token",
            "the tokens of two services are kept apart"),
        caught(
            WrongAccessTokenStores.ComparesKeysByIdentity.class,
            "AT_07_keys_are_compared_by_what_they_hold",
            "a token is found under an equal key"),
        caught(
            WrongAccessTokenStores.ComparesAndThenRemoves.class,
            "AT_07_comparing_and_removing_is_one_step",
            "a token saved during the removal of another stays"));
  }

  /** Each suite is one of a single fault, as each fault is a test of its own. */
  private static List<CounterExample> faults() {
    return List.of(
        caught(
            WrongFaultHandling.SaysThatARefusalMayHaveBeenPerformed.class,
            "FR_01_create_fails_as_the_catalogue_says",
            "what the failure says of the request"),
        caught(
            WrongFaultHandling.SaysThatALostAnswerWasRejected.class,
            "FR_01_create_fails_as_the_catalogue_says",
            "what the failure says of the request"),
        caught(
            WrongFaultHandling.HidesTheStatus.class,
            "FR_01_create_fails_as_the_catalogue_says",
            "the status"),
        caught(
            WrongFaultHandling.LosesHowLongToWait.class,
            "FR_01_create_fails_as_the_catalogue_says",
            "how long to wait"),
        caught(
            WrongFaultHandling.CallsAStallAReset.class,
            "FR_01_create_fails_as_the_catalogue_says",
            "why it is not available"),
        caught(
            WrongFaultHandling.TakesTheFirewallForTheService.class,
            "FR_01_create_fails_as_the_catalogue_says",
            "the failure ==>"),
        caught(
            WrongFaultHandling.BlamesTheAccessToken.class,
            "FR_01_create_fails_as_the_catalogue_says",
            "which call failed"),
        caught(
            WrongFaultHandling.CountsOneAttempt.class,
            "FR_01_create_fails_as_the_catalogue_says",
            "attempts are the requests that were sent"),
        caught(
            WrongFaultHandling.SwallowsFailures.class,
            "FR_01_create_fails_as_the_catalogue_says",
            "the call fails"),
        caught(
            WrongFaultHandling.WantsNoWrapper.class,
            "FR_01_create_fails_as_the_catalogue_says",
            "the call succeeds all the same"),
        caught(
            WrongFaultHandling.CreatesAgainAfterAReset.class,
            "FR_01_create_fails_as_the_catalogue_says",
            "one link token is created"),
        caught(
            WrongFaultHandling.RepeatsWhatMayHaveBeenPerformed.class,
            "FR_01_create_fails_as_the_catalogue_says",
            "whether it is sent again"),
        caught(
            WrongFaultHandling.RenewsTheAccessTokenTwice.class,
            "FR_01_create_fails_as_the_catalogue_says",
            "it is sent again once, with a new access token"),
        caught(
            WrongFaultHandling.SaysThatACreateWithoutATokenMayHaveBeenPerformed.class,
            "FR_07_create_is_not_sent_if_there_is_no_access_token",
            "what the failure says of the request"),
        caught(
            WrongFaultHandling.BlamesTheCreate.class,
            "FR_07_create_is_not_sent_if_there_is_no_access_token",
            "which call failed"),
        caught(
            WrongFaultHandling.TakesAMissingPathForAMissingCompany.class,
            "FR_07_create_is_not_sent_if_there_is_no_access_token",
            "the failure ==>"),
        caught(
            WrongFaultHandling.CountsOneAttempt.class,
            "FR_07_create_is_not_sent_if_there_is_no_access_token",
            "attempts are the requests that were sent"),
        caught(
            WrongFaultHandling.LosesHowLongToWait.class,
            "FR_07_create_is_not_sent_if_there_is_no_access_token",
            "how long to wait"),
        caught(
            WrongFaultHandling.HidesTheStatus.class,
            "FR_07_create_is_not_sent_if_there_is_no_access_token",
            "the status"),
        caught(
            WrongFaultHandling.GoesOnWithoutAnAccessToken.class,
            "FR_07_create_is_not_sent_if_there_is_no_access_token",
            "nothing else is sent"),
        caught(
            WrongFaultHandling.NeverSendsAgain.class,
            "FR_07_create_is_sent_again_if_it_was_not_performed",
            "the call succeeds at the second attempt"),
        caught(
            WrongFaultHandling.CreatesOneTooMany.class,
            "FR_07_create_is_sent_again_if_it_was_not_performed",
            "one link token is created"),
        caught(
            WrongFaultHandling.SendsOnceTooOften.class,
            "FR_07_create_is_sent_again_if_it_was_not_performed",
            "how often it is sent"),
        caught(
            WrongFaultHandling.NeverSendsAgain.class,
            "FR_07_an_access_token_is_asked_for_again",
            "the call succeeds at the second attempt"),
        caught(
            WrongFaultHandling.CreatesOneTooMany.class,
            "FR_07_an_access_token_is_asked_for_again",
            "one link token is created"),
        caught(
            WrongFaultHandling.AsksForAnAccessTokenOnceTooOften.class,
            "FR_07_an_access_token_is_asked_for_again",
            "how often it is sent"));
  }

  private static List<String> failuresOf(CounterExample example) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectMethod(example.wrong(), example.test()))
        .execute()
        .testEvents()
        .failed()
        .map(CounterExamplesTest::message)
        .toList();
  }

  private static String message(Event failed) {
    return failed
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .map(Throwable::getMessage)
        .orElse("");
  }

  private static Set<String> allTests() {
    return SUITES.stream()
        .flatMap(suite -> testsOf(suite).stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> testsOf(Class<?> suite) {
    return Arrays.stream(suite.getMethods())
        .filter(
            method ->
                method.isAnnotationPresent(Test.class)
                    || method.isAnnotationPresent(TestFactory.class))
        .map(Method::getName)
        .collect(Collectors.toSet());
  }

  private static CounterExample caught(Class<?> wrong, String test, String says) {
    return new CounterExample(wrong, test, says);
  }

  /**
   * A fault, the test that must find it, and what that test says.
   *
   * @param wrong the suite that runs on the wrong implementation
   * @param test the test's method
   * @param says a part of its message
   */
  record CounterExample(Class<?> wrong, String test, String says) {

    @Override
    public String toString() {
      return wrong.getSimpleName() + " is caught by " + test;
    }
  }
}
