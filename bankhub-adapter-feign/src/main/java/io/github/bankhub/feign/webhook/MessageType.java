package io.github.bankhub.feign.webhook;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The type of a message from SePay, recognized by fields that no other type has. */
enum MessageType {
  WEBHOOK("a webhook, which WebhookReader reads"),
  IPN("an IPN, which IpnReader reads"),
  POST_MESSAGE("a message of the hosted page to the browser, which a server cannot trust"),
  MY_SEPAY("a webhook of my.sepay.vn, a product other than Bank Hub"),
  UNKNOWN("something unknown");

  private static final Set<String> POST_MESSAGES =
      Set.of("FINISHED_BANK_ACCOUNT_LINK", "FINISHED_BANK_ACCOUNT_UNLINK");

  private final String hint;

  MessageType(String hint) {
    this.hint = hint;
  }

  String hint() {
    return hint;
  }

  static MessageType of(Map<String, @Nullable Object> body) {
    if (body.get("event") instanceof String event) {
      return !body.containsKey("xid") && isPostMessage(event) ? POST_MESSAGE : WEBHOOK;
    }
    if (body.containsKey("transferType") || body.containsKey("transferAmount")) {
      return MY_SEPAY;
    }
    return body.containsKey("transaction_id") || body.containsKey("transfer_type") ? IPN : UNKNOWN;
  }

  private static boolean isPostMessage(String event) {
    return event.startsWith("BANKHUB_") || POST_MESSAGES.contains(event);
  }
}
