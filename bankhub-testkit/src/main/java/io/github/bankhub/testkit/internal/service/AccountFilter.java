package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccount;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The query of a list of bank accounts. Assumed, as the page "List bank accounts" is silent: {@code
 * bank_id} is the bank's short name, {@code q} is looked for in the holder's name and the account's
 * number, whatever the case of letters, and what is out of bounds is refused.
 */
record AccountFilter(
    int page, int perPage, @Nullable String company, @Nullable String bank, @Nullable String text) {

  private static final int MAX_PER_PAGE = 100;
  private static final List<String> FIELDS =
      List.of("page", "per_page", "company_xid", "bank_id", "q");

  /** Reads the query, or refuses it with all that is wrong. */
  static AccountFilter read(Map<String, ?> query) {
    Map<String, String> wrong = new TreeMap<>();
    int page = number(query, "page", 1, Integer.MAX_VALUE, wrong);
    int perPage = number(query, "per_page", 20, MAX_PER_PAGE, wrong);
    String hint = null;
    for (String field : query.keySet()) {
      if (!FIELDS.contains(field)) {
        // SePay's note and samples say limit, its table per_page.
        hint =
            field.equals("limit")
                ? "use per_page"
                : "is unknown; there are " + String.join(", ", FIELDS);
        wrong.put(field, hint);
      }
    }
    if (!wrong.isEmpty()) {
      throw ErrorResponse.invalid(wrong, hint);
    }
    return new AccountFilter(
        page, perPage, text(query, "company_xid"), text(query, "bank_id"), text(query, "q"));
  }

  private static @Nullable String text(Map<String, ?> query, String field) {
    return query.containsKey(field) ? String.valueOf(query.get(field)) : null;
  }

  private static int number(
      Map<String, ?> query, String field, int usual, int most, Map<String, String> wrong) {
    String text = query.containsKey(field) ? String.valueOf(query.get(field)) : "" + usual;
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= 1 && number <= most) {
        return number;
      }
    }
    wrong.put(field, "must be a whole number from 1" + (most == MAX_PER_PAGE ? " to " + most : ""));
    return usual;
  }

  boolean takes(LinkedAccount linked) {
    return (company == null || company.equals(linked.company().value()))
        && (bank == null || bank.equalsIgnoreCase(linked.account().bank()))
        && (text == null
            || holds(linked.account().holder(), text)
            || holds(linked.account().number(), text));
  }

  private static boolean holds(String whole, String part) {
    return whole.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
  }

  /** The accounts of this page. */
  <T> List<T> pageOf(List<T> all) {
    long from = Math.min((page - 1L) * perPage, all.size());
    return all.subList((int) from, (int) Math.min(from + perPage, all.size()));
  }
}
