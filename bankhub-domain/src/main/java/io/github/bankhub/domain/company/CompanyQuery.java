package io.github.bankhub.domain.company;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.paging.ListQuery;
import java.util.Map;

/**
 * A query for companies. Immutable. Source: page "List companies".
 *
 * <pre>{@code
 * CompanyQuery query = CompanyQuery.ALL.withStatus(Company.Status.ACTIVE).withPerPage(100);
 * }</pre>
 */
public final class CompanyQuery extends ListQuery<CompanyQuery, Company> {

  /** All companies of the merchant: the first page, 20 companies per page. */
  public static final CompanyQuery ALL = new CompanyQuery(FIRST_PAGE);

  private CompanyQuery(Map<String, String> fields) {
    super(fields, CompanyQuery::new, Company::of);
  }

  /**
   * Filters by status.
   *
   * @throws InvalidFieldException if it is null
   */
  public CompanyQuery withStatus(Company.Status status) {
    return with("status", status, Company.Status::value, "a status such as Active");
  }

  /**
   * Sets the order by time of creation. Without it, SePay lists the newest company first.
   *
   * @throws InvalidFieldException if it is null
   */
  public CompanyQuery inOrder(Order order) {
    return with("sort[created_at]", order, Order::code, "an order by time of creation");
  }

  /** An order by time of creation. */
  public enum Order {
    /** The oldest company first. */
    OLDEST_FIRST("asc"),
    /** The newest company first. */
    NEWEST_FIRST("desc");

    private final String code;

    Order(String code) {
      this.code = code;
    }

    /** {@return the value of {@code sort[created_at]}} */
    public String code() {
      return code;
    }
  }
}
