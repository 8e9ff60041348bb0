package io.github.bankhub.domain.merchant;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.json.ApiRequest;
import java.time.LocalDate;
import java.util.Map;

/**
 * The days whose transactions to count; no fields for today. Immutable. The dates are those of
 * Vietnam, which is assumed. Source: page "Merchant counter".
 */
public final class MerchantCounterQuery extends ApiRequest<String> {

  /** Today, by SePay's clock. */
  public static final MerchantCounterQuery TODAY = new MerchantCounterQuery(Map.of());

  private MerchantCounterQuery(Map<String, String> fields) {
    super(fields);
  }

  /**
   * {@return the days from the first to the last one; both are included, which is assumed}
   *
   * @param first the first day, in the years 1 to 9999
   * @param last the last day, in the years 1 to 9999, not before the first one
   * @throws InvalidFieldException if a day is null or in another year, or the last day is before
   *     the first one
   */
  public static MerchantCounterQuery between(LocalDate first, LocalDate last) {
    String end = Check.requireDate("end_date", last);
    String start = Check.requireDate("start_date", first);
    if (last.isBefore(first)) {
      throw new InvalidFieldException(
          "end_date", "is " + end, "a day that is not before start_date, which is " + start);
    }
    return new MerchantCounterQuery(Map.of("start_date", start, "end_date", end));
  }

  /** {@return the fields} */
  @Override
  public String toString() {
    return "MerchantCounterQuery" + fields();
  }
}
