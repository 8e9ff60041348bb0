package io.github.bankhub.testkit.internal.page;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.page.PageView;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The content of one screen. Immutable. Templates read each method without parameters by its name.
 * The problem is the text key of what was impossible.
 */
public record PageModel(
    PageView view,
    PageForm form,
    String path,
    Arrival arrival,
    Instant now,
    Optional<String> problem) {

  int version() {
    return form.version();
  }

  PageTexts text() {
    return new PageTexts(
        view.language(),
        view.company(),
        bank(),
        typeLabel(type()),
        view.accountNumber().map(AccountNumber::toString).orElse(""),
        progress().map(PageProgress::number).orElse(0),
        progress().map(PageProgress::steps).orElse(0));
  }

  String language() {
    return text().language();
  }

  String title() {
    return text().get("title." + screen());
  }

  String lead() {
    return text().get("text." + screen());
  }

  private String screen() {
    return arrival.isAtUsedLink(view.step()) ? "used" : view.step().name();
  }

  Optional<PageMessage> message() {
    return Optional.of(PageMessage.of(view, arrival, now));
  }

  Optional<PageRedirect> redirect() {
    return PageRedirect.automatic(view, arrival);
  }

  Optional<PageRedirect> linkBack() {
    return PageRedirect.offered(view);
  }

  Optional<PageProgress> progress() {
    return PageProgress.of(view);
  }

  boolean headingFocused() {
    return arrival != Arrival.OPENED && notice().isEmpty();
  }

  /** What was impossible, or else the bank's reason. */
  Optional<String> notice() {
    return problem
        .filter(key -> view.step().isVisited())
        .map(text()::get)
        .or(() -> view.rejection().map(reason -> reason.text(language()) + "."));
  }

  List<Choice> banks() {
    return SandboxAccount.banks().stream()
        .map(bank -> new Choice(bank, bank, bank.equals(bank())))
        .toList();
  }

  List<Choice> accountTypes() {
    return Stream.of(AccountType.PERSONAL, AccountType.BUSINESS)
        .map(AccountType::value)
        .map(type -> new Choice(type, typeLabel(type), type.equals(type())))
        .toList();
  }

  List<Choice> rejectionReasons() {
    return Arrays.stream(BankRejection.values())
        .map(reason -> new Choice(reason.name(), reason.text(language()), false))
        .toList();
  }

  Map<String, PageInput> inputs() {
    return PageInput.all(form.entered(), view.rejection());
  }

  /** The account with its number masked: other people can see the screen. */
  Optional<Account> account() {
    return view.accountNumber()
        .map(number -> new Account(bank(), number.toString(), view.holder()));
  }

  String identificationLabel() {
    return text().get("identification." + type());
  }

  /** The sandbox's accounts of the chosen bank and type, which no real bank shows. */
  List<SandboxAccount> sandboxAccounts() {
    return SandboxAccount.all().stream()
        .filter(account -> account.bank().equals(bank()))
        .filter(account -> account.type().value().equals(type()))
        .toList();
  }

  List<SandboxAccount> chosenSandboxAccount() {
    Optional<String> number = view.accountNumber().map(AccountNumber::value);
    return sandboxAccounts().stream()
        .filter(account -> number.equals(Optional.of(account.number())))
        .toList();
  }

  private String bank() {
    return view.bank().map(BrandName::value).orElse("");
  }

  private String type() {
    return view.accountType().orElse(AccountType.PERSONAL).value();
  }

  private String typeLabel(String type) {
    return new PageTexts(view.language()).get("type." + type);
  }

  /** Returns the state of the page, without what the user entered. */
  @Override
  public String toString() {
    return "PageModel[" + view + "]";
  }

  record Choice(String value, String label, boolean chosen) {}

  record Account(String bank, String number, Optional<String> holder) {

    /** Returns the bank and the masked number, without the holder. */
    @Override
    public String toString() {
      return "Account[" + bank + " " + number + "]";
    }
  }
}
