package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.testkit.internal.json.Json;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The companies of the merchant, and the operations on them. Not thread-safe. */
public final class Companies {

  private static final int MAX_NAME_LENGTH = 200;
  private static final String STATUS = "status";

  private final InstantSource clock;
  private final Map<CompanyXid, Company> companies = new HashMap<>();
  private final List<Company> inOrder = new ArrayList<>();

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
    Company added = new Company(company, fullName, fullName.toLowerCase(Locale.ROOT), createdAt);
    companies.put(company, added);
    inOrder.add(added);
  }

  Optional<Company> find(CompanyXid company) {
    return Optional.ofNullable(companies.get(company));
  }

  Company require(CompanyXid company) {
    return find(company)
        .orElseThrow(() -> new IllegalArgumentException("there is no company " + company));
  }

  /** {@return a copy} */
  public Map<CompanyXid, String> names() {
    Map<CompanyXid, String> names = new LinkedHashMap<>();
    inOrder.forEach(company -> names.put(company.xid(), company.fullName()));
    return Collections.unmodifiableMap(names);
  }

  /** Lists companies. Source: page "List companies". */
  OperationHandler list() {
    return PagedList.of(this::withStatus, Company::body, STATUS)
        .search((company, text) -> company.lowerName().contains(text))
        .sorted();
  }

  private List<Company> withStatus(Map<String, ?> fields) {
    return Company.ACTIVE.equals(fields.containsKey(STATUS) ? fields.get(STATUS) : Company.ACTIVE)
        ? inOrder
        : List.of();
  }

  /** Gets one company. Source: page "Company detail". */
  OperationHandler get() {
    return new GetById<>(
        "company_xid", "Công ty không tồn tại", xid -> find(new CompanyXid(xid)), Company::detail);
  }

  /** {@return a copy, in the order in which they were added} */
  List<Company> all() {
    return List.copyOf(inOrder);
  }

  /** A company. Assumed: one that a test adds is active, and nothing changes it. */
  record Company(CompanyXid xid, String fullName, String lowerName, Instant createdAt) {

    private static final String ACTIVE = "Active";

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
          ACTIVE,
          "active",
          "1",
          "created_at",
          OperationHandler.text(createdAt),
          "updated_at",
          OperationHandler.text(createdAt));
    }
  }
}
