package io.github.bankhub.domain.company;

import static io.github.bankhub.domain.Sample.COMPANY;
import static io.github.bankhub.domain.Sample.assertRejected;
import static io.github.bankhub.domain.json.ApiObject.VIETNAM;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompanyDetailsTest {

  @Test
  void CO_07_reads_every_documented_field() {
    CompanyConfiguration configuration = with("transaction_amount", "Unlimited");

    assertThat(configuration.paymentCode()).hasValue(true);
    assertThat(configuration.paymentCodePrefix()).hasValue("DH");
    assertThat(configuration.paymentCodeSuffixFrom()).hasValue(3);
    assertThat(configuration.paymentCodeSuffixTo()).hasValue(10);
    assertThat(configuration.paymentCodeSuffixCharacterType()).hasValue("NumberOnly");
    assertThat(configuration.dataStorageTime()).hasValue("1 year");
    assertThat(configuration.isUnlimited()).isTrue();
    assertThat(configuration.transactionAmount()).isEmpty();
  }

  @Test
  void CO_07_transactions_may_be_limited() {
    for (Object amount : List.of(100, "100")) {
      assertThat(with("transaction_amount", amount).transactionAmount())
          .hasValue(new BigDecimal("100"));
      assertThat(with("transaction_amount", amount).isUnlimited()).isFalse();
    }
  }

  @ParameterizedTest
  @CsvSource({"off, false", "OFF, false", "On, true"})
  void CO_07_payment_codes_are_on_or_off(String text, boolean on) {
    assertThat(with("payment_code", text).paymentCode()).hasValue(on);
    assertThat(with("payment_code", "perhaps").paymentCode()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "1.5", "99999999999", ""})
  void CO_05_an_unreadable_number_is_empty(String text) {
    assertThat(with("payment_code_suffix_from", text).paymentCodeSuffixFrom()).isEmpty();
    assertThat(with("payment_code_suffix_to", text).paymentCodeSuffixTo()).isEmpty();
  }

  @Test
  void CO_05_only_the_id_is_required() {
    for (Object odd : List.of("none", List.of(), 1)) {
      Map<String, Object> fields = Map.of("xid", COMPANY.value(), "configuration", odd);
      CompanyDetails company = CompanyDetails.of(fields, VIETNAM);
      assertThat(company.xid()).isEqualTo(COMPANY);
      assertThat(company.configuration().fields()).isEmpty();
      assertThat(company.configuration().paymentCode()).isEmpty();
      assertThat(company.configuration().paymentCodeSuffixFrom()).isEmpty();
      assertThat(company.configuration().isUnlimited()).isFalse();
    }
    assertRejected("xid", () -> CompanyDetails.of(Map.of(), VIETNAM));
  }

  @Test
  void LT_24_its_text_contains_no_value_of_the_configuration() {
    assertThat(CompanyDetails.of(Map.of("xid", "co-1"), VIETNAM))
        .hasToString("CompanyDetails[co-1, not active]");
    assertThat(with("transaction_amount", 1).toString())
        .contains("transaction_amount")
        .doesNotContain("DH");
  }

  private static CompanyConfiguration with(String field, Object value) {
    Map<String, Object> configuration = new HashMap<>();
    configuration.put("payment_code", "on");
    configuration.put("payment_code_prefix", "DH");
    configuration.put("payment_code_suffix_from", 3);
    configuration.put("payment_code_suffix_to", "10");
    configuration.put("payment_code_suffix_character_type", "NumberOnly");
    configuration.put("data_storage_time", "1 year");
    configuration.put(field, value);
    Map<String, Object> company = Map.of("xid", COMPANY.value(), "configuration", configuration);
    return CompanyDetails.of(company, VIETNAM).configuration();
  }
}
