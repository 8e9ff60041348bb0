package io.github.bankhub.domain.company;

import java.time.ZoneId;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A company with its configuration. Immutable; its text is that of a {@link Company}. Source: page
 * "Company detail".
 */
public final class CompanyDetails extends Company {

  private final CompanyConfiguration configuration;

  private CompanyDetails(Map<String, ? extends @Nullable Object> fields, ZoneId zone) {
    super(fields, zone);
    this.configuration = new CompanyConfiguration(object("configuration"), zone);
  }

  /**
   * {@return the company in a response about one company}
   *
   * @param response the fields of the JSON object
   * @param zone the zone of times without a zone
   * @throws io.github.bankhub.domain.failure.InvalidFieldException if there is no {@code xid}
   */
  public static CompanyDetails of(Map<String, ? extends @Nullable Object> response, ZoneId zone) {
    return new CompanyDetails(response, zone);
  }

  /** {@return the configuration, {@code configuration}; without fields if SePay did not send it} */
  public CompanyConfiguration configuration() {
    return configuration;
  }
}
