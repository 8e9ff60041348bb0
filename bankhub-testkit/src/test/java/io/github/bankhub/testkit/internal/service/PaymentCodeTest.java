package io.github.bankhub.testkit.internal.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PaymentCodeTest {

  private static Map<String, Object> configuration(String onOrOff, String characters) {
    return Map.of(
        "payment_code",
        onOrOff,
        "payment_code_prefix",
        "DH",
        "payment_code_suffix_from",
        3,
        "payment_code_suffix_to",
        5,
        "payment_code_suffix_character_type",
        characters);
  }

  @ParameterizedTest
  @CsvSource({
    "NumberOnly, DH123, DH123",
    "NumberOnly, thanh toan DH12345 cam on, DH12345",
    "NumberOnly, MBVCB.1.DH1234.CT, DH1234",
    "NumberOnly, dh1234, dh1234",
    "NumberOnly, DH12 DH123 DH456, DH123",
    "NumberOnly, DH12, ",
    "NumberOnly, DH123456, ",
    "NumberOnly, ADH123, ",
    "NumberOnly, DH12A4, ",
    "NumberOnly, DH 123, ",
    "NumberAndLetter, DH12A4, DH12A4",
    "NumberAndLetter, DH123456, ",
  })
  void is_the_first_word_with_prefix_and_suffix(String characters, String content, String code) {
    assertThat(PaymentCode.find(content, configuration("on", characters)).orElse(null))
        .isEqualTo(code);
  }

  @Test
  void is_not_read_if_the_company_has_switched_it_off() {
    assertThat(PaymentCode.find("DH123", configuration("off", "NumberOnly"))).isEmpty();
  }
}
