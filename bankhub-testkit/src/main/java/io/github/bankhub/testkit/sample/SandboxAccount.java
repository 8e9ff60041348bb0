package io.github.bankhub.testkit.sample;

import io.github.bankhub.domain.account.AccountType;
import java.util.List;

/**
 * A bank account of SePay's sandbox. Immutable. SePay publishes these accounts for tests, so they
 * contain no personal or secret data.
 *
 * @param bank the bank's code, such as {@code MBBank}
 * @param type the type of account
 * @param number the account's number
 * @param holder the holder's name, in capitals
 * @param identification the number of the holder's identity card, or of the business
 * @param phone the holder's phone number
 * @param otp the one-time password that the bank accepts, always the same
 */
public record SandboxAccount(
    String bank,
    AccountType type,
    String number,
    String holder,
    String identification,
    String phone,
    String otp) {

  /** {@return the 36 accounts of the sandbox, in the order of SePay's page; unmodifiable} */
  public static List<SandboxAccount> all() {
    return SandboxAccounts.ALL;
  }

  /**
   * {@return an account of the sandbox}
   *
   * @param bank the bank's code, in any case
   * @param number the account's number
   * @throws IllegalArgumentException if the sandbox has no such account; lists the banks, or the
   *     accounts of the bank
   */
  public static SandboxAccount of(String bank, String number) {
    List<SandboxAccount> there =
        all().stream().filter(account -> account.bank().equalsIgnoreCase(bank)).toList();
    return there.stream()
        .filter(account -> account.number().equals(number))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    there.isEmpty()
                        ? "the sandbox has no bank %s, only %s".formatted(bank, banks())
                        : "the sandbox has no account %s at %s, only %s"
                            .formatted(
                                number,
                                bank,
                                there.stream().map(SandboxAccount::number).toList())));
  }

  private static List<String> banks() {
    return all().stream().map(SandboxAccount::bank).distinct().toList();
  }
}
