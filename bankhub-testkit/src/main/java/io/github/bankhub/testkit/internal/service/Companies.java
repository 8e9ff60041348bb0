package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.company.CompanyXid;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The companies of the merchant. Not thread-safe. */
public final class Companies {

  private static final int MAX_NAME_LENGTH = 200;

  private final Map<CompanyXid, String> names = new LinkedHashMap<>();

  Companies() {}

  /** Adds a company. */
  void add(CompanyXid company, String fullName) {
    if (fullName.isBlank()) {
      throw new IllegalArgumentException("a company's name must not be blank");
    }
    if (fullName.length() > MAX_NAME_LENGTH) {
      throw new IllegalArgumentException(
          "a company's name has at most 200 characters, not " + fullName.length());
    }
    if (names.containsKey(company)) {
      throw new IllegalArgumentException("there is a company " + company + " already");
    }
    names.put(company, fullName);
  }

  /** {@return the name of a company; empty if there is no such company} */
  Optional<String> name(CompanyXid company) {
    return Optional.ofNullable(names.get(company));
  }

  /** {@return the name of a company that a test names} */
  String require(CompanyXid company) {
    return name(company)
        .orElseThrow(() -> new IllegalArgumentException("there is no company " + company));
  }

  /** {@return the names by id, in the order in which they were added; a copy} */
  public Map<CompanyXid, String> names() {
    return Collections.unmodifiableMap(new LinkedHashMap<>(names));
  }
}
