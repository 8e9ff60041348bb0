package io.github.bankhub.domain.company;

import io.github.bankhub.domain.json.ApiObject;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a company: the payment code in the text of a transfer, and limits.
 *
 * <p>It keeps every field that SePay sent: see {@link #fields()}. A field that is missing or
 * unreadable is empty. Immutable. Source: pages "Company detail" and "Edit company".
 */
public final class CompanyConfiguration extends ApiObject {

  CompanyConfiguration(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    super(fields, zone);
  }

  /** {@return whether payment codes are on, {@code payment_code}; empty if not on or off} */
  public Optional<Boolean> paymentCode() {
    return text("payment_code")
        .filter(text -> text.equalsIgnoreCase("on") || text.equalsIgnoreCase("off"))
        .map(text -> text.equalsIgnoreCase("on"));
  }

  /** {@return the letters at the start of a payment code, {@code payment_code_prefix}} */
  public Optional<String> paymentCodePrefix() {
    return text("payment_code_prefix");
  }

  /** {@return the shortest suffix of a payment code, {@code payment_code_suffix_from}} */
  public OptionalInt paymentCodeSuffixFrom() {
    return integer("payment_code_suffix_from");
  }

  /** {@return the longest suffix of a payment code, {@code payment_code_suffix_to}} */
  public OptionalInt paymentCodeSuffixTo() {
    return integer("payment_code_suffix_to");
  }

  /**
   * {@return the characters of a suffix, {@code payment_code_suffix_character_type}} SePay
   * documents {@code NumberOnly} and {@code NumberAndLetter}; any other value is kept.
   */
  public Optional<String> paymentCodeSuffixCharacterType() {
    return text("payment_code_suffix_character_type");
  }

  /** {@return how long SePay stores data, {@code data_storage_time}; its form is not documented} */
  public Optional<String> dataStorageTime() {
    return text("data_storage_time");
  }

  /**
   * {@return whether transactions have no limit: whether {@code transaction_amount} is {@code
   * Unlimited}}
   */
  public boolean isUnlimited() {
    return text("transaction_amount").filter("Unlimited"::equalsIgnoreCase).isPresent();
  }

  /** {@return the limit of transactions, {@code transaction_amount}; empty if it is no number} */
  public Optional<BigDecimal> transactionAmount() {
    return number("transaction_amount");
  }

  /** {@return the configuration without its values} */
  @Override
  public String toString() {
    return "CompanyConfiguration" + fields().keySet();
  }

  private OptionalInt integer(String field) {
    try {
      return number(field)
          .map(number -> OptionalInt.of(number.intValueExact()))
          .orElseGet(OptionalInt::empty);
    } catch (ArithmeticException e) {
      return OptionalInt.empty();
    }
  }
}
