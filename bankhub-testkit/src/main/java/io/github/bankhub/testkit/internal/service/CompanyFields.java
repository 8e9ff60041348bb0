package io.github.bankhub.testkit.internal.service;

/** The names of the fields of companies that several classes use, and hints for wrong names. */
final class CompanyFields {

  static final String FULL_NAME = "full_name";
  static final String STATUS = "status";
  static final String SUFFIX_FROM = "payment_code_suffix_from";
  static final String SUFFIX_TO = "payment_code_suffix_to";
  static final String TRANSACTION_AMOUNT = "transaction_amount";

  private CompanyFields() {}

  static Form hints(Form form) {
    return form.meant(FULL_NAME, "name", "company_name", "fullname", "title")
        .meant(STATUS, "active", "is_active", "state")
        .hint(
            "a company has no such field in SePay",
            "address",
            "tax_code",
            "phone",
            "phone_number",
            "email",
            "description");
  }
}
