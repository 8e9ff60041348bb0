package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.json.Json;
import java.net.URI;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Counts the transactions of the merchant. Source: page "Merchant counter". Assumed, as that page
 * is silent: a day without transactions is left out, the oldest day is first, and one date alone
 * goes with today as the other one.
 */
record MerchantCounter(InstantSource clock, Companies companies, Transactions transactions)
    implements OperationHandler {

  private static final String START = "start_date";
  private static final String END = "end_date";

  /** The day and the company's number of a row. */
  private record Row(String day, int company) implements Comparable<Row> {

    @Override
    public int compareTo(Row other) {
      return Comparator.comparing(Row::day).thenComparing(Row::company).compare(this, other);
    }
  }

  @Override
  public Form form() {
    return Form.of(FormField.date(START), FormField.date(END))
        .meant(START, "from_date", "from", "date_from", "start", "start_transaction_date", "since")
        .meant(END, "to_date", "to", "date_to", "end", "end_transaction_date", "until")
        .hint("use start_date and end_date, both with this day", "date", "day", "transaction_date")
        .hint(
            "use GET /v1/company/counter/{xid} to count the transactions of one company",
            "company_xid",
            "company_id");
  }

  @Override
  public HandlerResult handle(Map<String, ?> fields, URI hostedBase) {
    String today = LocalDate.ofInstant(clock.instant(), ApiObject.VIETNAM).toString();
    String start = fields.containsKey(START) ? String.valueOf(fields.get(START)) : today;
    String end = fields.containsKey(END) ? String.valueOf(fields.get(END)) : today;
    if (start.compareTo(end) > 0) {
      throw ErrorResponse.invalid(
          Map.of(START, "must not be after " + END + "; the range is " + start + " to " + end),
          null);
    }
    List<Transactions.Transaction> counted =
        transactions.newestFirst().stream()
            .filter(one -> one.day().compareTo(start) >= 0 && one.day().compareTo(end) <= 0)
            .toList();
    Map<Row, List<Transactions.Transaction>> rows =
        counted.stream()
            .collect(Collectors.groupingBy(this::row, TreeMap::new, Collectors.toList()));
    List<Map<String, @Nullable Object>> dates = new ArrayList<>();
    rows.forEach((row, some) -> dates.add(date(row, some)));
    return HandlerResult.of(
        () -> Json.object("data", Json.object("dates", dates, "total", counts(counted))));
  }

  private Row row(Transactions.Transaction one) {
    return new Row(one.day(), companies.number(one.account().company()));
  }

  private static Map<String, @Nullable Object> date(Row row, List<Transactions.Transaction> some) {
    Map<String, @Nullable Object> date =
        Json.object("company_id", row.company(), "date", row.day());
    date.putAll(counts(some));
    return date;
  }

  /** In this counter, {@code transaction} excludes what went out. */
  private static Map<String, @Nullable Object> counts(List<Transactions.Transaction> some) {
    long in = Transactions.incoming(some);
    return Json.object(
        "transaction", in, "transaction_in", in, "transaction_out", some.size() - in);
  }
}
