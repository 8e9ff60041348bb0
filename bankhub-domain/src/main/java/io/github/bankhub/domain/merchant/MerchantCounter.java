package io.github.bankhub.domain.merchant;

import io.github.bankhub.domain.internal.SePayTimes;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.text.PrintableText;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The number of a merchant's transactions: by company and day, and in total. Only {@code dates} is
 * required.
 *
 * <p>Immutable. Source: page "Merchant counter".
 */
public final class MerchantCounter extends ApiObject {

  private final List<Day> days;

  private MerchantCounter(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    super(fields, zone);
    // A count without some of the days would be wrong.
    this.days = requiredObjects("dates", Day::new);
  }

  /**
   * {@return the counter in a response}
   *
   * @param fields the fields of the JSON object
   * @param zone the zone of times without a zone
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if {@code dates} is no list, or
   *     one of its items has no date
   */
  public static MerchantCounter of(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    return new MerchantCounter(fields, zone);
  }

  /**
   * {@return the numbers of each company and day, {@code dates}, in SePay's order; unmodifiable} A
   * day may be missing, or appear once for each company.
   */
  public List<Day> days() {
    return days;
  }

  /** {@return the numbers of all days, {@code total}; without numbers if SePay sent none} */
  public Counts total() {
    return new Counts(object("total"), zone());
  }

  /** {@return the number of items in {@code dates}, and the total} */
  @Override
  public String toString() {
    return "MerchantCounter[" + days.size() + " days, total " + total() + "]";
  }

  /** Numbers of transactions. Immutable. */
  public static sealed class Counts extends ApiObject permits Day {

    Counts(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
      super(fields, zone);
    }

    /**
     * {@return the number of incoming transactions, {@code transaction}; empty if it is missing}
     * Here it excludes the outgoing ones. In the counter of a company, the field with the same name
     * is the number of all.
     */
    public OptionalInt transactions() {
      return integer("transaction");
    }

    /** {@return the number of incoming transactions, {@code transaction_in}; empty if missing} */
    public OptionalInt incoming() {
      return integer("transaction_in");
    }

    /** {@return the number of outgoing transactions, {@code transaction_out}; empty if missing} */
    public OptionalInt outgoing() {
      return integer("transaction_out");
    }

    /** {@return the numbers of incoming and outgoing transactions} */
    @Override
    public String toString() {
      return text(incoming()) + " in, " + text(outgoing()) + " out";
    }

    private static String text(OptionalInt count) {
      return count.isPresent() ? "" + count.getAsInt() : "unknown";
    }
  }

  /** The numbers of one company and day. Only the date is required. Immutable. */
  public static final class Day extends Counts {

    private final LocalDate date;

    Day(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
      super(fields, zone);
      this.date = required("date", SePayTimes::date);
    }

    /** {@return the day, {@code date}; in Vietnam, which is assumed} */
    public LocalDate date() {
      return date;
    }

    /**
     * {@return SePay's number of the company, {@code company_id}; empty if it is missing} It is no
     * {@code company_xid}, and no other operation accepts it.
     */
    public Optional<String> companyId() {
      return text("company_id");
    }

    /** {@return the date, the company's number and the numbers} */
    @Override
    public String toString() {
      String company = companyId().orElse("unknown");
      return PrintableText.of("%s, company %s: %s".formatted(date, company, super.toString()));
    }
  }
}
