package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.lifecycle.UnsentReason;
import io.github.bankhub.testkit.internal.service.Ids.Kind;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The companies of the merchant, and the operations on them. Not thread-safe. */
public final class Companies {

  static final String ACTIVE = "Active";
  static final int MAX_NAME_LENGTH = 200;

  private static final String REFERENCE = "company_xid";
  private static final String NOT_FOUND = "Công ty không tồn tại";

  private final InstantSource clock;
  private final Ids ids;
  private final List<Company> inOrder = new ArrayList<>();
  private final Map<CompanyXid, Integer> places = new HashMap<>();

  Companies(InstantSource clock, Ids ids) {
    this.clock = clock;
    this.ids = ids;
  }

  /** Adds the company of a test, which gets IPNs without further settings. */
  CompanyXid add(String fullName) {
    CompanyXid xid = newXid();
    add(xid, fullName);
    return xid;
  }

  void add(CompanyXid xid, String fullName) {
    Instant now = clock.instant();
    add(Company.of(xid, fullName, ACTIVE, configuration("Unlimited"), now, now));
  }

  void add(Company company) {
    if (company.fullName().isBlank()) {
      throw new IllegalArgumentException("a company's name must not be blank");
    }
    int length = company.fullName().codePointCount(0, company.fullName().length());
    if (length > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException(
          "a company's name has at most 200 characters, not " + length);
    }
    if (places.putIfAbsent(company.xid(), inOrder.size()) != null) {
      throw new IllegalArgumentException("there is a company " + company.xid() + " already");
    }
    inOrder.add(company);
  }

  /** Assumed: a new company gets no IPN, because integrators must set the amount before. */
  Company create(String fullName, String status) {
    requireUnused(fullName);
    Instant now = clock.instant();
    Company company = Company.of(newXid(), fullName, status, configuration("0"), now, now);
    add(company);
    return company;
  }

  void change(Company company, Map<String, ?> fields) {
    Company changed = company.with(fields, clock.instant());
    if (!changed.fullName().equals(company.fullName())) {
      requireUnused(changed.fullName());
    }
    inOrder.set(Objects.requireNonNull(places.get(company.xid())), changed);
  }

  /** Assumed: the comparison regards case. The message is assumed too. */
  private void requireUnused(String fullName) {
    for (Company other : inOrder) {
      if (other.fullName().equals(fullName)) {
        throw ErrorResponse.invalid(
            Map.of(CompanyFields.FULL_NAME, "Tên công ty đã tồn tại"),
            "company " + other.xid() + " has this name, perhaps by an earlier request");
      }
    }
  }

  private CompanyXid newXid() {
    return new CompanyXid(ids.capitals(Kind.COMPANY, 64));
  }

  Optional<Company> find(CompanyXid company) {
    return Optional.ofNullable(places.get(company)).map(inOrder::get);
  }

  Company require(CompanyXid company) {
    return find(company)
        .orElseThrow(() -> new IllegalArgumentException("there is no company " + company));
  }

  /** {@return the company with an id of a path} Rejects the request with 404 if there is none. */
  Company require(String xid) {
    return GetById.require(REFERENCE, NOT_FOUND, xid, id -> find(new CompanyXid(id)));
  }

  /** {@return a number from 1, which no other company has} */
  int number(CompanyXid company) {
    return 1 + Objects.requireNonNull(places.get(company));
  }

  /** {@return a copy} */
  public Map<CompanyXid, String> names() {
    Map<CompanyXid, String> names = new LinkedHashMap<>();
    inOrder.forEach(company -> names.put(company.xid(), company.fullName()));
    return Collections.unmodifiableMap(names);
  }

  /** Lists companies. Source: page "List companies". */
  OperationHandler list() {
    return PagedList.of(
            this::withStatus, company -> company::body, FormField.filter(CompanyFields.STATUS))
        .search((company, text) -> company.lowerName().contains(text))
        .sorted();
  }

  private List<Company> withStatus(Map<String, ?> fields) {
    return fields.containsKey(CompanyFields.STATUS)
        ? inOrder.stream()
            .filter(company -> company.status().equals(fields.get(CompanyFields.STATUS)))
            .toList()
        : inOrder;
  }

  /** Gets one company. Source: page "Company detail". */
  OperationHandler get() {
    return GetById.ofXid(
        REFERENCE, NOT_FOUND, xid -> find(new CompanyXid(xid)).map(company -> company::detail));
  }

  /** {@return a copy, in the order in which they were added} */
  List<Company> all() {
    return List.copyOf(inOrder);
  }

