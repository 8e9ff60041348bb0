package io.github.bankhub.feign.webhook;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Requests as SePay sends them. */
final class Request {

  static final String SECRET = "Hush-7PqZ";

  static final String LINKED =
      """
      {"timestamp": 1768312100, "xid": "e61cdae9-505e-4349-9713-a3e5b8b80b5e", "version": "1.0",
       "event": "BANK_ACCOUNT_LINKED",
       "metadata": {"bank_account_xid": "b5cb9c1c-b1fc-11f0-9ff6-52c7e9b4f41b",
         "brand_name": "MBBank", "account_type": "personal",
         "account_number": "0000000000011111",
         "link_token_xid": "9f3d3c52-b1a7-11f0-9ff6-52c7e9b4f41b",
         "link_session_xid": "8d2f44a6-0a5b-4f3c-9c39-6a8e5d0d3a11"}}
      """;

  static final String IPN =
      """
      {"gateway": "MBBank", "transaction_date": "2025-10-25 15:04:05",
       "account_number": "0000000000011111",
       "bank_account_xid": "b5cb9c1c-b1fc-11f0-9ff6-52c7e9b4f41b",
       "va": null, "payment_code": null, "content": "HD 15", "transfer_type": "credit",
       "amount": 50000.10, "reference_code": "FT25298", "accumulated": 0,
       "transaction_id": "a5cb9c1c"}
      """;

  static final String POST_MESSAGE =
      """
      {"event": "FINISHED_BANK_ACCOUNT_LINK", "timestamp": "1768312100",
       "metadata": {"account_number": "0000000000011111", "account_type": "individual"}}
      """;

  static final String CLOSED =
      """
      {"event": "BANKHUB_CLOSE_LINK", "timestamp": "1768312100", "metadata": {}}
      """;

  static final String MY_SEPAY =
      """
      {"id": 92704, "gateway": "Vietcombank", "transactionDate": "2023-03-25 14:02:37",
       "accountNumber": "0123499999", "transferType": "in", "transferAmount": 2277000}
      """;

  private Request() {}

  static Map<String, List<String>> secretKey(String value) {
    return Map.of("X-Secret-Key", List.of(value));
  }

  static Map<String, List<String>> authorization(String value) {
    return Map.of("Authorization", List.of(value));
  }

  static byte[] body(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static WebhookRejectedException rejection(Runnable reading) {
    return catchThrowableOfType(WebhookRejectedException.class, reading::run);
  }
}
