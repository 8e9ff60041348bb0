package io.github.bankhub.domain.company;

import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.text.PrintableText;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A company with its configuration. Immutable. Printing it shows no more than printing a {@link
 * Company}. Source: page "Company detail".
 */
public final class CompanyDetails extends Company {

  private final Configuration configuration;

  private CompanyDetails(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    super(fields, zone);
    this.configuration = new Configuration(object("configuration"), zone);
  }

  /**
   * {@return the company in a response}
   *
   * @param response the fields of the JSON object
   * @param zone the zone of times without a zone
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if {@code xid} is missing
   */
  public static CompanyDetails of(Map<String, ? extends @Nullable Object> response, ZoneId zone) {
    return new CompanyDetails(response, zone);
  }

  /** {@return the configuration, {@code configuration}; without fields if SePay did not send it} */
  public Configuration configuration() {
    return configuration;
  }

  /**
   * The configuration of a company: the payment code in the text of a transfer, and limits. No
   * field is required.
   *
   * <p>Immutable. Printing it shows no value. Sources: pages "Company detail" and "Edit company".
   */
  public static final class Configuration extends ApiObject {

    Configuration(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
      super(fields, zone);
    }

    /** {@return whether payment codes are on, {@code payment_code}; empty if not on or off} */
    public Optional<Boolean> paymentCode() {
      return text("payment_code")
          .filter(text -> text.equalsIgnoreCase("on") || text.equalsIgnoreCase("off"))
          .map("on"::equalsIgnoreCase);
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

    /** {@return how long SePay stores data, {@code data_storage_time}; its form is undocumented} */
    public Optional<String> dataStorageTime() {
      return text("data_storage_time");
    }

    /** {@return whether {@code transaction_amount} is {@code Unlimited}} */
    public boolean isUnlimited() {
      return text("transaction_amount").filter("Unlimited"::equalsIgnoreCase).isPresent();
    }

    /** {@return the limit of transactions, {@code transaction_amount}; empty if it is no number} */
    public Optional<BigDecimal> transactionAmount() {
      return number("transaction_amount");
    }

    /** {@return the names of the fields} */
    @Override
    public String toString() {
      return PrintableText.of("Configuration" + fields().keySet());
    }
  }
}
