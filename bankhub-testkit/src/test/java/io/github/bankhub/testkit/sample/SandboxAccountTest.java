package io.github.bankhub.testkit.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bankhub.domain.account.AccountType;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SandboxAccountTest {

  @Test
  void there_are_36_of_them_six_at_each_bank_and_half_of_them_businesses() {
    assertThat(SandboxAccount.all()).hasSize(36).doesNotHaveDuplicates();
    assertThat(
            SandboxAccount.all().stream()
                .collect(Collectors.groupingBy(SandboxAccount::bank, Collectors.counting())))
        .hasSize(6)
        .allSatisfy((bank, count) -> assertThat(count).isEqualTo(6));
    assertThat(SandboxAccount.all())
        .filteredOn(account -> account.type().equals(AccountType.BUSINESS))
        .hasSize(18);
  }

  @Test
  void each_has_the_form_of_the_page() {
    assertThat(SandboxAccount.all())
        .allSatisfy(
            account -> {
              assertThat(account.number()).matches("[0-9]{10}");
              assertThat(account.holder()).matches("[A-Z ]+");
              assertThat(account.identification()).matches("[0-9]{10}|[0-9]{12}");
              assertThat(account.phone()).matches("00000000[0-9]{2}");
              assertThat(account.otp())
                  .matches(account.bank().equals("MBBank") ? "[0-9]{8}" : "[0-9]{6}");
            });
  }

  @Test
  void one_is_found_by_bank_in_any_case_and_number() {
    assertThat(SandboxAccount.of("VIETINBANK", "0011223344"))
        .isEqualTo(
            new SandboxAccount(
                "VietinBank",
                AccountType.PERSONAL,
                "0011223344",
                "NGUYEN VAN M",
                "001122334455",
                "0000000019",
                "001122"));
  }

  @Test
  void an_unknown_account_is_rejected_with_the_known_ones() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SandboxAccount.of("ACB", "0123456789"))
        .withMessageContaining("no account 0123456789 at ACB")
        .withMessageContaining("4567890123");
  }
}
