package io.github.bankhub.domain.company;

import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.json.ApiObject;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A company of the merchant. Only the id is required.
 *
 * <p>Immutable. Printing one omits its name. Source: page "List companies".
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
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if {@code xid} is missing
   */
  public static Company of(Map<String, ? extends @Nullable Object> item, ZoneId zone) {
    return new Company(item, zone);
  }

  /** {@return the company's id, {@code xid}; elsewhere it is {@code company_xid}} */
  public CompanyXid xid() {
    return xid;
  }

  /** {@return the name, {@code full_name}, if SePay sent it} */
  public Optional<String> fullName() {
    return text("full_name");
  }

  /** {@return the status, {@code status}, if SePay sent it} */
  public Optional<Status> status() {
    return value("status", Status::new);
  }

  /** {@return whether the company is active, {@code active}; false if SePay did not send it} */
  public boolean isActive() {
    return flag("active");
  }

  /** {@return the time of its creation, {@code created_at}; empty if unreadable} */
  public Optional<Instant> createdAt() {
    return time("created_at");
  }

  /** {@return the time of its last change, {@code updated_at}; empty if unreadable} */
  public Optional<Instant> updatedAt() {
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

  /**
   * The status of a company, {@code status}. Immutable. SePay's page shows the constants; any other
   * value is kept.
   *
   * @param value the status as SePay wrote it
   */
  public record Status(String value) {

    /** The company is active. SePay sends IPNs only for such companies. */
    public static final Status ACTIVE = new Status("Active");

    /** The company is not active yet. */
    public static final Status PENDING = new Status("Pending");

    /**
     * Checks the status.
     *
     * @throws io.github.bankhub.domain.failure.InvalidFieldException if the value is null or blank
     *     or contains a control character
     */
    public Status {
      Check.requireText("status", value, "a status such as Active");
    }

    /** {@return the status as SePay wrote it} */
    @Override
    public String toString() {
      return value;
    }
  }
}
