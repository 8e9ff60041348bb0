package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.lifecycle.Transitions.Effect;
import io.github.bankhub.testkit.internal.lifecycle.Transitions.Transition;
import io.github.bankhub.testkit.internal.settings.TestSettings;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.page.PageView;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The users of the hosted pages: what they enter decides which transition follows. Not thread-safe.
 */
public record HostedPageFlow(
    InstantSource clock, LinkLifecycle lifecycle, LinkedAccounts accounts, TestSettings settings) {

  private record Outcome(PageAction action, @Nullable BankRejection rejection) {

    static Outcome accepted(PageAction action) {
      return new Outcome(action, null);
    }

    static Outcome failed(BankRejection reason) {
      return new Outcome(PageAction.FAIL, reason);
    }
  }

  /**
   * Does the step of a form. A second copy of the form does nothing, as browsers send one after a
   * double click. A form of an earlier screen is rejected.
   */
  public PageView submit(Link link, Submission submission) {
    if (submission.isFromCurrentScreen(link)) {
      PageView view = act(link, submission.action(), submission.inputs());
      link.lastSubmission = submission;
      return view;
    }
    if (submission.equals(link.lastSubmission)) {
      return link.view();
    }
    throw ErrorResponse.of(
        ErrorResponse.Kind.NOT_NOW, "the form is from an earlier screen of the page");
  }

  /** Does one step of a user in a page. {@code openapi/testkit.yaml} describes the inputs. */
  public PageView act(Link link, PageAction action, Map<String, String> inputs) {
    lifecycle.require(link, action);
    if (!action.isUsers()) {
      throw ErrorResponse.of(
          ErrorResponse.Kind.INVALID, action + " is not for users of the page to do");
    }
    if (action == PageAction.ENTER_ACCOUNT) {
      link.session().entered = Map.copyOf(inputs);
    }
    Outcome outcome = decide(link, action, inputs);
    Transition transition = lifecycle.require(link, outcome.action());
    if (transition.effect() != Effect.SHOW_PAGE) {
      lifecycle.apply(link, transition, clock.instant());
      link.session().rejection = outcome.rejection();
      if (action != PageAction.OPEN) {
        link.countStep();
      }
    }
    return link.view();
  }

  private Outcome decide(Link link, PageAction action, Map<String, String> inputs) {
    return switch (action) {
      case CHOOSE_BANK -> chooseBank(link, inputs);
      case ENTER_ACCOUNT -> enterAccount(link, inputs);
      case CONFIRM_UNLINK -> confirmUnlink(link);
      case ENTER_OTP -> enterOtp(link, inputs);
      case FAIL -> Outcome.failed(reason(inputs));
      default -> Outcome.accepted(action);
    };
  }

  private Outcome chooseBank(Link link, Map<String, String> inputs) {
    String bank = input(inputs, "bank");
    AccountType type = new AccountType(inputs.getOrDefault("account_type", "personal"));
    List<SandboxAccount> offered =
        SandboxAccount.all().stream()
            .filter(account -> account.bank().equalsIgnoreCase(bank))
            .toList();
    if (offered.isEmpty()) {
      throw invalid("bank", bank, SandboxAccount.banks());
    }
    if (offered.stream().noneMatch(account -> account.type().equals(type))) {
      throw invalid(
          "account_type",
          type.value(),
          offered.stream().map(account -> account.type().value()).distinct().toList());
    }
    link.session().bank = offered.get(0).bank();
    link.session().type = type;
    return Outcome.accepted(PageAction.CHOOSE_BANK);
  }

  private Outcome enterAccount(Link link, Map<String, String> inputs) {
    String number = input(inputs, "account_number");
    String identification = input(inputs, "identification_number");
    String phone = input(inputs, "phone_number");
    Optional<BankRejection> planned = settings.takeNextRejection();
    if (planned.isPresent()) {
      return Outcome.failed(planned.get());
    }
    Session session = link.session();
    SandboxAccount account =
        SandboxAccount.all().stream()
            .filter(known -> known.bank().equals(session.bank) && known.number().equals(number))
            .findFirst()
            .orElse(null);
    BankRejection rejection = rejection(link, account, identification, phone);
    session.account = rejection == null ? account : null;
    return rejection == null
        ? Outcome.accepted(PageAction.ENTER_ACCOUNT)
        : new Outcome(PageAction.REJECT_ACCOUNT, rejection);
  }

  private @Nullable BankRejection rejection(
      Link link, @Nullable SandboxAccount account, String identification, String phone) {
    if (account == null) {
      return BankRejection.ACCOUNT_MISSING_OR_LOCKED;
    }
    if (!account.type().equals(link.session().type)) {
      return BankRejection.HOLDER_MISMATCH;
    }
    boolean wrongPhone = !account.phone().equals(phone);
    if (!account.identification().equals(identification)) {
      return wrongPhone
          ? BankRejection.IDENTIFICATION_AND_PHONE_UNKNOWN
          : BankRejection.IDENTIFICATION_UNKNOWN;
    }
    if (wrongPhone) {
      return BankRejection.PHONE_UNKNOWN;
    }
    return accounts.isFreeFor(link.spec().company(), account) ? null : BankRejection.ALREADY_LINKED;
  }

  private Outcome confirmUnlink(Link link) {
    return lifecycle.accountToUnlink(link).isPresent()
        ? Outcome.accepted(PageAction.CONFIRM_UNLINK)
        : Outcome.failed(BankRejection.NOT_LINKED);
  }

  private Outcome enterOtp(Link link, Map<String, String> inputs) {
    String otp = input(inputs, "otp");
    Optional<BankRejection> planned = settings.takeNextRejection();
    if (planned.isPresent()) {
      return Outcome.failed(planned.get());
    }
    SandboxAccount account = link.session().account;
    if (account == null || !account.otp().equals(otp)) {
      return new Outcome(PageAction.REJECT_OTP, BankRejection.OTP_WRONG);
    }
    return link.spec().purpose() == Purpose.LINK_BANK_ACCOUNT
        ? completeLinking(link, account)
        : completeUnlinking(link);
  }

  private Outcome completeLinking(Link link, SandboxAccount account) {
    return accounts.isFreeFor(link.spec().company(), account)
        ? Outcome.accepted(PageAction.ENTER_OTP)
        : Outcome.failed(BankRejection.ALREADY_LINKED);
  }

  private Outcome completeUnlinking(Link link) {
    if (lifecycle.accountToUnlink(link).isEmpty()) {
      return Outcome.failed(BankRejection.NOT_LINKED);
    }
    return Outcome.accepted(settings.inactivates() ? PageAction.INACTIVATE : PageAction.ENTER_OTP);
  }

  private static String input(Map<String, String> inputs, String name) {
    String value = inputs.getOrDefault(name, "").strip();
    if (value.isEmpty()) {
      throw ErrorResponse.of(ErrorResponse.Kind.INVALID, name + " is required");
    }
    return value;
  }

  private static BankRejection reason(Map<String, String> inputs) {
    String name = input(inputs, "reason");
    return Arrays.stream(BankRejection.values())
        .filter(reason -> reason.name().equals(name))
        .findFirst()
        .orElseThrow(() -> invalid("reason", name, List.of(BankRejection.values())));
  }

  private static ErrorResponse invalid(String field, String value, List<?> expected) {
    return ErrorResponse.of(
        ErrorResponse.Kind.INVALID,
        "%s is %s; expected one of %s".formatted(field, value, expected));
  }
}
