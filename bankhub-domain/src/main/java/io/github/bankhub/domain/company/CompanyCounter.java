package io.github.bankhub.domain.company;

import io.github.bankhub.domain.internal.JsonFields;
import io.github.bankhub.domain.internal.SePayTimes;
import io.github.bankhub.domain.json.ApiObject;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * How many transactions a company had, each day and in total. Immutable. Source: page "Company
 * counter".
 */
public final class CompanyCounter extends ApiObject {

  private final List<Day> days;
  private final Counts total;

  private CompanyCounter(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    super(fields, zone);
    // A count without some of the days would be wrong.
    this.days = requiredObjects("dates", Day::new);
    this.total = new Counts(object("total"), zone);
    if (total.transactions().isEmpty()) {
      throw JsonFields.missing("total");
    }
  }

  /**
   * {@return the counter in a response}
   *
   * @param response the fields of the JSON object
   * @param zone the zone of times without a zone
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if {@code dates} is no list, or
   *     one of its items has no date, or if {@code total} has no number of transactions
   */
  public static CompanyCounter of(Map<String, ? extends @Nullable Object> response, ZoneId zone) {
    return new CompanyCounter(response, zone);
  }

  /** {@return the days with transactions, {@code dates}, in SePay's order; unmodifiable} */
  public List<Day> days() {
    return days;
  }

  /** {@return the counts of all days in the response, {@code total}} */
  public Counts total() {
    return total;
  }

  /** {@return the number of days and the total} */
  @Override
  public String toString() {
    return "CompanyCounter[" + days.size() + " days, total " + total + "]";
  }

  /** Numbers of transactions. Each is empty if SePay sent no whole number. Immutable. */
  public static sealed class Counts extends ApiObject permits Day {

    Counts(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
      super(fields, zone);
    }

    /**
     * {@return the number of transactions, {@code transaction}} It includes {@link #incoming} and
     * {@link #outgoing}: do not add them to it. The field with this name in the counter of the
     * merchant counts only the incoming ones.
     */
    public OptionalInt transactions() {
      return integer("transaction");
    }

    /** {@return the number of credits, {@code transaction_in}} */
    public OptionalInt incoming() {
      return integer("transaction_in");
    }

    /** {@return the number of debits, {@code transaction_out}} */
    public OptionalInt outgoing() {
      return integer("transaction_out");
    }

    /** {@return the number of transactions} */
    @Override
    public String toString() {
      return transactions().isPresent() ? "" + transactions().getAsInt() : "unknown";
    }
  }

  /** The counts of one day. Immutable. */
  public static final class Day extends Counts {

    private final LocalDate date;

    Day(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
      super(fields, zone);
      this.date = required("date", SePayTimes::date);
    }

    /** {@return the day, {@code date}} SePay documents no zone; Vietnam's day is assumed. */
    public LocalDate date() {
      return date;
    }

    /** {@return the day and the number of transactions} */
    @Override
    public String toString() {
      return date + ": " + super.toString();
    }
  }
}
