package io.github.bankhub.testkit.contract;

import static io.github.bankhub.testkit.contract.MerchantRule.AP_01;
import static io.github.bankhub.testkit.contract.MerchantRule.AP_02;
import static io.github.bankhub.testkit.contract.MerchantRule.AP_03;
import static io.github.bankhub.testkit.contract.MerchantRule.AP_04;
import static io.github.bankhub.testkit.contract.MerchantRule.AP_05;
import static io.github.bankhub.testkit.contract.MerchantRule.AP_06;
import static io.github.bankhub.testkit.contract.MerchantRule.AP_07;
import static io.github.bankhub.testkit.contract.MerchantRule.AP_08;

import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.testkit.HostedPage;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.webhook.DeliveryFault;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;
import org.junit.jupiter.api.Test;

/**
 * The rules of an application whose users link bank accounts, one test each. The tests play the
 * user, and lose, delay and repeat webhooks.
 *
 * <p>Extend it, and connect your application to an offline Bank Hub in both directions: its calls
 * go to the hub, and the webhooks of the hub go to the application. Each test needs a hub without
 * linked accounts. A message of a failed test names the rule, what happened, and what SePay
 * promises.
 *
 * <pre>{@code
 * class MyLinkingTest extends LinkingApplicationContract {
 *   private final InMemoryBankHub hub = InMemoryBankHub.create();
 *   private final MyApplication application = MyApplication.startWith(hub);
 *
 *   @Override
 *   protected InMemoryBankHub hub() {
 *     return hub;
 *   }
 *
 *   @Override
 *   protected HostedLink startLinking(String user) {
 *     return application.startLinking(user);
 *   }
 *
 *   @Override
 *   protected List<BankAccountXid> linkedAccounts(String user) {
 *     return application.accounts(user);
 *   }
 *
 *   @Override
 *   protected void reconcile() {
 *     application.askBankHubForLostEvents();
 *   }
 * }
 * }</pre>
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("missing-explicit-ctor") // No constructor does more than the default one.
public abstract class LinkingApplicationContract {

  private static final Duration UNTIL_EXPIRED = Duration.ofHours(1);
  private static final String LINKED = "BANK_ACCOUNT_LINKED";

  private final String user = "user-" + UUID.randomUUID();

  /** {@return the hub of this test, with a clock that is fixed} */
  protected abstract InMemoryBankHub hub();

  /**
   * Starts to link a bank account, as the user does in your application.
   *
   * @param userName the user; each test has a new one
   * @return the link that the user opens
   */
  protected abstract HostedLink startLinking(String userName);

  /**
   * {@return the accounts that are linked for a user, each as often as your application has stored
   * it} If you handle events after the response, first wait until none is left.
   *
   * @param userName the user
   */
  protected abstract List<BankAccountXid> linkedAccounts(String userName);

  /** Asks Bank Hub for the events that the application has not got, as your job does. */
  protected abstract void reconcile();

  @Test
  void AP_01_a_completed_link_links_one_account() {
    completeNewLink(AP_01, "the first link of a user");
    assertLinked(AP_01, "a user has completed a link");
  }

  @Test
  void AP_02_a_cancelled_link_links_no_account_and_the_user_can_start_again() {
    open(AP_02, startLinking(user), "the first link of a user").abandon();
    assertNotLinkedYet(AP_02, "a user has closed the page before the end");
    completeNewLink(AP_02, "a second attempt after a closed page");
    assertLinked(AP_02, "a user has closed the page, and completed a second attempt");
  }

  @Test
  void AP_03_an_expired_link_links_no_account_and_the_next_link_is_new() {
    open(AP_03, startLinking(user), "the first link of a user");
    hub().control().clock().advance(UNTIL_EXPIRED);
    assertNotLinkedYet(AP_03, "the link of a user has expired");
    completeNewLink(AP_03, "a second attempt after an expired link");
    assertLinked(AP_03, "a link has expired, and the user has completed a second one");
  }

  @Test
  void AP_04_a_rejected_account_is_not_linked_and_the_next_link_is_new() {
    open(AP_04, startLinking(user), "the first link of a user")
        .failWith(BankRejection.ACCOUNT_MISSING_OR_LOCKED);
    assertNotLinkedYet(AP_04, "the bank has rejected the account");
    completeNewLink(AP_04, "a second attempt after a rejected account");
    assertLinked(AP_04, "the bank has rejected an account, and accepted a second one");
  }

  @Test
  void AP_05_a_reconciliation_finds_an_account_whose_webhooks_were_lost() {
    completeLinkWithoutWebhooks(AP_05);
    reconcile();
    assertLinked(AP_05, "the webhooks of a link were lost, and a reconciliation has run");
  }

  @Test
  void AP_05_a_reconciliation_does_not_link_what_is_still_open() {
    open(AP_05, startLinking(user), "the first link of a user");
    reconcile();
    assertNotLinked(AP_05, "a reconciliation has run while the page was open");
  }

  @Test
  void AP_06_an_event_after_the_reconciliation_changes_nothing() {
    completeLinkWithoutWebhooks(AP_06);
    reconcile();
    hub().control().webhooks().journal().stream()
        .filter(delivery -> delivery.name().equals(LINKED))
        .map(WebhookDelivery::xid)
        .forEach(hub().control().webhooks()::redeliver);
    assertLinked(AP_06, "a reconciliation has found a link, and then its event has arrived");
    reconcile();
    assertLinked(AP_06, "an event has arrived, and a second reconciliation has run");
  }

  @Test
  void AP_07_a_link_of_another_application_links_no_account_of_the_user() {
    startLinking(user);
    var company = hub().control().addCompany("CONG TY " + UUID.randomUUID());
    HostedLink other = hub().linkTokens().create(LinkTokenRequest.link(company)).hostedLink();
    hub().control().hostedPage(other).finishSuccessfully();
    assertNotLinked(AP_07, "a link that another application created was completed");
  }

  @Test
  void AP_08_the_first_of_two_open_links_can_be_completed() {
    HostedPage first = open(AP_08, startLinking(user), "the first link of a user");
    startLinking(user);
    // An application may revoke it.
    if (first.step() == PageStep.CHOOSE_BANK) {
      first.finishSuccessfully();
      assertLinked(AP_08, "a user has started twice, and completed the first link");
    }
  }

  private void completeLinkWithoutWebhooks(MerchantRule rule) {
    hub().control().webhooks().inject(DeliveryFault.loss().always());
    completeNewLink(rule, "the first link of a user");
    hub().control().webhooks().awaitDeliveries();
    hub().control().webhooks().clearFaults();
  }

  private void completeNewLink(MerchantRule rule, String which) {
    open(rule, startLinking(user), which).finishSuccessfully();
  }

  private HostedPage open(MerchantRule rule, HostedLink link, String which) {
    HostedPage page = hub().control().hostedPage(link);
    PageStep step = page.step();
    rule.check(step == PageStep.CHOOSE_BANK, which + " does not open: the page is " + step);
    return page;
  }

  /** Also after a reconciliation, which must not take the end of a link for its success. */
  private void assertNotLinkedYet(MerchantRule rule, String when) {
    assertNotLinked(rule, when);
    reconcile();
    assertNotLinked(rule, when + ", and a reconciliation has run");
  }

  private void assertNotLinked(MerchantRule rule, String when) {
    assertCount(0, linked(), rule, when);
  }

  /**
   * Checks which account it is, too: an application could take another id for that of the account.
   */
  private void assertLinked(MerchantRule rule, String when) {
    List<BankAccountXid> linked = linked();
    assertCount(1, linked, rule, when);
    BankAccountXid newest = hub().bankAccounts().list(BankAccountQuery.ALL).items().get(0).xid();
    rule.check(
        linked.get(0).equals(newest),
        "%s; the application has linked %s, but the account is %s"
            .formatted(when, linked.get(0), newest));
  }

  private List<BankAccountXid> linked() {
    hub().control().webhooks().awaitDeliveries();
    return linkedAccounts(user);
  }

  private static void assertCount(
      int expected, List<BankAccountXid> linked, MerchantRule rule, String when) {
    int count = linked.size();
    rule.check(
        count == expected,
        "%s; the application has %s, not %s"
            .formatted(
                when,
                count == 1 ? "1 linked account" : count + " linked accounts",
                expected == 0 ? "none" : expected));
  }
}
