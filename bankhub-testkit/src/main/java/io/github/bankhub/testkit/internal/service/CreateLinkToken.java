package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.lifecycle.Link;
import io.github.bankhub.testkit.internal.lifecycle.LinkTokenSpec;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccounts;
import io.github.bankhub.testkit.internal.service.Companies.Company;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Creates a link token. Source: page "Create Link Token API". */
record CreateLinkToken(
    BankHubEnvironment environment,
    Companies companies,
    LinkedAccounts accounts,
    LinkTokenIssuer issuer)
    implements OperationHandler {

  private static final String COMPANY = "company_xid";
  private static final String PURPOSE = "purpose";
  private static final String ACCOUNT = "bank_account_xid";
  private static final String REDIRECT = "completion_redirect_uri";
  private static final String MOBILE = "is_mobile_app";
  private static final String LANGUAGE = "language";

  @Override
  public Form form() {
    return Form.of(
            FormField.text(COMPANY),
            FormField.purpose(PURPOSE),
            FormField.redirect(REDIRECT, environment.redirectSchemes()),
            FormField.mobileApp(MOBILE),
            FormField.optionalText(LANGUAGE),
            FormField.text(ACCOUNT).ifEqual(PURPOSE, Purpose.UNLINK_BANK_ACCOUNT.name()))
        // Integrators send it, and SePay has not been seen to reject it.
        .ignoring("external_id")
        .meant(REDIRECT, "redirect_url", "redirect_uri", "redirect", "return_url")
        .meant(REDIRECT, "callback_url", "completion_redirect_url", "success_url")
        .meant(PURPOSE, "workflow", "type", "action", "flow", "mode", "link_type")
        .meant(COMPANY, "company_id", "company", "customer_id", "merchant_id", "company_uuid")
        .meant(ACCOUNT, "bank_account_id", "bank_account", "account_xid", "account_id")
        .meant(LANGUAGE, "lang", "locale")
        .meant(MOBILE, "is_mobile", "mobile", "mobile_app")
        .hint(
            "is a field of the response, not of the request",
            "xid",
            "link_token",
            "hosted_link_url",
            "expires_at")
        .hint(
            "credentials go to POST /v1/token, by HTTP Basic; here only the access token is needed",
            "client_id",
            "client_secret",
            "api_key")
        .hint("webhooks are set once for the merchant, not with a link token", "webhook_url");
  }

  @Override
  public HandlerResult handle(Map<String, ?> fields, URI hostedBase) {
    LinkTokenSpec spec = spec(fields);
    requireAccount(spec.company(), spec.account());
    Link link = issuer.issue(spec);
    return new HandlerResult(link.xid(), () -> body(link, hostedBase));
  }

  private static Map<String, @Nullable Object> body(Link link, URI hostedBase) {
    return Json.object(
        "xid", link.xid().value(),
        "hosted_link_url", hostedBase + "/link/" + link.xid(),
        "link_token", link.secret(),
        "expires_at", OperationHandler.text(link.expiresAt()));
  }

  private LinkTokenSpec spec(Map<String, ?> fields) {
    CompanyXid xid = new CompanyXid(text(fields, COMPANY));
    Company company = companies.find(xid).orElseThrow(() -> unknown(xid));
    Purpose purpose = Purpose.parse(text(fields, PURPOSE));
    return new LinkTokenSpec(
        company.xid(),
        company.fullName(),
        purpose,
        (String) fields.get(REDIRECT),
        Integer.valueOf(1).equals(fields.get(MOBILE)) ? 1 : 0,
        fields.containsKey(LANGUAGE) ? text(fields, LANGUAGE) : "vi",
        purpose == Purpose.UNLINK_BANK_ACCOUNT ? new BankAccountXid(text(fields, ACCOUNT)) : null);
  }

  private static String text(Map<String, ?> fields, String name) {
    return String.valueOf(fields.get(name));
  }

  private static ErrorResponse unknown(CompanyXid company) {
    return ErrorResponse.notFound(
        new Reference(COMPANY, company.value()),
        "Công ty không tồn tại hoặc không thuộc đơn vị của bạn",
        "GET /v1/company lists the companies");
  }

  private void requireAccount(CompanyXid company, @Nullable BankAccountXid account) {
    if (account != null
        && accounts.find(account).filter(found -> found.company().equals(company)).isEmpty()) {
      // Without a hint: the sandbox was seen to send exactly this.
      throw ErrorResponse.notFound(
          new Reference(ACCOUNT, account.value()),
          "Tài khoản ngân hàng không tồn tại hoặc không thuộc công ty này",
          null);
    }
  }
}
