package io.github.bankhub.testkit.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.groups.Tuple.tuple;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.GeneratedBlock;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.InternalService;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.lifecycle.Transitions.Transition;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.page.PageStep;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LifecycleTest {

  private static final SandboxAccount ACCOUNT = SandboxAccount.of("MBBank", "0123456789");
  private static final Duration TOKEN_LIFE = Duration.ofHours(2);
  private static final Duration SESSION_LIFE = Duration.ofMinutes(15);

  /** Every step of each purpose with every action, whether the table knows the pair or not. */
  static Stream<Arguments> every_pair() {
    return Arrays.stream(Purpose.values())
        .flatMap(
            purpose ->
                Transitions.steps(purpose).stream()
                    .flatMap(
                        step ->
                            Arrays.stream(PageAction.values())
                                .map(action -> Arguments.of(purpose, step, action))));
  }

  @ParameterizedTest
  @MethodSource("every_pair")
  void a_pair_does_what_the_table_says_or_is_rejected_and_changes_nothing(
      Purpose purpose, PageStep step, PageAction action) {
    Life lifetime = new Life(purpose);
    if (action == PageAction.TOKEN_EXPIRES && step.isVisited()) {
      lifetime.hub.control().sessionLifetime(TOKEN_LIFE.multipliedBy(2));
    }
    lifetime.brought(step);
    int before = lifetime.link().events().size();

    Throwable rejected = catchThrowable(() -> lifetime.does(action));

    Optional<Transition> known = Transitions.of(purpose, step, action);
    List<Event> published =
        lifetime.link().events().subList(before, lifetime.link().events().size());
    assertThat(lifetime.link().step()).isEqualTo(known.map(row -> row.to().step()).orElse(step));
    assertThat(published.stream().map(Event::name))
        .containsExactlyElementsOf(
            known.stream()
                .flatMap(transition -> transition.events().stream().map(EventName::name))
                .toList());
    boolean byTheClock = action == PageAction.SESSION_EXPIRES || action == PageAction.TOKEN_EXPIRES;
    if (known.isPresent() || byTheClock) {
      assertThat(rejected).isNull();
    } else {
      assertThat(rejected)
          .isInstanceOfSatisfying(
              ErrorResponse.class,
              rejection -> {
                assertThat(rejection.status()).isEqualTo(409);
                assertThat(rejection.hint()).contains("the link " + step.text(), "possible: ");
              });
    }
  }

  @Test
  void every_step_but_those_of_the_other_purpose_can_be_come_to() {
    assertThat(Transitions.steps(Purpose.LINK_BANK_ACCOUNT))
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(
                EnumSet.of(PageStep.CONFIRM_UNLINK, PageStep.UNLINKED, PageStep.INACTIVATED)));
    assertThat(Transitions.steps(Purpose.UNLINK_BANK_ACCOUNT))
        .containsExactlyInAnyOrderElementsOf(
            EnumSet.complementOf(
                EnumSet.of(PageStep.CHOOSE_BANK, PageStep.ENTER_ACCOUNT, PageStep.LINKED)));
  }

  @Test
  void linking_publishes_its_events_in_the_order_of_the_page() {
    Life lifetime = new Life(Purpose.LINK_BANK_ACCOUNT).brought(PageStep.LINKED);

    assertThat(lifetime.link().events())
        .extracting(Event::name)
        .containsExactly(
            "LINK_TOKEN_CREATED",
            "LINK_SESSION_INITIALIZED",
            "LINK_SESSION_STATE_CHANGED",
            "LINK_SESSION_STATE_CHANGED",
            "LINK_SESSION_STATE_CHANGED",
            "BANK_ACCOUNT_LINKED",
            "LINK_SESSION_COMPLETED");
    assertThat(lifetime.link().events())
        .extracting(event -> String.valueOf(event.metadata().get("state")))
        .containsExactly(
            "null",
            "null",
            "REQUEST_BANK_ACCOUNT_LINK",
            "CONFIRM_BANK_ACCOUNT_LINK",
            "FINISHED_BANK_ACCOUNT_LINK",
            "null",
            "null");
  }

  @Test
  void unlinking_publishes_its_events_in_the_order_of_the_samples() {
    Life lifetime = new Life(Purpose.UNLINK_BANK_ACCOUNT).brought(PageStep.UNLINKED);

    assertThat(lifetime.link().events())
        .extracting(Event::name)
        .containsExactly(
            "LINK_TOKEN_CREATED",
            "LINK_SESSION_INITIALIZED",
            "LINK_SESSION_STATE_CHANGED",
            "BANK_ACCOUNT_UNLINKED",
            "LINK_SESSION_COMPLETED");
  }

  @Test
  void the_metadata_are_those_of_the_samples() {
    Life link = new Life(Purpose.LINK_BANK_ACCOUNT).brought(PageStep.LINKED);
    Life unlink = new Life(Purpose.UNLINK_BANK_ACCOUNT).brought(PageStep.UNLINKED);

    assertThat(link.link().events())
        .extracting(event -> String.join(" ", event.metadata().keySet()))
        .containsExactly(
            "purpose link_token_xid link_session_xid",
            "link_token_xid link_session_xid",
            "state brand_name account_type link_token_xid link_session_xid",
            "state brand_name account_type account_number account_holder_name link_token_xid"
                + " link_session_xid",
            "state brand_name account_type account_number account_holder_name link_token_xid"
                + " link_session_xid",
            "bank_account_xid brand_name account_type account_number link_token_xid"
                + " link_session_xid",
            "bank_account_xid link_token_xid link_session_xid");
    assertThat(unlink.link().events())
        .extracting(event -> String.join(" ", event.metadata().keySet()))
        .containsExactly(
            "purpose link_token_xid link_session_xid",
            "link_token_xid link_session_xid",
            "state brand_name account_type account_number link_token_xid link_session_xid",
            "bank_account_xid brand_name account_type account_number link_token_xid"
                + " link_session_xid",
            "bank_account_xid unlinked link_token_xid link_session_xid");
  }

  @Test
  void an_expiry_is_published_with_the_instant_at_which_it_happened() {
    Life lifetime = new Life(Purpose.LINK_BANK_ACCOUNT).brought(PageStep.CHOOSE_BANK);
    lifetime.hub.control().clock().advance(Duration.ofDays(3));

    assertThat(lifetime.link().events().subList(2, 4))
        .extracting(Event::name, event -> Duration.between(lifetime.link().createdAt(), event.at()))
        .containsExactly(
            tuple("LINK_SESSION_EXPIRED", SESSION_LIFE), tuple("LINK_TOKEN_EXPIRED", TOKEN_LIFE));
  }

  @Test
  void a_step_has_one_instant_even_if_the_clock_advances_meanwhile() {
    Life lifetime = new Life(Purpose.LINK_BANK_ACCOUNT).brought(PageStep.ENTER_OTP);
    Instant before = lifetime.hub.control().clock().instant();
    Link link = lifetime.link();

    InternalService.of(lifetime.hub)
        .with(
            state -> {
              lifetime.hub.control().clock().advance(TOKEN_LIFE);
              return state.pages().act(link, PageAction.ENTER_OTP, Map.of("otp", ACCOUNT.otp()));
            });

    assertThat(lifetime.link().step()).isEqualTo(PageStep.LINKED);
    assertThat(lifetime.link().events().get(6).at()).isEqualTo(before);
  }

  @Test
  void the_docs_are_written_from_the_table() {
    GeneratedBlock.assertUpToDate("lifecycle.md", "steps", LifecycleTable.steps());
    GeneratedBlock.assertUpToDate(
        "lifecycle.md", "linking", LifecycleTable.transitions(Purpose.LINK_BANK_ACCOUNT));
    GeneratedBlock.assertUpToDate(
        "lifecycle.md", "unlinking", LifecycleTable.transitions(Purpose.UNLINK_BANK_ACCOUNT));
  }

  /** One link, and how it comes to each step. */
  private static final class Life {

    private final InMemoryBankHub hub = InMemoryBankHub.create();
    private final Purpose purpose;
    private final LinkToken token;

    Life(Purpose purpose) {
      this.purpose = purpose;
      hub.control().linkTokenLifetime(TOKEN_LIFE);
      hub.control().sessionLifetime(SESSION_LIFE);
      CompanyXid company = hub.control().addCompany("CONG TY TNHH ABC");
      this.token =
          hub.linkTokens()
              .create(
                  purpose == Purpose.LINK_BANK_ACCOUNT
                      ? LinkTokenRequest.link(company)
                      : LinkTokenRequest.unlink(
                          company, hub.control().addBankAccount(company, ACCOUNT)));
    }

    Link link() {
      return InternalService.of(hub)
          .with(state -> state.linkTokens().find(token.xid()).orElseThrow());
    }

    Life brought(PageStep step) {
      boolean links = purpose == Purpose.LINK_BANK_ACCOUNT;
      switch (step) {
        case UNOPENED -> {}
        case CHOOSE_BANK, CONFIRM_UNLINK -> does(PageAction.OPEN);
        case ENTER_ACCOUNT -> brought(PageStep.CHOOSE_BANK).does(PageAction.CHOOSE_BANK);
        case ENTER_OTP -> {
          brought(links ? PageStep.ENTER_ACCOUNT : PageStep.CONFIRM_UNLINK);
          does(links ? PageAction.ENTER_ACCOUNT : PageAction.CONFIRM_UNLINK);
        }
        case ABANDONED -> brought(first()).does(PageAction.CLOSE);
        case SESSION_EXPIRED -> brought(first()).does(PageAction.SESSION_EXPIRES);
        case LINKED, UNLINKED -> brought(PageStep.ENTER_OTP).does(PageAction.ENTER_OTP);
        case INACTIVATED -> brought(PageStep.ENTER_OTP).does(PageAction.INACTIVATE);
        case FAILED -> brought(first()).does(PageAction.FAIL);
        case REVOKED -> does(PageAction.REVOKE);
        case EXPIRED -> does(PageAction.TOKEN_EXPIRES);
      }
      assertThat(link().step()).isEqualTo(step);
      return this;
    }

    private PageStep first() {
      return purpose == Purpose.LINK_BANK_ACCOUNT ? PageStep.CHOOSE_BANK : PageStep.CONFIRM_UNLINK;
    }

    void does(PageAction action) {
      Map<String, String> right =
          Map.of(
              "bank", ACCOUNT.bank(),
              "account_type", ACCOUNT.type().value(),
              "account_number", ACCOUNT.number(),
              "identification_number", ACCOUNT.identification(),
              "phone_number", ACCOUNT.phone(),
              "otp", ACCOUNT.otp(),
              "reason", BankRejection.BANK_BUSY.name());
      switch (action) {
        case REJECT_ACCOUNT ->
            act(
                PageAction.ENTER_ACCOUNT,
                Map.of("account_number", "1", "identification_number", "2", "phone_number", "3"));
        case REJECT_OTP -> act(PageAction.ENTER_OTP, Map.of("otp", "1"));
        case INACTIVATE -> {
          hub.control().unlinkingInactivates(true);
          if (purpose == Purpose.LINK_BANK_ACCOUNT) {
            InternalService.of(hub)
                .with(state -> state.pages().act(link(), PageAction.INACTIVATE, right));
          }
          act(PageAction.ENTER_OTP, right);
        }
        case REVOKE ->
            InternalService.of(hub)
                .with(
                    state -> {
                      state.lifecycle().revoke(link());
                      return true;
                    });
        case SESSION_EXPIRES -> hub.control().clock().advance(SESSION_LIFE);
        case TOKEN_EXPIRES -> hub.control().clock().advance(TOKEN_LIFE);
        default -> act(action, right);
      }
    }

    private void act(PageAction action, Map<String, String> inputs) {
      InternalService.of(hub).act(token.xid(), action, inputs);
    }
  }
}
