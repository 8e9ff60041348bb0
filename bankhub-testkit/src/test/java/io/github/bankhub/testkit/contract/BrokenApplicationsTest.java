package io.github.bankhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.event.BankAccountEvent;
import io.github.bankhub.domain.event.EventXid;
import io.github.bankhub.domain.event.LinkSessionEvent;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.testkit.InMemoryBankHub;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** Broken applications test their contract: each must fail the test of its rule. */
class BrokenApplicationsTest {

  /** The tests of an application run in the thread that starts them. */
  private static final ThreadLocal<Flaw> CURRENT = ThreadLocal.withInitial(() -> Flaw.NONE);

  /** What an application does wrong. */
  enum Flaw {
    NONE,
    IGNORES_EVENTS,
    LINKS_AT_THE_END_OF_A_SESSION,
    LINKS_WHEN_THE_PAGE_OPENS,
    REUSES_A_LINK,
    DOES_NOT_RECONCILE,
    TAKES_EVERY_LINK_FOR_COMPLETED,
    DOES_NOT_DEDUPLICATE,
    LINKS_FOR_THE_LAST_USER,
    LINKS_ANOTHER_ACCOUNT,
    KNOWS_ONLY_THE_LAST_LINK
  }

  /** Not private and not top-level: only this test runs it. */
  static class Application extends LinkingApplicationContract {
    private final InMemoryBankHub hub = InMemoryBankHub.create();
    private final SmallApplication application = new SmallApplication(hub, CURRENT.get());

    @Override
    protected InMemoryBankHub hub() {
      return hub;
    }

    @Override
    protected HostedLink startLinking(String userName) {
      return application.startLinking(userName);
    }

    @Override
    protected List<BankAccountXid> linkedAccounts(String userName) {
      return application.linkedAccounts(userName);
    }

    @Override
    protected void reconcile() {
      application.reconcile();
    }
  }

  /** It receives events in memory, and stores in memory what its users have linked. */
  private static final class SmallApplication {
    private final InMemoryBankHub hub;
    private final Flaw flaw;
    private final CompanyXid company;
    private final Map<LinkTokenXid, String> users = new HashMap<>();
    private final Map<String, LinkToken> tokens = new LinkedHashMap<>();
    private final List<LinkToken> allTokens = new ArrayList<>();
    private final Map<String, List<BankAccountXid>> accounts = new HashMap<>();
    private final Set<EventXid> seen = new HashSet<>();
    private String lastUser = "";

    SmallApplication(InMemoryBankHub hub, Flaw flaw) {
      this.hub = hub;
      this.flaw = flaw;
      this.company = hub.control().addCompany("CONG TY TNHH ABC");
      hub.control()
          .webhooks()
          .deliverTo(
              request -> {
                handle(request.event());
                return 200;
              },
              new WebhookSecret("any"));
    }

    synchronized HostedLink startLinking(String user) {
      LinkToken token =
          flaw == Flaw.REUSES_A_LINK ? tokens.computeIfAbsent(user, it -> create()) : create();
      if (flaw == Flaw.KNOWS_ONLY_THE_LAST_LINK) {
        users.values().remove(user);
      }
      users.put(token.xid(), user);
      allTokens.add(token);
      lastUser = user;
      return token.hostedLink();
    }

    private LinkToken create() {
      return hub.linkTokens().create(LinkTokenRequest.link(company));
    }

    synchronized List<BankAccountXid> linkedAccounts(String user) {
      return List.copyOf(accounts.getOrDefault(user, List.of()));
    }

    synchronized void reconcile() {
      for (LinkToken token : flaw == Flaw.DOES_NOT_RECONCILE ? List.<LinkToken>of() : allTokens) {
        if (flaw == Flaw.TAKES_EVERY_LINK_FOR_COMPLETED) {
          link(token.xid(), new BankAccountXid("unknown"));
        }
        hub.linkTokens().get(token.secret()).webhookEvents().forEach(this::handle);
      }
    }

    private synchronized void handle(WebhookEvent event) {
      boolean isFirst = seen.add(event.xid()) || flaw == Flaw.DOES_NOT_DEDUPLICATE;
      LinkTokenXid token = event.linkTokenXid().orElseThrow();
      if (!isFirst || flaw == Flaw.IGNORES_EVENTS) {
        return;
      }
      boolean isEnd =
          event instanceof LinkSessionEvent.Abandoned
              || event instanceof LinkSessionEvent.Failed
              || event instanceof LinkSessionEvent.Expired;
      boolean isOpening = event instanceof LinkSessionEvent.Initialized;
      if (event instanceof BankAccountEvent.Linked linked) {
        link(
            token,
            flaw == Flaw.LINKS_ANOTHER_ACCOUNT
                ? new BankAccountXid(token.value())
                : linked.bankAccountXid());
      } else if ((isEnd && flaw == Flaw.LINKS_AT_THE_END_OF_A_SESSION)
          || (isOpening && flaw == Flaw.LINKS_WHEN_THE_PAGE_OPENS)) {
        link(token, new BankAccountXid("unknown"));
      }
    }

