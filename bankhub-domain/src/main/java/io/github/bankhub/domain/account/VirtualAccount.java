package io.github.bankhub.domain.account;

import io.github.bankhub.domain.json.ApiObject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A virtual account: another number under which money reaches a bank account.
 *
 * <p>Immutable. Two are equal if all their fields are and their times were read in the same zone.
 * Printing one masks its number and leaves out its holder. Source: page "Bank account detail".
 */
public final class VirtualAccount extends ApiObject {

  private final VirtualAccountXid xid;

  VirtualAccount(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    super(fields, zone);
    this.xid = required("xid", VirtualAccountXid::new);
  }

  /**
   * The virtual account's id.
   *
   * @return {@code xid}
   */
  public VirtualAccountXid xid() {
    return xid;
  }

  /**
   * The number to pay to.
   *
   * @return {@code sub_account}, if SePay sent it
   */
  public Optional<AccountNumber> number() {
    return value("sub_account", AccountNumber::new);
  }

  /**
   * The holder's name, which is personal data.
   *
   * @return {@code sub_holder_name}, if SePay sent it
   */
  public Optional<String> holderName() {
    return text("sub_holder_name");
  }

  /**
   * Tells whether it is in use.
   *
   * @return {@code active}; false if SePay did not send it
   */
  public boolean isActive() {
    return flag("active");
  }

  /**
   * When it was made.
   *
   * @return {@code created_at}; empty if it cannot be read
   */
  public Optional<Instant> createdAt() {
    return time("created_at");
  }

  /**
   * When it was changed last.
   *
   * @return {@code updated_at}; empty if it cannot be read
   */
  public Optional<Instant> updatedAt() {
    return time("updated_at");
  }

  /** Returns the id, and the number masked. */
  @Override
  public String toString() {
    return "VirtualAccount["
        + xid
        + number().map(number -> ", number " + number).orElse("")
        + (isActive() ? ", active]" : ", not active]");
  }
}
