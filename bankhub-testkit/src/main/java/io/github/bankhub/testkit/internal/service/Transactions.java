package io.github.bankhub.testkit.internal.service;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.domain.transaction.TransferDirection;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccount;
import io.github.bankhub.testkit.internal.service.Ids.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of the linked accounts, and the operations that read them. Not thread-safe.
 *
 * <p>Assumed: the transactions of an unlinked account stay, and days are those of Vietnam.
 */
public final class Transactions {

  private static final String ACCOUNT = "bank_account_xid";
  private static final String DAY = "transaction_date";
  private static final String FIRST_DAY = "start_transaction_date";
  private static final String LAST_DAY = "end_transaction_date";

  /** The filters without that of the account, which {@link #select} applies. */
  private static final Map<String, BiPredicate<Transaction, String>> FILTERS =
      Map.of(
          "company_xid",
          (one, xid) -> one.account.company().value().equals(xid),
          "brand_name",
          (one, bank) -> one.account.account().bank().equalsIgnoreCase(bank),
          DAY,
          (one, day) -> one.day.equals(day),
          FIRST_DAY,
          (one, day) -> one.day.compareTo(day) >= 0,
          LAST_DAY,
          (one, day) -> one.day.compareTo(day) <= 0,
          "transfer_type",
          (one, word) -> one.simulated.direction().inOrOut().equals(word),
          "webhook_success",
          (one, number) -> number.equals(String.valueOf(one.webhookSuccess())));

  private final InstantSource clock;
  private final Ids ids;
  private final Companies companies;
  private final IpnConditions conditions;
  private final Consumer<? super Ipn> ipns;
  private final Map<TransactionId, Transaction> transactions = new HashMap<>();
  private final List<Transaction> inOrder = new ArrayList<>();
  private final Map<String, List<Transaction>> byAccount = new HashMap<>();

  Transactions(
      InstantSource clock,
      Ids ids,
      Companies companies,
      IpnConditions conditions,
      Consumer<? super Ipn> ipns) {
    this.clock = clock;
    this.ids = ids;
    this.companies = companies;
    this.conditions = conditions;
    this.ipns = ipns;
  }

  Transaction add(SimulatedTransaction simulated, LinkedAccount account) {
    return add(new TransactionId(ids.uuid(Kind.TRANSACTION).toString()), simulated, account);
  }

  Transaction add(TransactionId id, SimulatedTransaction simulated, LinkedAccount account) {
    String reference = "FT" + ids.capitals(Kind.REFERENCE_NUMBER, 12);
    Companies.Company company = companies.require(account.company());
    Transaction added =
        Transaction.of(
            id,
            reference,
            clock.instant(),
            account,
            simulated,
            PaymentCode.find(simulated.content(), company.configuration()),
            false);
    add(added);
    ipns.accept(new Ipn(added, conditions.unmet(added, company)));
    return added;
  }

  /** Adds a transaction as it was before, without an IPN. */
  void add(Transaction transaction) {
    transactions.put(transaction.id(), transaction);
    inOrder.add(transaction);
    byAccount
        .computeIfAbsent(transaction.account().xid().value(), xid -> new ArrayList<>())
        .add(transaction);
  }

  /** {@return a copy, in the order in which they were added} */
  List<Transaction> all() {
    return List.copyOf(inOrder);
  }

  Optional<Transaction> find(TransactionId id) {
    return Optional.ofNullable(transactions.get(id));
  }

  /** {@return a copy} */
  public List<Transaction> newestFirst() {
    List<Transaction> all = new ArrayList<>(inOrder);
    Collections.reverse(all);
    return all;
  }

  /** {@return the time of the newest transaction of an account, if there is one} */
  Optional<Instant> lastOf(BankAccountXid account) {
    return Optional.ofNullable(byAccount.get(account.value()))
        .map(all -> all.get(all.size() - 1).at());
  }

  /** Lists transactions. Source: page "List transactions". */
  OperationHandler list() {
    return PagedList.of(
            this::select,
            transaction -> transaction::body,
            FormField.filter("company_xid"),
            FormField.filter(ACCOUNT),
            FormField.filter("brand_name"),
            FormField.date(DAY),
            FormField.date(FIRST_DAY),
            FormField.date(LAST_DAY),
            FormField.oneOf("transfer_type", "in", "out"),
            FormField.oneOf("webhook_success", "0", "1"))
        .withTotalPages()
        .search(Transaction::contains)
        .meant(FIRST_DAY, "from_date", "from", "start_date", "date_from", "since")
        .meant(LAST_DAY, "to_date", "to", "end_date", "date_to", "until")
        .meant(DAY, "date", "day")
        .meant(ACCOUNT, "account_id", "bank_account_id", "account_xid", "xid")
        .meant("company_xid", "company_id", "company")
        .meant("brand_name", "bank", "bank_id", "bank_name", "gateway", "bank_brand_name")
        .meant("transfer_type", "type", "direction", "transaction_type")
        .meant("webhook_success", "webhook", "status")
        .meant("q", "search", "query", "content", "payment_code", "account_number");
  }

