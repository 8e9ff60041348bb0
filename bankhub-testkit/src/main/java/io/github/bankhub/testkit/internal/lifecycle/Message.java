package io.github.bankhub.testkit.internal.lifecycle;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the hub sends to the merchant: an event as a webhook, or a transaction as an IPN. */
public interface Message {

  MessageKind kind();

  /** {@return one of {@link MessageKind#types}} */
  Enum<?> type();

  /**
   * {@return the id by which a receiver detects duplicates: {@code xid} or {@code transaction_id}}
   */
  String xid();

  /** {@return what to call it in a sentence} */
  String name();

  Instant at();

  /** {@return the fields of its body; the caller may change them} */
  Map<String, @Nullable Object> body();

  /** {@return why SePay does not send it to any receiver; empty if it does} */
  default Optional<UnsentReason> blocked() {
    return Optional.empty();
  }

  /** A receiver has accepted it. Called on the thread of the delivery, without a lock. */
  default void delivered() {}
}
