package io.github.bankhub.testkit.internal.service;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What was probably meant by a field that does not exist: the names that integrators invented. */
final class FieldHints {

  /** Integrators send it, and nobody has seen SePay mind. */
  private static final String TOLERATED = "external_id";

  private static final String ANSWERED = "is a field of the answer, not of the request";
  private static final String CREDENTIALS =
      "credentials go to POST /v1/token, by HTTP Basic; here only the bearer token is needed";
  private static final Map<String, String> MEANT = new TreeMap<>();

  static {
    meant("completion_redirect_uri", "redirect_url", "redirect_uri", "redirect", "return_url");
    meant("completion_redirect_uri", "callback_url", "completion_redirect_url", "success_url");
    meant("purpose", "workflow", "type", "action", "flow", "mode", "link_type");
    meant("company_xid", "company_id", "company", "customer_id", "merchant_id", "company_uuid");
    meant("bank_account_xid", "bank_account_id", "bank_account", "account_xid", "account_id");
    meant("language", "lang", "locale");
    meant("is_mobile_app", "is_mobile", "mobile", "mobile_app");
    for (String answered : new String[] {"xid", "link_token", "hosted_link_url", "expires_at"}) {
      MEANT.put(answered, ANSWERED);
    }
    for (String credential : new String[] {"client_id", "client_secret", "api_key"}) {
      MEANT.put(credential, CREDENTIALS);
    }
    MEANT.put("webhook_url", "webhooks are set once for the merchant, not with a link token");
  }

  private FieldHints() {}

  static boolean knows(String field) {
    return TOLERATED.equals(field) || CreateLinkTokenForm.FIELDS.contains(field);
  }

  static String of(String field) {
    String snake = field.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    if (CreateLinkTokenForm.FIELDS.contains(snake)) {
      return "use " + snake;
    }
    return MEANT.getOrDefault(
        snake, "is unknown; the fields are " + String.join(", ", CreateLinkTokenForm.FIELDS));
  }

  private static void meant(String right, String... wrong) {
    for (String field : wrong) {
      MEANT.put(field, "use " + right);
    }
  }
}
