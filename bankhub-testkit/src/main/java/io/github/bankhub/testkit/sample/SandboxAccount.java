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

  // SePay's page "Sandbox".
  private static final String TABLE =
      """
      MBBank | PERSONAL | 0123456789 | NGUYEN VAN A | 001234567890 | 0000000001 | 12345678
      MBBank | PERSONAL | 9876543210 | TRAN THI B | 009876543210 | 0000000002 | 87654321
      MBBank | PERSONAL | 1111222233 | LE VAN C | 001111222233 | 0000000003 | 11112222
      MBBank | BUSINESS | 5555666677 | CONG TY TNHH ABC | 0123456789 | 0000000004 | 55556666
      MBBank | BUSINESS | 8888999900 | CONG TY CP XYZ | 9876543210 | 0000000005 | 88889999
      MBBank | BUSINESS | 4444555566 | CONG TY TNHH DEF | 4444555566 | 0000000006 | 44445555
      ACB | PERSONAL | 4567890123 | BUI VAN G | 045678901234 | 0000000007 | 456789
      ACB | PERSONAL | 5678901234 | TRUONG THI H | 056789012345 | 0000000008 | 567890
      ACB | PERSONAL | 6789012345 | VO VAN I | 067890123456 | 0000000009 | 678901
      ACB | BUSINESS | 1111333344 | CONG TY TNHH PQR | 1111333344 | 0000000010 | 111133
      ACB | BUSINESS | 2222444455 | CONG TY CP STU | 2222444455 | 0000000011 | 222244
      ACB | BUSINESS | 3333555566 | CONG TY TNHH VWX | 3333555566 | 0000000012 | 333355
      BIDV | PERSONAL | 7890123456 | DO VAN J | 078901234567 | 0000000013 | 789012
      BIDV | PERSONAL | 8901234567 | PHAN THI K | 089012345678 | 0000000014 | 890123
      BIDV | PERSONAL | 9012345678 | LUU VAN L | 090123456789 | 0000000015 | 901234
      BIDV | BUSINESS | 4444666677 | CONG TY TNHH YZ | 4444666677 | 0000000016 | 444466
      BIDV | BUSINESS | 5555777788 | CONG TY CP ABC TECH | 5555777788 | 0000000017 | 555577
      BIDV | BUSINESS | 6666888899 | CONG TY TNHH DEF SOLUTION | 6666888899 | 0000000018 | 666688
      VietinBank | PERSONAL | 0011223344 | NGUYEN VAN M | 001122334455 | 0000000019 | 001122
      VietinBank | PERSONAL | 1122334455 | TRAN THI N | 011223344556 | 0000000020 | 112233
      VietinBank | PERSONAL | 2233445566 | LE VAN O | 022334455667 | 0000000021 | 223344
      VietinBank | BUSINESS | 7777999900 | CONG TY TNHH GHI TRADING | 7777999900 | 0000000022 | 777799
      VietinBank | BUSINESS | 8888000011 | CONG TY CP JKL GROUP | 8888000011 | 0000000023 | 888800
      VietinBank | BUSINESS | 9999111122 | CONG TY TNHH MNO EXPORT | 9999111122 | 0000000024 | 999911
      OCB | PERSONAL | 9900112233 | DO VAN V | 099001122334 | 0000000025 | 990011
      OCB | PERSONAL | 0011223355 | PHAN THI W | 001122335566 | 0000000026 | 001122
      OCB | PERSONAL | 1122334466 | LUU VAN X | 011223344667 | 0000000027 | 112233
      OCB | BUSINESS | 7777000011 | CONG TY TNHH GHI CONSULTING | 7777000011 | 0000000028 | 777700
      OCB | BUSINESS | 8888111122 | CONG TY CP JKL FINANCE | 8888111122 | 0000000029 | 888811
      OCB | BUSINESS | 9999222233 | CONG TY TNHH MNO INVESTMENT | 9999222233 | 0000000030 | 999922
      KienLongBank | PERSONAL | 2233445577 | NGUYEN VAN Y | 022334455778 | 0000000031 | 223344
      KienLongBank | PERSONAL | 3344556688 | TRAN THI Z | 033445566889 | 0000000032 | 334455
      KienLongBank | PERSONAL | 4455667799 | LE VAN AA | 044556677990 | 0000000033 | 445566
      KienLongBank | BUSINESS | 1111222244 | CONG TY TNHH PQR MANUFACTURING | 1111222244 | 0000000034 | 111122
      KienLongBank | BUSINESS | 2222333355 | CONG TY CP STU CONSTRUCTION | 2222333355 | 0000000035 | 222233
      KienLongBank | BUSINESS | 3333444466 | CONG TY TNHH VWX SERVICES | 3333444466 | 0000000036 | 333344
      """;

  private static final List<SandboxAccount> ALL = TABLE.lines().map(SandboxAccount::read).toList();

  private static SandboxAccount read(String line) {
    String[] cells = line.split(" \\| ", -1);
    return new SandboxAccount(
        cells[0], new AccountType(cells[1]), cells[2], cells[3], cells[4], cells[5], cells[6]);
  }

  /** {@return the 36 accounts of the sandbox, in the order of SePay's page; unmodifiable} */
  public static List<SandboxAccount> all() {
    return ALL;
  }

  /**
   * {@return an account of the sandbox, by its bank's code in any case and its number}
   *
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

  /** {@return the codes of the sandbox's banks, in the order of SePay's page} */
  public static List<String> banks() {
    return all().stream().map(SandboxAccount::bank).distinct().toList();
  }
}
