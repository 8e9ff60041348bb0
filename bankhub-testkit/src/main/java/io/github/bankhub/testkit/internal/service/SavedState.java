package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.transaction.TransactionId;
import io.github.bankhub.domain.transaction.TransferDirection;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccount;
import io.github.bankhub.testkit.internal.service.Transactions.Transaction;
import io.github.bankhub.testkit.sample.SandboxAccount;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Companies, linked accounts, transactions and the settings of the merchant as JSON fields, and
 * back. Contains no secret, so it has no webhook.
 */
public final class SavedState {

  private SavedState() {}

  public static Map<String, @Nullable Object> of(State state) {
    return Json.object(
        "companies", state.companies().all().stream().map(SavedState::company).toList(),
        "bank_accounts", state.accounts().all().stream().map(SavedState::account).toList(),
        "transactions", state.transactions().all().stream().map(SavedState::transaction).toList(),
        "merchant_settings", state.merchantSettings().saved());
  }

  private static Map<String, @Nullable Object> company(Companies.Company company) {
    return Json.object(
        "xid", company.xid().value(),
        "full_name", company.fullName(),
        "status", company.status(),
        "configuration", company.configuration(),
        "created_at", company.createdAt().toString(),
        "updated_at", company.updatedAt().toString());
  }

  private static Map<String, @Nullable Object> account(LinkedAccount linked) {
    return Json.object(
        "xid", linked.xid().value(),
        "company_xid", linked.company().value(),
        "bank", linked.account().bank(),
        "account_number", linked.account().number(),
        "active", linked.active(),
        "created_at", linked.createdAt().toString(),
        "updated_at", linked.updatedAt().toString());
  }

  /** With its account, which may have been unlinked since. */
  private static Map<String, @Nullable Object> transaction(Transaction one) {
    return Json.object(
        "transaction_id", one.id().value(),
        "reference_number", one.reference(),
        "at", one.at().toString(),
        "bank_account", account(one.account()),
        "transfer_type", one.simulated().direction().creditOrDebit(),
        "amount", one.simulated().amount().toPlainString(),
        "transaction_content", one.simulated().content(),
        "payment_code", one.paymentCode().orElse(null),
        "webhook_success", one.webhookSuccess());
  }

  /**
   * Adds what the fields contain. An older file has neither transactions nor merchant settings.
   *
   * @throws IllegalArgumentException if they are not those of {@link #of}
   * @throws java.time.DateTimeException if a time is not valid
   */
  public static void restore(Map<String, ?> fields, State state) {
    each(fields.get("companies"), one -> state.companies().add(company(one)));
    each(fields.get("bank_accounts"), one -> state.accounts().add(account(one, state.companies())));
    if (fields.containsKey("transactions")) {
      each(
          fields.get("transactions"),
          one -> state.transactions().add(transaction(one, state.companies())));
    }
    if (fields.containsKey("merchant_settings")) {
      state.merchantSettings().restore(value(fields, "merchant_settings", Map.class));
    }
  }

  /** An older file has neither status nor configuration. */
  private static Companies.Company company(Map<?, ?> fields) {
    Map<String, @Nullable Object> configuration = Companies.configuration("Unlimited");
    if (fields.get("configuration") instanceof Map<?, ?> saved) {
      configuration.replaceAll((name, value) -> saved.containsKey(name) ? saved.get(name) : value);
    }
    return Companies.Company.of(
        new CompanyXid(text(fields, "xid")),
        text(fields, "full_name"),
        fields.containsKey("status") ? text(fields, "status") : Companies.ACTIVE,
        configuration,
        at(fields, "created_at"),
        at(fields, fields.containsKey("updated_at") ? "updated_at" : "created_at"));
  }

  private static LinkedAccount account(Map<?, ?> fields, Companies companies) {
    CompanyXid company = new CompanyXid(text(fields, "company_xid"));
    companies.require(company);
    return new LinkedAccount(
        new BankAccountXid(text(fields, "xid")),
        company,
        SandboxAccount.of(text(fields, "bank"), text(fields, "account_number")),
        Boolean.TRUE.equals(fields.get("active")),
        at(fields, "created_at"),
        at(fields, "updated_at"));
  }

  private static Transaction transaction(Map<?, ?> fields, Companies companies) {
    LinkedAccount account = account(value(fields, "bank_account", Map.class), companies);
    BigDecimal amount = new BigDecimal(text(fields, "amount"));
    String content = text(fields, "transaction_content");
    return Transaction.of(
        new TransactionId(text(fields, "transaction_id")),
        text(fields, "reference_number"),
        at(fields, "at"),
        account,
        text(fields, "transfer_type").equals(TransferDirection.DEBIT.creditOrDebit())
            ? SimulatedTransaction.debit(account.xid(), amount, content)
            : SimulatedTransaction.credit(account.xid(), amount, content),
        fields.get("payment_code") == null
            ? Optional.empty()
            : Optional.of(text(fields, "payment_code")),
        Integer.valueOf(1).equals(fields.get("webhook_success")));
  }

  private static void each(@Nullable Object list, Consumer<Map<?, ?>> action) {
    if (!(list instanceof List<?> all)) {
      throw new IllegalArgumentException("a list is missing");
    }
    for (Object one : all) {
      if (!(one instanceof Map<?, ?> fields)) {
        throw new IllegalArgumentException("a list contains something else than objects");
      }
      action.accept(fields);
    }
  }

  private static Instant at(Map<?, ?> fields, String name) {
    return Instant.parse(text(fields, name));
  }

  static String text(Map<?, ?> fields, String name) {
    return value(fields, name, String.class);
  }

  static <T> T value(Map<?, ?> fields, String name, Class<T> type) {
    return Optional.ofNullable(fields.get(name))
        .filter(type::isInstance)
        .map(type::cast)
        .orElseThrow(() -> new IllegalArgumentException(name + " is missing"));
  }
}
