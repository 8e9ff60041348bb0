package io.github.bankhub.testkit.page;

import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.link.Purpose;
import java.util.Optional;

/**
 * A hosted page as its user sees it. Immutable. {@link #toString} shows neither account nor holder
 * nor redirect.
 *
 * @param linkToken the id of the link token
 * @param purpose the purpose of the link token
 * @param step the step of the link
 * @param company the name of the company
 * @param language the requested language, such as {@code vi}
 * @param mobileApp whether the link token was requested for a mobile app
 * @param rejection why the bank rejected the last input; empty if it did not
 * @param bank the bank of the account; empty until it is chosen
 * @param accountType the type of the account; empty until it is chosen
 * @param accountNumber the number of the account; empty until it is known
 * @param holder the name of the holder; empty until the bank returns it
 * @param redirect the merchant's redirect; empty before the end, and if the merchant set none
 */
public record PageView(
    LinkTokenXid linkToken,
    Purpose purpose,
    PageStep step,
    String company,
    String language,
    boolean mobileApp,
    Optional<BankRejection> rejection,
    Optional<BrandName> bank,
    Optional<AccountType> accountType,
    Optional<AccountNumber> accountNumber,
    Optional<String> holder,
    Optional<String> redirect) {

  /** Returns the link token, the step and the rejection. */
  @Override
  public String toString() {
    return "PageView["
        + linkToken
        + " "
        + step
        + rejection.map(reason -> ", rejected: " + reason).orElse("")
        + "]";
  }
}
