package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.testkit.internal.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The companies of the merchant, and the operations on them. Not thread-safe. */
public final class Companies {

  private static final int MAX_NAME_LENGTH = 200;

  private final InstantSource clock;
  private final Map<CompanyXid, Company> companies = new LinkedHashMap<>();

  Companies(InstantSource clock) {
    this.clock = clock;
  }

  void add(CompanyXid company, String fullName) {
    add(company, fullName, clock.instant());
  }

  void add(CompanyXid company, String fullName, Instant createdAt) {
    if (fullName.isBlank()) {
      throw new IllegalArgumentException("a company's name must not be blank");
    }
    if (fullName.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException(
          "a company's name has at most 200 characters, not " + fullName.length());
    }
    if (companies.containsKey(company)) {
      throw new IllegalArgumentException("there is a company " + company + " already");
    }
    companies.put(company, new Company(company, fullName, createdAt));
  }

  Optional<String> name(CompanyXid company) {
    return Optional.ofNullable(companies.get(company)).map(Company::fullName);
  }

  String require(CompanyXid company) {
    return name(company)
        .orElseThrow(() -> new IllegalArgumentException("there is no company " + company));
  }

  /** {@return a copy} */
  public Map<CompanyXid, String> names() {
    Map<CompanyXid, String> names = new LinkedHashMap<>();
    companies.forEach((xid, company) -> names.put(xid, company.fullName()));
    return Collections.unmodifiableMap(names);
  }

  /** Lists companies. Source: page "List companies". */
  OperationHandler list() {
    return PagedList.of(this::newestFirst, Company::body)
        .filter("status", (company, status) -> Company.STATUS.equals(status))
        .search(company -> List.of(company.fullName()))
        .sorted();
  }

  /** Gets one company. Source: page "Company detail". */
  OperationHandler get() {
    return new GetById(
        "company_xid",
        "Công ty không tồn tại",
        xid -> Optional.ofNullable(companies.get(new CompanyXid(xid))).map(Company::detail));
  }

  /** {@return a copy, in the order in which they were added} */
  List<Company> all() {
    return List.copyOf(companies.values());
  }

  private List<Company> newestFirst() {
    List<Company> all = new ArrayList<>(companies.values());
    Collections.reverse(all);
    return all;
  }

  /** A company. Assumed: one that a test adds is active, and nothing changes it. */
  record Company(CompanyXid xid, String fullName, Instant createdAt) {

    private static final String STATUS = "Active";

    /** The values are assumed: SePay documents the fields, but not their initial values. */
    Map<String, @Nullable Object> detail() {
      Map<String, @Nullable Object> detail = body();
      detail.put(
          "configuration",
          Json.object(
              "payment_code", "off",
              "payment_code_prefix", "",
              "payment_code_suffix_from", 1,
              "payment_code_suffix_to", 30,
              "payment_code_suffix_character_type", "NumberAndLetter",
              "data_storage_time", "",
              "transaction_amount", "Unlimited"));
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
          STATUS,
          "active",
          "1",
          "created_at",
          OperationHandler.text(createdAt),
          "updated_at",
          OperationHandler.text(createdAt));
    }
  }
}
