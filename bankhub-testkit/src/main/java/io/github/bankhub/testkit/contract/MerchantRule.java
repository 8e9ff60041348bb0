package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.fail;

/**
 * The rules of what a merchant builds, with what SePay promises. Sources: pages "Webhook events",
 * "Webhook configuration" and "IPN".
 */
enum MerchantRule {
  WE_01("SePay sends 13 events, and the secret in X-Secret-Key. Respond to each with 2xx."),
  WE_02(
      "SePay sends the secret once, in X-Secret-Key. Respond to anything else with 401 or 403, and"
          + " do not handle it."),
  WE_03("SePay does not send an event again after a response. Handle what you accept."),
  WE_04("SePay may deliver an event more than once; deduplicate on its xid."),
  WE_05("SePay does not promise the order of events. Accept them in any order."),
  WE_06(
      "SePay does not retry after a response, and 4xx and 5xx are responses. Store an event whose"
          + " link token you do not know yet, respond with 2xx, and handle it later."),
  WE_07("SePay may add events and fields. Ignore those that you do not know, with 2xx."),
  WE_08(
      "A body that cannot be read needs a response that is no server error: 400, or 2xx if you"
          + " stored it."),
  WE_09(
      "A merchant has one webhook, so it also gets events of link tokens that another application"
          + " created. Respond with 2xx."),
  WE_10("SePay waits 8 seconds. Store the event, respond, and handle it afterwards."),
  WE_11(
      "Respond with Content-Type: application/json and {\"success\": true}. SePay documents this"
          + " for IPN; for webhooks it is assumed."),

  IE_01("SePay sends credits and debits. Respond to each with 200 or 201."),
  IE_02(
      "SePay sends the key once, as Authorization: Apikey KEY. Respond to anything else with 401 or"
          + " 403, and do not handle it."),
  IE_03("SePay does not send an IPN again after a response. Handle what you accept."),
  IE_04("SePay may deliver an IPN more than once; deduplicate on its transaction_id."),
  IE_05(
      "Two transfers can have the same account, amount and content. Only transaction_id tells them"
          + " apart."),
  IE_06(
      "SePay may pad account_number with zeros on the left. Compare bank_account_xid, or ignore"
          + " leading zeros."),
  IE_07("va, payment_code and reference_code may be null. Handle the IPN without them."),
  IE_08(
      "A body that cannot be read needs a response that is no server error: 400, or 2xx if you"
          + " stored it."),
  IE_09(
      "SePay does not retry after a response, and 4xx and 5xx are responses. Store an IPN whose"
          + " account you do not know, and respond with 200 or 201."),
  IE_10("SePay waits 8 seconds. Store the IPN, respond, and handle it afterwards."),
  IE_11("SePay expects Content-Type: application/json and {\"success\": true}."),
  IE_12("SePay may add fields. Ignore those that you do not know."),

  AP_01("BANK_ACCOUNT_LINKED says that an account is linked."),
  AP_02(
      "A user may close the page before the end, and start again. Only BANK_ACCOUNT_LINKED says"
          + " that an account is linked."),
  AP_03("A link expires, and does not open again. Create a new link token for the next attempt."),
  AP_04(
      "A link token is used up when the bank rejects the account. Create a new one for the next"
          + " attempt."),
  AP_05(
      "SePay retries only after a network failure, so an event can be lost forever."
          + " /v1/link-token/get returns the events of a link token: ask it."),
  AP_06(
      "An event can arrive after a reconciliation has found it; deduplicate both on the same key."),
  AP_07(
      "A merchant has one webhook, so it also gets events of link tokens that another application"
          + " created. Find your user by link_token_xid."),
  AP_08(
      "A link stays open when the same user gets another one. Store every link_token_xid, not only"
          + " the last one of a user.");

  private final String promise;

  MerchantRule(String promise) {
    this.promise = promise;
  }

  String promise() {
    return promise;
  }

  /** Fails with the number of the rule, the scenario and what SePay promises. */
  void check(boolean isKept, String scenario) {
    if (!isKept) {
      fail(this + ": " + scenario + ". " + promise);
    }
  }

  /** {@return the number, such as {@code WE-01}} */
  @Override
  public String toString() {
    return name().replace('_', '-');
  }
}
