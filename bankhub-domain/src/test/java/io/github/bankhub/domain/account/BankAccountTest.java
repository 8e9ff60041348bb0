package io.github.bankhub.domain.account;

import static io.github.bankhub.domain.Sample.ACCOUNT;
import static io.github.bankhub.domain.Sample.COMPANY;
import static io.github.bankhub.domain.Sample.EXPIRY;
import static io.github.bankhub.domain.Sample.EXPIRY_TEXT;
import static io.github.bankhub.domain.json.ApiObject.VIETNAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bankhub.domain.ReceivedFields;
import java.math.BigDecimal;
import java.time.Instant;
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

  /** BA-05 and BA-07, field by field. */
  @Nested
  class Fields extends ReceivedFields<BankAccountDetails> {

    Fields() {
      super(
          BankAccountDetails::of,
          Map.of("xid", ACCOUNT.value()),
          List.of(
              row("company_xid", COMPANY.value(), BankAccount::companyXid, COMPANY),
              row("brand_name", "MBBank", BankAccount::brandName, new BrandName("MBBank")),
              row("account_holder_name", "NGUYEN", BankAccount::accountHolderName, "NGUYEN"),
              row("account_number", "0123", BankAccount::accountNumber, new AccountNumber("0123")),
              row("account_type", "individual", BankAccount::accountType, AccountType.PERSONAL),
              row("accumulated", "15.50", BankAccount::accumulated, new BigDecimal("15.50")),
              row("bank_api_connected", "1", BankAccount::isBankApiConnected, true, false),
              row("active", "1", BankAccount::isActive, true, false),
              row("last_transaction", EXPIRY_TEXT, BankAccount::lastTransactionAt, EXPIRY),
              row("created_at", EXPIRY_TEXT, BankAccount::createdAt, EXPIRY),
              row("updated_at", EXPIRY_TEXT, BankAccount::updatedAt, EXPIRY),
              row(
                  "identification_number",
                  "1",
                  BankAccountDetails::identificationNumber,
                  number("1")),
              row("phone_number", "2", BankAccountDetails::phoneNumber, number("2")),
              row(
                  "va_list",
                  List.of(Map.of("xid", "va-1")),
                  BankAccountDetails::virtualAccounts,
                  List.of(new VirtualAccount(Map.of("xid", "va-1"), VIETNAM)),
                  List.of())));
    }

    private static SensitiveNumber number(String value) {
      return new SensitiveNumber(value);
    }
  }

  /** BA-07, field by field. */
  @Nested
  class Fields_of_a_virtual_account extends ReceivedFields<VirtualAccount> {

    Fields_of_a_virtual_account() {
      super(
          VirtualAccount::new,
          Map.of("xid", "va-1"),
          List.of(
              row("sub_account", "VQR1", VirtualAccount::number, new AccountNumber("VQR1")),
              row("sub_holder_name", "NGUYEN", VirtualAccount::holderName, "NGUYEN"),
              row("active", "1", VirtualAccount::isActive, true, false),
              row("created_at", EXPIRY_TEXT, VirtualAccount::createdAt, EXPIRY),
              row("updated_at", EXPIRY_TEXT, VirtualAccount::updatedAt, EXPIRY)));
    }
  }

  @Nested
  class Reading {

    @Test
    void BA_05_a_time_is_read_in_the_given_zone() {
      assertThat(BankAccount.of(detail(), ZoneOffset.UTC).createdAt())
          .hasValue(Instant.parse("2025-10-25T15:04:05Z"));
    }

    @ParameterizedTest
    @CsvSource({"1, true", "true, true", "0, false", "false, false", "yes, false", "'', false"})
    void C10_BA_05_a_flag_may_be_text(String flag, boolean active) {
      assertThat(BankAccount.of(with("active", flag), VIETNAM).isActive()).isEqualTo(active);
      assertThat(BankAccount.of(with("bank_api_connected", flag), VIETNAM).isBankApiConnected())
          .isEqualTo(active);
    }

    @Test
    void C10_BA_05_a_flag_may_be_a_flag_or_a_number() {
      assertThat(BankAccount.of(with("active", true), VIETNAM).isActive()).isTrue();
      assertThat(BankAccount.of(with("active", 1), VIETNAM).isActive()).isTrue();
      assertThat(BankAccount.of(with("active", 0), VIETNAM).isActive()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"individual, personal", "ENTERPRISE, business", "household, household", "ngo, ngo"})
    void C6_BA_05_an_unknown_account_type_is_preserved(String word, String type) {
      assertThat(BankAccount.of(with("account_type", word), VIETNAM).accountType())
          .hasValue(new AccountType(type));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "0000-00-00 00:00:00", "25/10/2025"})
    void C10_BA_05_a_blank_or_unreadable_date_is_empty(String date) {
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
    void the_virtual_accounts_are_immutable() {
      assertThatThrownBy(BankAccountDetails.of(detail(), VIETNAM).virtualAccounts()::clear)
          .isInstanceOf(UnsupportedOperationException.class);
    }
  }

  @Nested
  class Comparing {

    @Test
    void an_account_in_a_list_is_not_equal_to_its_details() {
      assertThat(BankAccountDetails.of(detail(), VIETNAM))
          .isNotEqualTo(BankAccount.of(detail(), VIETNAM));
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
    Map<String, Object> detail =
        new HashMap<>(
            Map.of(
                "xid", ACCOUNT.value(),
                "company_xid", COMPANY.value(),
                "brand_name", "MBBank",
                "account_holder_name", "NGUYEN VAN A",
                "account_number", "0123456789",
                "accumulated", "1500000.50",
                "created_at", EXPIRY_TEXT,
                "identification_number", "001234567890",
                "phone_number", "0000000001"));
    detail.put(
        "va_list",
        List.of(
            Map.of(
                "xid", "va-1",
                "sub_account", "VQR000123456",
                "sub_holder_name", "NGUYEN VAN A",
                "active", "1")));
    return detail;
  }
}