    private void link(LinkTokenXid token, BankAccountXid account) {
      String user = flaw == Flaw.LINKS_FOR_THE_LAST_USER ? lastUser : users.get(token);
      if (user != null) {
        accounts.computeIfAbsent(user, it -> new ArrayList<>()).add(account);
      }
    }
  }

  /**
   * A broken application.
   *
   * @param flaw what it does wrong
   * @param test the test that must fail
   * @param message a part of the message
   */
  record Broken(Flaw flaw, String test, String message) {
    @Override
    public String toString() {
      return flaw + " fails " + test;
    }
  }

  static Stream<Broken> brokenApplications() {
    return Stream.of(
        new Broken(
            Flaw.IGNORES_EVENTS,
            "AP_01_a_completed_link_links_one_account",
            "a user has completed a link; the application has 0 linked accounts, not 1"),
        new Broken(
            Flaw.LINKS_ANOTHER_ACCOUNT,
            "AP_01_a_completed_link_links_one_account",
            "a user has completed a link; the application has linked "),
        new Broken(
            Flaw.LINKS_AT_THE_END_OF_A_SESSION,
            "AP_02_a_cancelled_link_links_no_account_and_the_user_can_start_again",
            "closed the page before the end; the application has 1 linked account, not none"),
        new Broken(
            Flaw.TAKES_EVERY_LINK_FOR_COMPLETED,
            "AP_02_a_cancelled_link_links_no_account_and_the_user_can_start_again",
            "and a reconciliation has run; the application has 1 linked account, not none"),
        new Broken(
            Flaw.LINKS_AT_THE_END_OF_A_SESSION,
            "AP_03_an_expired_link_links_no_account_and_the_next_link_is_new",
            "has expired; the application has 1 linked account, not none"),
        new Broken(
            Flaw.REUSES_A_LINK,
            "AP_03_an_expired_link_links_no_account_and_the_next_link_is_new",
            "after an expired link does not open: the page is EXPIRED. A link expires"),
        new Broken(
            Flaw.LINKS_AT_THE_END_OF_A_SESSION,
            "AP_04_a_rejected_account_is_not_linked_and_the_next_link_is_new",
            "has rejected the account; the application has 1 linked account, not none"),
        new Broken(
            Flaw.REUSES_A_LINK,
            "AP_04_a_rejected_account_is_not_linked_and_the_next_link_is_new",
            "after a rejected account does not open: the page is FAILED"),
        new Broken(
            Flaw.DOES_NOT_RECONCILE,
            "AP_05_a_reconciliation_finds_an_account_whose_webhooks_were_lost",
            "were lost, and a reconciliation has run; the application has 0 linked accounts"),
        new Broken(
            Flaw.LINKS_WHEN_THE_PAGE_OPENS,
            "AP_05_a_reconciliation_does_not_link_what_is_still_open",
            "while the page was open; the application has 1 linked account, not none"),
        new Broken(
            Flaw.DOES_NOT_DEDUPLICATE,
            "AP_06_an_event_after_the_reconciliation_changes_nothing",
            "then its event has arrived; the application has 2 linked accounts, not 1"),
        new Broken(
            Flaw.LINKS_FOR_THE_LAST_USER,
            "AP_07_a_link_of_another_application_links_no_account_of_the_user",
            "another application created was completed; the application has 1 linked account"),
        new Broken(
            Flaw.KNOWS_ONLY_THE_LAST_LINK,
            "AP_08_the_first_of_two_open_links_can_be_completed",
            "completed the first link; the application has 0 linked accounts, not 1"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("brokenApplications")
  void a_broken_application_fails_the_test_of_its_rule(Broken broken) {
    Events tests = run(broken.flaw(), selectMethod(Application.class, broken.test()));
    assertThat(ContractTests.messages(tests.failed()))
        .singleElement(STRING)
        .startsWith(ContractTests.rule(broken.test()) + ": ")
        .contains(broken.message());
  }

  @Test
  void a_correct_application_passes_all() {
    run(Flaw.NONE, selectClass(Application.class))
        .assertStatistics(seen -> seen.failed(0).aborted(0).skipped(0).succeeded(9));
  }

  @Test
  void every_test_of_the_contract_has_a_broken_application() {
    assertThat(brokenApplications().map(Broken::test).collect(Collectors.toSet()))
        .isEqualTo(ContractTests.names(LinkingApplicationContract.class));
  }

  private static Events run(Flaw flaw, DiscoverySelector selector) {
    CURRENT.set(flaw);
    try {
      return EngineTestKit.engine("junit-jupiter").selectors(selector).execute().testEvents();
    } finally {
      CURRENT.remove();
    }
  }
}
