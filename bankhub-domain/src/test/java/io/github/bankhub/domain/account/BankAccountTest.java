package io.github.bankhub.domain.account;

import static io.github.bankhub.domain.Sample.ACCOUNT;
import static io.github.bankhub.domain.Sample.COMPANY;
import static io.github.bankhub.domain.Sample.EXPIRY;
import static io.github.bankhub.domain.Sample.EXPIRY_TEXT;
import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BankAccountTest {

  private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

  @Nested
  class Reading {

    private final BankAccountDetails details = BankAccountDetails.of(detail(), VIETNAM);

    @Test
    void BA_07_every_documented_field_has_its_accessor() {
      assertThat(details.xid()).isEqualTo(ACCOUNT);
      assertThat(details.companyXid()).hasValue(COMPANY);
      assertThat(details.brandName()).hasValue(new BrandName("MBBank"));
      assertThat(details.accountHolderName()).hasValue("NGUYEN VAN A");
      assertThat(details.accountNumber()).hasValue(new AccountNumber("0123456789"));
      assertThat(details.accountType()).hasValue(AccountType.PERSONAL);
      assertThat(details.accumulated()).hasValue(new BigDecimal("1500000.50"));
      assertThat(details.isBankApiConnected()).isTrue();
      assertThat(details.isActive()).isTrue();
      assertThat(details.lastTransactionAt()).hasValue(EXPIRY);
      assertThat(details.createdAt()).hasValue(EXPIRY);
      assertThat(details.updatedAt()).hasValue(EXPIRY);
      assertThat(details.identificationNumber()).hasValue(new SensitiveNumber("001234567890"));
      assertThat(details.phoneNumber()).hasValue(new SensitiveNumber("0000000001"));
    }

    @Test
    void BA_07_every_documented_field_of_a_virtual_account_has_its_accessor() {
      VirtualAccount virtual = details.virtualAccounts().get(0);

      assertThat(virtual.xid()).isEqualTo(new VirtualAccountXid("va-1"));
      assertThat(virtual.number()).hasValue(new AccountNumber("VQR000123456"));
      assertThat(virtual.holderName()).hasValue("NGUYEN VAN A");
      assertThat(virtual.isActive()).isTrue();
      assertThat(virtual.createdAt()).hasValue(EXPIRY);
      assertThat(virtual.updatedAt()).hasValue(EXPIRY);
      assertThat(virtual.fields()).containsEntry("xid", "va-1").containsKey("sub_account");
    }

    @Test
    void BA_05_a_time_is_read_in_the_given_zone() {
      assertThat(BankAccount.of(detail(), ZoneOffset.UTC).createdAt())
          .hasValue(Instant.parse("2025-10-25T15:04:05Z"));
    }

    @Test
    void BA_05_only_the_id_is_required() {
      BankAccountDetails thin = BankAccountDetails.of(Map.of("xid", "ba-1"), VIETNAM);

      assertThat(thin.companyXid()).isEmpty();
      assertThat(thin.brandName()).isEmpty();
      assertThat(thin.accountHolderName()).isEmpty();
      assertThat(thin.accountNumber()).isEmpty();
      assertThat(thin.accountType()).isEmpty();
      assertThat(thin.accumulated()).isEmpty();
      assertThat(thin.isBankApiConnected()).isFalse();
      assertThat(thin.isActive()).isFalse();
      assertThat(thin.lastTransactionAt()).isEmpty();
      assertThat(thin.createdAt()).isEmpty();
      assertThat(thin.updatedAt()).isEmpty();
      assertThat(thin.identificationNumber()).isEmpty();
      assertThat(thin.phoneNumber()).isEmpty();
      assertThat(thin.virtualAccounts()).isEmpty();
      assertRejected("xid", () -> BankAccountDetails.of(Map.of(), VIETNAM));
      assertRejected("xid", () -> BankAccount.of(Map.of("xid", ""), VIETNAM));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "company_xid",
          "brand_name",
          "account_holder_name",
          "account_number",
          "account_type",
          "accumulated",
          "bank_api_connected",
          "active",
          "last_transaction",
          "created_at",
          "updated_at",
          "identification_number",
          "phone_number",
          "va_list"
        })
    void BA_05_only_an_unreadable_id_is_an_error(String field) {
      for (Object odd : List.of("", "soon", "\u0007", -1.5, List.of(1), Map.of("a", 1))) {
        BankAccountDetails details = BankAccountDetails.of(with(field, odd), VIETNAM);

        assertThat(details.xid()).isEqualTo(ACCOUNT);
        assertThat(details.toString()).contains(ACCOUNT.value());
        assertThat(details.fields()).containsEntry(field, odd);
      }
    }

    @ParameterizedTest
    @CsvSource({"1, true", "true, true", "0, false", "false, false", "yes, false", "'', false"})
    void BA_05_a_flag_may_be_text(String flag, boolean active) {
      assertThat(BankAccount.of(with("active", flag), VIETNAM).isActive()).isEqualTo(active);
      assertThat(BankAccount.of(with("bank_api_connected", flag), VIETNAM).isBankApiConnected())
          .isEqualTo(active);
    }

    @Test
    void BA_05_a_flag_may_be_a_flag_or_a_number() {
      assertThat(BankAccount.of(with("active", true), VIETNAM).isActive()).isTrue();
      assertThat(BankAccount.of(with("active", 1), VIETNAM).isActive()).isTrue();
      assertThat(BankAccount.of(with("active", 0), VIETNAM).isActive()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"individual, personal", "ENTERPRISE, business", "household, household", "ngo, ngo"})
    void BA_05_an_unknown_account_type_is_preserved(String word, String type) {
      assertThat(BankAccount.of(with("account_type", word), VIETNAM).accountType())
          .hasValue(new AccountType(type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "0000-00-00 00:00:00", "25/10/2025"})
    void BA_05_a_blank_or_unreadable_date_is_empty(String date) {
      BankAccount account = BankAccount.of(with("last_transaction", date), VIETNAM);

      assertThat(account.lastTransactionAt()).isEmpty();
      assertThat(account.fields()).containsEntry("last_transaction", date);
    }

    @Test
    void BA_07_virtual_accounts_without_an_id_are_omitted() {
      List<Object> odd = List.of("va-1", Map.of(), Map.of("xid", "\n"), Map.of("xid", "va-9"));

      assertThat(BankAccountDetails.of(with("va_list", odd), VIETNAM).virtualAccounts())
          .singleElement()
          .extracting(VirtualAccount::xid)
          .isEqualTo(new VirtualAccountXid("va-9"));
    }

    @Test
    void is_immutable() {
      assertThatThrownBy(() -> details.virtualAccounts().clear())
          .isInstanceOf(UnsupportedOperationException.class);
      assertThatThrownBy(() -> details.fields().clear())
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Nested
  class Comparing {

    @Test
    void compares_every_field_the_zone_and_the_class() {
      BankAccountDetails details = BankAccountDetails.of(detail(), VIETNAM);
      BankAccountDetails same = BankAccountDetails.of(detail(), VIETNAM);
      BankAccountDetails elsewhere = BankAccountDetails.of(detail(), ZoneOffset.UTC);

      assertThat(details).isEqualTo(same).hasSameHashCodeAs(same);
      assertThat(details)
          .isNotEqualTo(elsewhere)
          .isNotEqualTo(BankAccountDetails.of(with("extra", 1), VIETNAM))
          .isNotEqualTo(BankAccount.of(detail(), VIETNAM))
          .isNotEqualTo("x");
      assertThat(details.virtualAccounts())
          .isEqualTo(same.virtualAccounts())
          .hasSameHashCodeAs(same.virtualAccounts())
          .isNotEqualTo(elsewhere.virtualAccounts());
    }
  }

  @Nested
  class Printing {

    @Test
    void LT_24_masks_numbers_and_omits_names_and_balances() {
      BankAccountDetails details = BankAccountDetails.of(detail(), VIETNAM);

      assertThat(details + " " + details.virtualAccounts() + details.identificationNumber())
          .contains("BankAccountDetails[" + ACCOUNT, COMPANY.value(), "MBBank", "***6789", "va-1")
          .contains("***3456", ", active]")
          .doesNotContain("0123456789", "001234567890", "0000000001", "NGUYEN", "1500000")
          .doesNotContain("VQR0001");
    }

    @Test
    void is_short_if_fields_are_missing() {
      assertThat(BankAccount.of(Map.of("xid", "ba-1"), VIETNAM))
          .hasToString("BankAccount[ba-1, not active]");
      List<Object> list = List.of(Map.of("xid", "va-9"));
      assertThat(BankAccountDetails.of(with("va_list", list), VIETNAM).virtualAccounts())
          .hasToString("[VirtualAccount[va-9, not active]]");
    }
  }

  private static Map<String, Object> with(String field, Object value) {
    Map<String, Object> changed = detail();
    changed.put(field, value);
    return changed;
  }

  private static Map<String, Object> detail() {
    Map<String, Object> detail = new HashMap<>();
    detail.put("xid", ACCOUNT.value());
    detail.put("company_xid", COMPANY.value());
    detail.put("brand_name", "MBBank");
    detail.put("account_holder_name", "NGUYEN VAN A");
    detail.put("account_number", "0123456789");
    detail.put("account_type", "individual");
    detail.put("accumulated", "1500000.50");
    detail.put("bank_api_connected", "1");
    detail.put("active", "1");
    detail.put("last_transaction", EXPIRY_TEXT);
    detail.put("created_at", EXPIRY_TEXT);
    detail.put("updated_at", EXPIRY_TEXT);
    detail.put("identification_number", "001234567890");
    detail.put("phone_number", "0000000001");
    detail.put(
        "va_list",
        List.of(
            Map.of(
                "xid", "va-1",
                "sub_account", "VQR000123456",
                "sub_holder_name", "NGUYEN VAN A",
                "active", "1",
                "created_at", EXPIRY_TEXT,
                "updated_at", EXPIRY_TEXT)));
    return detail;
  }
}
