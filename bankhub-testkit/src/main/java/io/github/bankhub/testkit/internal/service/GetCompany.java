package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.service.Companies.Company;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gets one company. Source: page "Company detail". */
record GetCompany(Companies companies) implements OperationHandler {

  private static final String XID = "xid";
  private static final Form FORM =
      Form.of(FieldHints.always("use " + XID + " alone"), FormField.pathId(XID));

  /**
   * The configuration of each company. Assumed: SePay documents the fields, but not their initial
   * values.
   */
  private static Map<String, @Nullable Object> configuration() {
    Map<String, @Nullable Object> configuration = new LinkedHashMap<>();
    configuration.put("payment_code", "off");
    configuration.put("payment_code_prefix", "");
    configuration.put("payment_code_suffix_from", 1);
    configuration.put("payment_code_suffix_to", 30);
    configuration.put("payment_code_suffix_character_type", "NumberAndLetter");
    configuration.put("data_storage_time", "");
    configuration.put("transaction_amount", "Unlimited");
    return configuration;
  }

  @Override
  public Form form() {
    return FORM;
  }

  @Override
  public Map<String, @Nullable Object> handle(Map<String, ?> fields, URI hostedBase) {
    String xid = String.valueOf(fields.get(XID));
    Company company =
        companies
            .find(xid)
            .orElseThrow(
                () ->
                    ErrorResponse.missing(
                        new Reference("company_xid", xid), "Công ty không tồn tại", null));
    Map<String, @Nullable Object> data = new LinkedHashMap<>(company.body());
    data.put("configuration", configuration());
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    body.put("data", data);
    return body;
  }
}
