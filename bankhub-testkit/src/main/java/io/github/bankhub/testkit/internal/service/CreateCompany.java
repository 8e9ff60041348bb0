package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.testkit.internal.json.Json;
import java.net.URI;
import java.util.Map;

/** Creates a company. Source: page "Create company". */
record CreateCompany(Companies companies) implements OperationHandler {

  @Override
  public Form form() {
    return CompanyFields.hints(
            Form.of(
                FormField.text(CompanyFields.FULL_NAME).atMost(Companies.MAX_NAME_LENGTH),
                FormField.requiredOneOf(CompanyFields.STATUS, Companies.ACTIVE, "Pending")))
        .hint(
            "is set after the creation, at POST /v1/company/edit/{xid}",
            "payment_code",
            CompanyFields.TRANSACTION_AMOUNT,
            "configuration",
            "short_name")
        .hint("is a field of the response, not of the request", "xid", "company_xid");
  }

  @Override
  public HandlerResult handle(Map<String, ?> fields, URI hostedBase) {
    Companies.Company company =
        companies.create(
            String.valueOf(fields.get(CompanyFields.FULL_NAME)),
            String.valueOf(fields.get(CompanyFields.STATUS)));
    return HandlerResult.of(
        () ->
            Json.object(
                "code",
                201,
                "message",
                "Đã tạo công ty (tổ chức) thành công.",
                "data",
                Json.object("xid", company.xid().value(), "full_name", company.fullName())));
  }
}