  private List<Transaction> select(Map<String, ?> fields) {
    List<Transaction> selected =
        fields.containsKey(ACCOUNT)
            ? byAccount.getOrDefault(String.valueOf(fields.get(ACCOUNT)), List.of())
            : inOrder;
    for (Map.Entry<String, BiPredicate<Transaction, String>> filter : FILTERS.entrySet()) {
      if (fields.containsKey(filter.getKey())) {
        String wanted = String.valueOf(fields.get(filter.getKey()));
        selected = selected.stream().filter(one -> filter.getValue().test(one, wanted)).toList();
      }
    }
    return selected;
  }

  /**
   * Counts the transactions of a company. Source: page "Company counter". Assumed: the first day
   * comes first, and the total is that of the days in the response.
   */
  OperationHandler counter() {
    return OperationHandler.of(
        () ->
            Form.of(FormField.pathId("xid"), FormField.date("date"))
                .meant("date", "day", DAY)
                .hint(
                    "the counter has one day or all; to count some days, read them from all",
                    FIRST_DAY,
                    LAST_DAY,
                    "start_date",
                    "end_date",
                    "from_date",
                    "to_date"),
        (fields, base) -> {
          String company = companies.require(String.valueOf(fields.get("xid"))).xid().value();
          Map<String, Object> filters = new HashMap<>(Map.of("company_xid", company));
          Optional.ofNullable(fields.get("date")).ifPresent(date -> filters.put(DAY, date));
          List<Transaction> counted = List.copyOf(select(filters));
          return HandlerResult.of(() -> Json.object("data", counter(counted)));
        });
  }

  private static Map<String, @Nullable Object> counter(List<Transaction> counted) {
    Map<String, List<Transaction>> days =
        counted.stream().collect(groupingBy(Transaction::day, TreeMap::new, toList()));
    List<Map<String, @Nullable Object>> dates = new ArrayList<>();
    days.forEach(
        (day, all) -> {
          Map<String, @Nullable Object> date = Json.object("date", day);
          date.putAll(counts(all));
          dates.add(date);
        });
    return Json.object("dates", dates, "total", counts(counted));
  }

  private static Map<String, @Nullable Object> counts(List<Transaction> counted) {
    long in = incoming(counted);
    return Json.object(
        "transaction",
        counted.size(),
        "transaction_in",
        in,
        "transaction_out",
        counted.size() - in);
  }

  static long incoming(List<Transaction> counted) {
    return counted.stream()
        .filter(one -> one.simulated.direction().equals(TransferDirection.CREDIT))
        .count();
  }

  /** Gets one transaction. Source: page "Transaction detail". */
  OperationHandler get() {
    return new GetById(
        "transaction_id",
        "transaction_id",
        "Giao dịch không tồn tại",
        id -> find(new TransactionId(id)).map(transaction -> transaction::body));
  }

  /**
   * A transaction, and its account as it was then. Only {@code ipnDelivered} changes, also without
   * the lock.
   *
   * @param day such as 2026-01-31
   * @param lowerContent the content in lower case
   * @param ipnDelivered whether a receiver has accepted the IPN
   */
  public record Transaction(
      TransactionId id,
      String reference,
      Instant at,
      String day,
      LinkedAccount account,
      SimulatedTransaction simulated,
      String lowerContent,
      Optional<String> paymentCode,
      AtomicBoolean ipnDelivered) {

    static Transaction of(
        TransactionId id,
        String reference,
        Instant at,
        LinkedAccount account,
        SimulatedTransaction simulated,
        Optional<String> paymentCode,
        boolean ipnDelivered) {
      String day = LocalDate.ofInstant(at, ApiObject.VIETNAM).toString();
      String lowerContent = simulated.content().toLowerCase(Locale.ROOT);
      return new Transaction(
          id,
          reference,
          at,
          day,
          account,
          simulated,
          lowerContent,
          paymentCode,
          new AtomicBoolean(ipnDelivered));
    }

    int webhookSuccess() {
      return ipnDelivered.get() ? 1 : 0;
    }

    private boolean contains(String text) {
      return lowerContent.contains(text)
          || account.account().number().toLowerCase(Locale.ROOT).contains(text);
    }

    /** The fields have the order of SePay's samples. There are no virtual accounts. */
    public Map<String, @Nullable Object> body() {
      TransferDirection direction = simulated.direction();
      return Json.object(
          "transaction_id", id.value(),
          "transaction_date", OperationHandler.text(at),
          "bank_account_xid", account.xid().value(),
          "company_xid", account.company().value(),
          "brand_name", account.account().bank(),
          "account_number", account.account().number(),
          "va", null,
          "va_xid", null,
          "reference_number", reference,
          "transfer_type", direction.inOrOut(),
          "amount", simulated.amount(),
          "transaction_content", simulated.content(),
          "payment_code", paymentCode.orElse(null),
          "webhook_success", webhookSuccess());
    }
  }
}
