package io.github.bankhub.domain.company;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.json.ApiRequest;
import java.math.BigDecimal;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A change of a company: one field or several. The fields that it does not name stay as they are.
 *
 * <pre>{@code
 * CompanyChange change =
 *     CompanyChange.status(Company.Status.ACTIVE).and(CompanyChange.unlimitedTransactions());
 * }</pre>
 *
 * <p>Immutable. Printing it shows only the names of the fields. Source: page "Edit company".
 */
public final class CompanyChange extends ApiRequest<Object> {

  private static final int MAX_SHORT_NAME = 20;
  private static final int MAX_SUFFIX = 30;
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z]{2,5}");

  private CompanyChange(Map<String, Object> fields) {
    super(fields);
  }

  private static CompanyChange of(String field, Object value) {
    return new CompanyChange(Map.of(field, value));
  }

  /**
   * {@return a change of the name, {@code full_name}}
   *
   * @param fullName the new name, with at most 200 characters
   * @throws InvalidFieldException if it is null or blank, is longer, or contains a control
   *     character
   */
  public static CompanyChange fullName(String fullName) {
    return of("full_name", NewCompany.requireFullName(fullName));
  }

  /**
   * {@return a change of the short name, {@code short_name}} SePay's responses do not contain it.
   *
   * @param shortName the new short name, with at most 20 characters
   * @throws InvalidFieldException if it is null or blank, is longer, or contains a control
   *     character
   */
  public static CompanyChange shortName(String shortName) {
    String expected = "a short name, with at most 20 characters";
    return of("short_name", Check.requireText("short_name", shortName, MAX_SHORT_NAME, expected));
  }

  /**
   * {@return a change of the status, {@code status}}
   *
   * @throws InvalidFieldException if it is null
   */
  public static CompanyChange status(Company.Status status) {
    return of("status", Check.requirePresent("status", status, "a status such as Active").value());
  }

  /** {@return a change that switches payment codes on or off, {@code payment_code}} */
  public static CompanyChange paymentCode(boolean isOn) {
    return of("payment_code", isOn ? "on" : "off");
  }

  /**
   * {@return a change of the letters at the start of a payment code, {@code payment_code_prefix}}
   *
   * @param letters 2 to 5 letters, A to Z in either case
   * @throws InvalidFieldException if it is something else
   */
  public static CompanyChange paymentCodePrefix(String letters) {
    String field = "payment_code_prefix";
    String expected = "2 to 5 letters, such as DH";
    if (!PREFIX.matcher(Check.requireText(field, letters, expected)).matches()) {
      throw new InvalidFieldException(field, "is \"" + letters + "\"", expected);
    }
    return of(field, letters);
  }

  /**
   * {@return a change of the length of a suffix, {@code payment_code_suffix_from} and {@code
   * payment_code_suffix_to}}
   *
   * @param shortest the shortest suffix, from 1 character
   * @param longest the longest suffix, up to 30 characters, not shorter than the shortest
   * @throws InvalidFieldException if a number is not from 1 to 30, or the longest is shorter than
   *     the shortest
   */
  public static CompanyChange paymentCodeSuffixLength(int shortest, int longest) {
    requireLength("payment_code_suffix_from", shortest, 1);
    requireLength("payment_code_suffix_to", longest, shortest);
    return of("payment_code_suffix_from", shortest).and(of("payment_code_suffix_to", longest));
  }

  private static void requireLength(String field, int length, int min) {
    if (length < min || length > MAX_SUFFIX) {
      throw new InvalidFieldException(
          field, "is " + length, "a number from " + min + " to " + MAX_SUFFIX);
    }
  }

  /**
   * {@return a change of the characters of a suffix, {@code payment_code_suffix_character_type}}
   *
   * @throws InvalidFieldException if it is null
   */
  public static CompanyChange paymentCodeSuffixCharacters(SuffixCharacters characters) {
    String field = "payment_code_suffix_character_type";
    return of(
        field, Check.requirePresent(field, characters, "NUMBERS or NUMBERS_AND_LETTERS").code());
  }

  /**
   * {@return a change of the limit of transactions, {@code transaction_amount}} SePay sends no IPN
   * for a company whose limit is 0.
   *
   * @param limit a whole number in đồng, not negative, with at most 30 digits
   * @throws InvalidFieldException if it is null, negative or not whole, or has more digits
   */
  public static CompanyChange transactionAmount(BigDecimal limit) {
    String field = "transaction_amount";
    String expected = "a whole number that is not negative, with at most 30 digits";
    BigDecimal amount = Check.requireAmount(field, limit, expected);
    if (amount.scale() > 0) {
      throw new InvalidFieldException(field, "is " + limit, expected);
    }
    return of(field, amount.toBigIntegerExact());
  }

  /** {@return a change that removes the limit of transactions, {@code transaction_amount}} */
  public static CompanyChange unlimitedTransactions() {
    return of("transaction_amount", "Unlimited");
  }

  /**
   * {@return this change and another one} If both change the same field, the other one decides.
   *
   * @throws NullPointerException if the other one is null
   */
  public CompanyChange and(CompanyChange other) {
    return new CompanyChange(with(other.fields()));
  }

  /** The characters of the suffix of a payment code. */
  public enum SuffixCharacters {
    /** Digits. */
    NUMBERS("NumberOnly"),
    /** Digits and letters. */
    NUMBERS_AND_LETTERS("NumberAndLetter");

    private final String code;

    SuffixCharacters(String code) {
      this.code = code;
    }

    /** {@return the value of {@code payment_code_suffix_character_type}} */
    public String code() {
      return code;
    }
  }
}
