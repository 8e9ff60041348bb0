package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import io.github.bankhub.testkit.internal.json.Json;
import java.net.URI;
import java.util.Map;

/**
 * Changes a company. Source: page "Edit company". Assumed, as that page is silent: a request
 * without a field to change is rejected.
 */
record EditCompany(Companies companies) implements OperationHandler {

  private static final String XID = "xid";

  @Override
  public Form form() {
    return CompanyFields.hints(
            Form.of(
                FormField.pathId(XID),
                FormField.optionalText(CompanyFields.FULL_NAME).atMost(Companies.MAX_NAME_LENGTH),
                FormField.optionalText("short_name").atMost(20),
                FormField.oneOf(
                    CompanyFields.STATUS,
                    Companies.ACTIVE,
                    "Pending",
                    "Suspended",
                    "Terminated",
                    "Cancelled",
                    "Fraud"),
                FormField.oneOf("payment_code", "on", "off"),
                FormField.letters("payment_code_prefix", 2, 5),
                FormField.integer(CompanyFields.SUFFIX_FROM, 1, 30),
                FormField.integer(CompanyFields.SUFFIX_TO, 1, 30),
                FormField.oneOf(
                    "payment_code_suffix_character_type", "NumberOnly", "NumberAndLetter"),
                FormField.amountOrUnlimited(CompanyFields.TRANSACTION_AMOUNT)))
        .meant("payment_code_prefix", "prefix", "payment_prefix")
        .meant(CompanyFields.TRANSACTION_AMOUNT, "amount", "transaction_limit", "limit")
        .hint("is in the path, and not in the body", "company_xid", "company_id", "id")
        .hint("send its fields themselves, without this object around them", "configuration");
  }

  @Override
  public HandlerResult handle(Map<String, ?> fields, URI hostedBase) {
    Companies.Company company = companies.require(String.valueOf(fields.get(XID)));
    if (fields.size() == 1) {
      throw ErrorResponse.of(Kind.INVALID, "a change has at least one field");
    }
    companies.change(company, fields);
    return HandlerResult.of(
        () ->
            Json.object(
                "code", 200, "message", "Đã cập nhật thông tin công ty (tổ chức) thành công."));
  }
}