  /** {@return a copy} */
  public List<Company> newestFirst() {
    List<Company> all = new ArrayList<>(inOrder);
    Collections.reverse(all);
    return all;
  }

  /** The values are assumed: SePay documents the fields, but not their initial values. */
  static Map<String, @Nullable Object> configuration(String transactionAmount) {
    return Json.object(
        "payment_code",
        "off",
        "payment_code_prefix",
        "",
        CompanyFields.SUFFIX_FROM,
        1,
        CompanyFields.SUFFIX_TO,
        30,
        "payment_code_suffix_character_type",
        "NumberAndLetter",
        "data_storage_time",
        "",
        CompanyFields.TRANSACTION_AMOUNT,
        transactionAmount);
  }

  /**
   * A company. Immutable. Its short name is not stored, because no response contains it.
   *
   * @param lowerName the full name in lower case
   */
  public record Company(
      CompanyXid xid,
      String fullName,
      String lowerName,
      String status,
      Map<String, @Nullable Object> configuration,
      Instant createdAt,
      Instant updatedAt) {

    static Company of(
        CompanyXid xid,
        String fullName,
        String status,
        Map<String, @Nullable Object> configuration,
        Instant createdAt,
        Instant updatedAt) {
      String lowerName = fullName.toLowerCase(Locale.ROOT);
      return new Company(xid, fullName, lowerName, status, configuration, createdAt, updatedAt);
    }

    /** {@return the changed company} The fields are those of a correct request. */
    Company with(Map<String, ?> fields, Instant now) {
      Map<String, @Nullable Object> changed = new LinkedHashMap<>(configuration);
      changed.replaceAll((name, value) -> fields.containsKey(name) ? fields.get(name) : value);
      // It is always a text in responses.
      changed.computeIfPresent(CompanyFields.TRANSACTION_AMOUNT, (name, value) -> value.toString());
      requireRange(changed, fields);
      return of(
          xid,
          text(fields, CompanyFields.FULL_NAME, fullName),
          text(fields, CompanyFields.STATUS, status),
          changed,
          createdAt,
          now);
    }

    private static String text(Map<String, ?> fields, String name, String unchanged) {
      return fields.containsKey(name) ? String.valueOf(fields.get(name)) : unchanged;
    }

    /** Names a field that the request has. */
    private static void requireRange(
        Map<String, @Nullable Object> configuration, Map<String, ?> request) {
      if (configuration.get(CompanyFields.SUFFIX_FROM) instanceof Integer from
          && configuration.get(CompanyFields.SUFFIX_TO) instanceof Integer to
          && from > to) {
        Map<String, String> problem =
            request.containsKey(CompanyFields.SUFFIX_FROM)
                ? Map.of(
                    CompanyFields.SUFFIX_FROM,
                    "must not be more than " + CompanyFields.SUFFIX_TO + ", which is " + to)
                : Map.of(
                    CompanyFields.SUFFIX_TO,
                    "must not be less than " + CompanyFields.SUFFIX_FROM + ", which is " + from);
        throw ErrorResponse.invalid(problem, null);
      }
    }

    /**
     * {@return the first reason not to send IPNs of its transactions; empty if they are sent}
     * Assumed: any positive {@code transaction_amount} is enough, because no page says whether it
     * limits the number or the sum of transactions.
     */
    public Optional<UnsentReason> ipnProblem() {
      if (!status.equals(ACTIVE)) {
        return Optional.of(
            new UnsentReason(
                UnsentReason.Kind.COMPANY_NOT_ACTIVE,
                "status of company %s is %s; IPN needs Active".formatted(xid, status)));
      }
      String amount = String.valueOf(configuration.get(CompanyFields.TRANSACTION_AMOUNT));
      return amount.equals("Unlimited") || new BigDecimal(amount).signum() > 0
          ? Optional.empty()
          : Optional.of(
              new UnsentReason(
                  UnsentReason.Kind.NO_TRANSACTION_AMOUNT,
                  "transaction_amount of company %s is 0; IPN needs a positive number or Unlimited"
                      .formatted(xid)));
    }

    Map<String, @Nullable Object> detail() {
      Map<String, @Nullable Object> detail = body();
      detail.put("configuration", configuration);
      return detail;
    }

    /** The fields have the order of SePay's samples. */
    Map<String, @Nullable Object> body() {
      return Json.object(
          "xid",
          xid.value(),
          "full_name",
          fullName,
          "status",
          status,
          "active",
          status.equals(ACTIVE) ? "1" : "0",
          "created_at",
          OperationHandler.text(createdAt),
          "updated_at",
          OperationHandler.text(updatedAt));
    }
  }
}
