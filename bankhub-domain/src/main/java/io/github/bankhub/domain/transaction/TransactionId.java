package io.github.bankhub.domain.transaction;

import io.github.bankhub.domain.internal.Check;

/**
 * The id of a transaction in Bank Hub: {@code transaction_id}.
 *
 * <p>Opaque: one of SePay's samples is a UUID, another one a number. Immutable, case-sensitive and
 * safe to log.
 *
 * @param value the id as SePay issued it, not blank and without control characters
 */
public record TransactionId(String value) {

  /**
   * Checks the id.
   *
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank or
   *     contains a control character; names the field {@code transaction_id}
   */
  public TransactionId {
    Check.requireText(
        "transaction_id", value, "the transaction's id as the list or an IPN shows it");
  }

  @Override
  public String toString() {
    return value;
  }
}
