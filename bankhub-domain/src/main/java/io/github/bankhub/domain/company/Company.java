package io.github.bankhub.domain.company;

import io.github.bankhub.domain.json.ApiObject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A company of the merchant.
 *
 * <p>It keeps every field that SePay sent: see {@link #fields()}. Only the id is required. A field
 * that is missing or unreadable is empty.
 *
 * <p>Immutable. Its text does not contain the name. Source: page "List companies".
 */
public sealed class Company extends ApiObject permits CompanyDetails {

  private final CompanyXid xid;

  Company(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    super(fields, zone);
    this.xid = required("xid", CompanyXid::new);
  }

  /**
   * {@return the company in an item of a list}
   *
   * @param item the fields of the JSON object
   * @param zone the zone of times without a zone
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if there is no {@code xid}
   */
  public static Company of(Map<String, ? extends @Nullable Object> item, ZoneId zone) {
    return new Company(item, zone);
  }

  /** {@return the id, {@code xid}; other requests call it {@code company_xid}} */
  public final CompanyXid xid() {
    return xid;
  }

  /** {@return the name, {@code full_name}, if SePay sent it} */
  public final Optional<String> fullName() {
    return text("full_name");
  }

  /** {@return the status, {@code status}, if SePay sent it} */
  public final Optional<CompanyStatus> status() {
    return value("status", CompanyStatus::new);
  }

  /** {@return whether the company is active, {@code active}; false if SePay did not send it} */
  public final boolean isActive() {
    return flag("active");
  }

  /** {@return when it was created, {@code created_at}; empty if it is unreadable} */
  public final Optional<Instant> createdAt() {
    return time("created_at");
  }

  /** {@return when it last changed, {@code updated_at}; empty if it is unreadable} */
  public final Optional<Instant> updatedAt() {
    return time("updated_at");
  }

  /** {@return id and status} */
  @Override
  public final String toString() {
    return getClass().getSimpleName()
        + "["
        + xid
        + status().map(status -> ", status " + status).orElse("")
        + (isActive() ? ", active]" : ", not active]");
  }
}
