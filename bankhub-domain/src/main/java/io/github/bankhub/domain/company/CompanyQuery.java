package io.github.bankhub.domain.company;

import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.paging.Page;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which companies to list, and which page of the list.
 *
 * <p>Immutable: each method that selects something returns a changed copy. A filter that is not
 * selected is not sent. The text of a query does not contain the search text, which may be a
 * person's name. Source: page "List companies".
 *
 * <pre>{@code
 * CompanyQuery query = CompanyQuery.ALL.withStatus(CompanyStatus.ACTIVE).withPerPage(100);
 * }</pre>
 *
 * @param page the number of the page, {@code page}, from 1
 * @param perPage the number of companies on a page, {@code per_page}, 1 to {@link #MAX_PER_PAGE}
 * @param text the search text, {@code q}
 * @param status the status, {@code status}
 * @param order the order by time of creation, {@code sort[created_at]}
 */
public record CompanyQuery(
    int page,
    int perPage,
    Optional<String> text,
    Optional<CompanyStatus> status,
    Optional<Order> order) {

  /** The most companies on a page. Assumed: SePay documents it only for bank accounts. */
  public static final int MAX_PER_PAGE = 100;

  /** All companies: the first page with 20 companies. */
  public static final CompanyQuery ALL =
      new CompanyQuery(1, 20, Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Checks each component.
   *
   * @throws InvalidFieldException if a number is out of range, the search text is blank or contains
   *     a control character, or a component is null
   */
  public CompanyQuery {
    if (page < 1) {
      throw new InvalidFieldException("page", "is " + page, "1 or more");
    }
    if (perPage < 1 || perPage > MAX_PER_PAGE) {
      throw new InvalidFieldException("per_page", "is " + perPage, "1 to " + MAX_PER_PAGE);
    }
    Check.requirePresent("q", text, "a search text or none")
        .ifPresent(one -> Check.requireText("q", one, "a text to search for"));
    Check.requirePresent("status", status, "a status or none");
    Check.requirePresent("sort[created_at]", order, "an order or none");
  }

  /**
   * {@return a copy that selects companies whose name contains a text}
   *
   * @param newText the text to search for
   * @throws InvalidFieldException if it is null or blank or contains a control character
   */
  public CompanyQuery matching(String newText) {
    Check.requirePresent("q", newText, "a text to search for");
    return new CompanyQuery(page, perPage, Optional.of(newText), status, order);
  }

  /**
   * {@return a copy that selects companies with one status}
   *
   * @param newStatus the status
   * @throws InvalidFieldException if it is null
   */
  public CompanyQuery withStatus(CompanyStatus newStatus) {
    Check.requirePresent("status", newStatus, "a status such as Active");
    return new CompanyQuery(page, perPage, text, Optional.of(newStatus), order);
  }

  /**
   * {@return a copy with another order} Without it, SePay lists the newest company first.
   *
   * @param newOrder the order by time of creation
   * @throws InvalidFieldException if it is null
   */
  public CompanyQuery inOrder(Order newOrder) {
    Check.requirePresent("sort[created_at]", newOrder, "an order by time of creation");
    return new CompanyQuery(page, perPage, text, status, Optional.of(newOrder));
  }

  /**
   * {@return a copy for another page}
   *
   * @param newPage the number of the page, from 1
   * @throws InvalidFieldException if it is less than 1
   */
  public CompanyQuery withPage(int newPage) {
    return new CompanyQuery(newPage, perPage, text, status, order);
  }

  /**
   * {@return a copy with another page size}
   *
   * @param newPerPage the number of companies on a page
   * @throws InvalidFieldException if it is not 1 to {@link #MAX_PER_PAGE}
   */
  public CompanyQuery withPerPage(int newPerPage) {
    return new CompanyQuery(page, newPerPage, text, status, order);
  }

  /** {@return a copy for the page after this one} */
  public CompanyQuery nextPage() {
    return withPage(page + 1);
  }

  /** {@return the fields of the request, not encoded; unmodifiable} */
  public Map<String, String> fields() {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("page", String.valueOf(page));
    fields.put("per_page", String.valueOf(perPage));
    text.ifPresent(one -> fields.put("q", one));
    status.ifPresent(one -> fields.put("status", one.value()));
    order.ifPresent(one -> fields.put("sort[created_at]", one.code()));
    return Collections.unmodifiableMap(fields);
  }

  /**
   * {@return the page that this query requested}
   *
   * @param response the fields of the JSON object: {@code data} and {@code meta}
   * @param zone the zone of times without a zone
   * @throws InvalidFieldException if {@code data} is no list of objects, or one of them has no
   *     {@code xid}
   */
  public Page<Company> readPage(Map<String, ? extends @Nullable Object> response, ZoneId zone) {
    return Page.of(response, zone, page, perPage, Company::of);
  }

  /** {@return the components; of the search text, only whether there is one} */
  @Override
  public String toString() {
    return "CompanyQuery[page=%d, perPage=%d, text=%s, status=%s, order=%s]"
        .formatted(
            page,
            perPage,
            text.isPresent() ? "***" : "none",
            status.map(CompanyStatus::value).orElse("none"),
            order.map(Order::code).orElse("none"));
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
