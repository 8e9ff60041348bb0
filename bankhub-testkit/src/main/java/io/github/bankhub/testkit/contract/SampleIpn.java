package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.transaction.TransactionId;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;

/**
 * An IPN of a credit with new ids, as SePay sends it. Immutable. Source: page "IPN".
 *
 * @param name what is special about it, for messages
 * @param fields the JSON text of each field
 */
record SampleIpn(
    String name,
    TransactionId transaction,
    BankAccountXid account,
    String number,
    Map<String, String> fields) {

  static SampleIpn create() {
    String number = "1" + ThreadLocalRandom.current().nextLong(100_000_000L, 1_000_000_000L);
    SampleIpn ipn =
        new SampleIpn(
            "a credit",
            new TransactionId(UUID.randomUUID().toString()),
            new BankAccountXid(UUID.randomUUID().toString()),
            number,
            Map.of());
    return ipn.with("gateway", "\"MBBank\"")
        .with("transaction_date", "\"2026-01-31 10:05:00\"")
        .with("account_number", text(number))
        .with("bank_account_xid", text(ipn.account.value()))
        .with("va", "null")
        .with("payment_code", "null")
        .with("content", "\"HD 15\"")
        .with("transfer_type", "\"credit\"")
        .with("amount", "50000")
        .with("reference_code", "\"FT25298\"")
        .with("accumulated", "0")
        .with("transaction_id", text(ipn.transaction.value()));
  }

  SampleIpn named(String newName) {
    return new SampleIpn(newName, transaction, account, number, fields);
  }

  SampleIpn with(String field, String json) {
    Map<String, String> changed = new LinkedHashMap<>(fields);
    changed.put(field, json);
    return new SampleIpn(name, transaction, account, number, changed);
  }

  SampleIpn withNewTransaction() {
    TransactionId other = new TransactionId(UUID.randomUUID().toString());
    return new SampleIpn(name, other, account, number, fields)
        .with("transaction_id", text(other.value()));
  }

  byte[] body() {
    return fields.entrySet().stream()
        .map(field -> text(field.getKey()) + ": " + field.getValue())
        .collect(Collectors.joining(", ", "{", "}"))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String text(String value) {
    return '"' + value + '"';
  }
}
