package io.github.bankhub.testkit.page;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.link.Purpose;
import java.util.Optional;

/**
 * A hosted page as its user sees it. Immutable; printing it shows neither account nor holder nor
 * redirect.
 *
 * @param linkToken whose page it is
 * @param purpose what the user came for
 * @param step where the link stands
 * @param company the company's name
 * @param language the language that was asked for, such as {@code vi}
 * @param mobileApp whether the page was asked for a mobile app
 * @param refusal why the bank refused what was entered last
 * @param bank the account's bank, once it is chosen
 * @param accountType the type of the account, once it is chosen
 * @param accountNumber the account, once it is known
 * @param holder the holder's name, once the bank has told it
 * @param redirect where the browser goes now, as the merchant gave it; empty before the end, and if
 *     the merchant gave nothing
 */
public record PageView(
    LinkTokenXid linkToken,
    Purpose purpose,
    PageStep step,
    String company,
    String language,
    boolean mobileApp,
    Optional<BankRejection> refusal,
    Optional<BrandName> bank,
    Optional<AccountType> accountType,
    Optional<AccountNumber> accountNumber,
    Optional<String> holder,
    Optional<String> redirect) {

  /** Returns the link token, the step and the refusal. */
  @Override
  public String toString() {
    return "PageView["
        + linkToken
        + " "
        + step
        + refusal.map(reason -> ", refused: " + reason).orElse("")
        + "]";
  }
}
