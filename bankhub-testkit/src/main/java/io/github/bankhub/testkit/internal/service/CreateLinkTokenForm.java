package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.link.CompletionRedirect;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.testkit.internal.lifecycle.ErrorResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request for a link token, found to be as the documentation asks.
 *
 * @param company the company's id
 * @param purpose what the token is for
 * @param accountToUnlink the account's id; null in a request to link
 * @param redirect where the browser goes at the end; null if it stays
 * @param mobileApp 0 or 1
 * @param language the language of the page
 */
record CreateLinkTokenForm(
    String company,
    Purpose purpose,
    @Nullable String accountToUnlink,
    @Nullable String redirect,
    int mobileApp,
    String language) {

  private static final String COMPANY = "company_xid";
  private static final String PURPOSE = "purpose";
  private static final String ACCOUNT = "bank_account_xid";
  private static final String REDIRECT = "completion_redirect_uri";
  private static final String MOBILE = "is_mobile_app";
  private static final String LANGUAGE = "language";

  /** The documented fields. */
  static final List<String> FIELDS = List.of(COMPANY, PURPOSE, REDIRECT, MOBILE, LANGUAGE, ACCOUNT);

  /** Reads the fields, or refuses them with all that is wrong. */
  static CreateLinkTokenForm read(Map<String, ?> fields, BankHubEnvironment environment) {
    Reader reader = new Reader(fields, environment);
    String company = reader.text(COMPANY);
    Purpose purpose = reader.purpose();
    boolean unlinks = purpose == Purpose.UNLINK_BANK_ACCOUNT;
    String account = unlinks ? reader.text(ACCOUNT) : null;
    reader.redirect();
    reader.platform();
    String language = fields.containsKey(LANGUAGE) ? reader.text(LANGUAGE) : "vi";
    reader.nulls();
    String hint = reader.unknown();
    if (purpose == null || !reader.wrong.isEmpty()) {
      throw ErrorResponse.invalid(reader.wrong, hint);
    }
    return new CreateLinkTokenForm(
        company,
        purpose,
        account,
        (String) fields.get(REDIRECT),
        Integer.valueOf(1).equals(fields.get(MOBILE)) ? 1 : 0,
        language);
  }

  /** Collects what is wrong; of several complaints about a field the first stands. */
  private record Reader(
      Map<String, ?> fields, BankHubEnvironment environment, Map<String, String> wrong) {

    Reader(Map<String, ?> fields, BankHubEnvironment environment) {
      this(fields, environment, new TreeMap<>());
    }

    String text(String field) {
      if (fields.get(field) instanceof String text && !text.isBlank()) {
        if (text.chars().anyMatch(Character::isISOControl)) {
          complain(field, "must not hold control characters");
        }
        return text;
      }
      boolean missing = !fields.containsKey(field) || fields.get(field) instanceof String;
      complain(field, missing ? "is required and must not be blank" : "must be a string");
      return "";
    }

    @Nullable Purpose purpose() {
      if (!fields.containsKey(PURPOSE)) {
        complain(PURPOSE, "is required: LINK_BANK_ACCOUNT or UNLINK_BANK_ACCOUNT");
        return null;
      }
      try {
        return Purpose.parse(fields.get(PURPOSE) instanceof String text ? text : null);
      } catch (InvalidFieldException e) {
        complain(PURPOSE, "must be LINK_BANK_ACCOUNT or UNLINK_BANK_ACCOUNT, in capitals");
        return null;
      }
    }

    void redirect() {
      if (fields.get(REDIRECT) instanceof String text && isAllowed(text)) {
        return;
      }
      if (fields.containsKey(REDIRECT)) {
        String schemes = String.join(" or ", new TreeSet<>(environment.redirectSchemes()));
        complain(REDIRECT, "must be an absolute URI whose scheme is " + schemes);
      }
    }

    private boolean isAllowed(String redirect) {
      try {
        String scheme = CompletionRedirect.of(redirect).uri().getScheme();
        return environment.redirectSchemes().contains(scheme.toLowerCase(Locale.ROOT));
      } catch (InvalidFieldException e) {
        return false;
      }
    }

    void platform() {
      if (fields.containsKey(MOBILE)
          && !Integer.valueOf(0).equals(fields.get(MOBILE))
          && !Integer.valueOf(1).equals(fields.get(MOBILE))) {
        complain(MOBILE, "must be the number 0 (web) or 1 (mobile app)");
      }
    }

    void nulls() {
      FIELDS.stream()
          .filter(field -> fields.containsKey(field) && fields.get(field) == null)
          .forEach(field -> wrong.put(field, "must not be null: leave the field out"));
    }

    @Nullable String unknown() {
      String hint = null;
      for (String field : fields.keySet()) {
        if (!FieldHints.knows(field)) {
          hint = FieldHints.of(field);
          complain(field, hint);
        }
      }
      return hint;
    }

    private void complain(String field, String problem) {
      wrong.putIfAbsent(field, problem);
    }
  }
}
