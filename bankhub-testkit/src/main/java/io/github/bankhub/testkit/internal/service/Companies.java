package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.company.CompanyStatus;
import io.github.bankhub.domain.company.CompanyXid;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The companies of the merchant. Not thread-safe. */
public final class Companies {

  private static final int MAX_NAME_LENGTH = 200;

  private final InstantSource clock;
  private final Map<CompanyXid, Company> companies = new LinkedHashMap<>();

  Companies(InstantSource clock) {
    this.clock = clock;
  }

  /** Adds a company. */
  void add(CompanyXid company, String fullName) {
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
    companies.put(company, new Company(company, fullName, clock.instant()));
  }

  /** {@return the name of a company; empty if there is no such company} */
  Optional<String> name(CompanyXid company) {
    return Optional.ofNullable(companies.get(company)).map(Company::fullName);
  }

  /** {@return the name of a company that a test names} */
  String require(CompanyXid company) {
    return name(company)
        .orElseThrow(() -> new IllegalArgumentException("there is no company " + company));
  }

  /** {@return the names by id, in the order in which they were added; a copy} */
  public Map<CompanyXid, String> names() {
    Map<CompanyXid, String> names = new LinkedHashMap<>();
    companies.forEach((xid, company) -> names.put(xid, company.fullName()));
    return Collections.unmodifiableMap(names);
  }

  /** {@return the company with an id; empty if there is none} */
  Optional<Company> find(String xid) {
    return companies.values().stream()
        .filter(company -> company.xid().value().equals(xid))
        .findFirst();
  }

  /** {@return all companies, the oldest first; a copy} */
  List<Company> oldestFirst() {
    return new ArrayList<>(companies.values());
  }

  /** A company. Assumed: one that a test adds is active, and nothing changes it. */
  record Company(CompanyXid xid, String fullName, Instant createdAt) {

    String status() {
      return CompanyStatus.ACTIVE.value();
    }

    /** {@return the fields that list and details share, in the order of SePay's samples} */
    Map<String, @Nullable Object> body() {
      Map<String, @Nullable Object> body = new LinkedHashMap<>();
      body.put("xid", xid.value());
      body.put("full_name", fullName);
      body.put("status", status());
      body.put("active", "1");
      body.put("created_at", SePayText.of(createdAt));
      body.put("updated_at", SePayText.of(createdAt));
      return body;
    }
  }
}
