package io.github.bankhub.domain.account;

import io.github.bankhub.domain.json.ApiObject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A virtual account: another number for payments to a bank account. Immutable. Printing one masks
 * its number and omits its holder. Source: page "Bank account detail".
 */
public final class VirtualAccount extends ApiObject {

  private final VirtualAccountXid xid;

  VirtualAccount(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    super(fields, zone);
    this.xid = required("xid", VirtualAccountXid::new);
  }

  /** {@return the virtual account's id, {@code xid}} */
  public VirtualAccountXid xid() {
    return xid;
  }

  /** {@return the number to pay to, {@code sub_account}, if SePay sent it} */
  public Optional<AccountNumber> number() {
    return value("sub_account", AccountNumber::new);
  }

  /** {@return the holder's name, {@code sub_holder_name}, if SePay sent it} It is personal data. */
  public Optional<String> holderName() {
    return text("sub_holder_name");
  }

  /** {@return whether it is active, {@code active}; false if SePay did not send it} */
  public boolean isActive() {
    return flag("active");
  }

  /** {@return the time at which it was created, {@code created_at}; empty if unreadable} */
  public Optional<Instant> createdAt() {
    return time("created_at");
  }

  /** {@return the time of its last change, {@code updated_at}; empty if unreadable} */
  public Optional<Instant> updatedAt() {
    return time("updated_at");
  }

  /** {@return the id and the masked number} */
  @Override
  public String toString() {
    return "VirtualAccount["
        + xid
        + number().map(number -> ", number " + number).orElse("")
        + (isActive() ? ", active]" : ", not active]");
  }
}
