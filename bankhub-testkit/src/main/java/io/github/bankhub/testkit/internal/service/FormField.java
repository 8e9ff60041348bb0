package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.address.HostAndPort;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.link.CompletionRedirect;
import io.github.bankhub.domain.link.Purpose;
import io.github.bankhub.domain.merchant.Logo;
import io.github.bankhub.domain.merchant.MerchantSettingsChange;
import io.github.bankhub.domain.webhook.NewWebhook;
import io.github.bankhub.testkit.internal.lifecycle.EventName;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One field of a request and its rule. Immutable. An empty text means that nothing is wrong. */
public record FormField(
    String name,
    String ifMissing,
    String ifNull,
    Function<Object, String> rule,
    @Nullable Predicate<Map<String, ?>> condition) {

  private static final String NOT_NULL = "must not be null: leave the field out";
  private static final String NOT_A_STRING = "must be a string";
  private static final String REQUIRED_TEXT = "is required and must not be blank";
  private static final String CORRECT = "";

  /** Assumed: SePay rejects a badly formed id with 400, and does not define one. */
  private static final Pattern ID = Pattern.compile("[0-9A-Za-z._-]{1,100}");

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,10}");

  private static FormField optional(
      String name, String ifNull, String problem, Predicate<Object> isCorrect) {
    return new FormField(
        name, "", ifNull, value -> isCorrect.test(value) ? CORRECT : problem, null);
  }

  static FormField text(String name) {
    return new FormField(name, REQUIRED_TEXT, NOT_NULL, FormField::text, null);
  }

  static FormField optionalText(String name) {
    return new FormField(name, "", NOT_NULL, FormField::text, null);
  }

  static FormField purpose(String name) {
    String names = "LINK_BANK_ACCOUNT or UNLINK_BANK_ACCOUNT";
    return new FormField(
        name,
        "is required: " + names,
        NOT_NULL,
        value -> isPurpose(value) ? CORRECT : "must be " + names + ", in capitals",
        null);
  }

  /** {@return an optional absolute URI with one of some schemes} */
  static FormField redirect(String name, Set<String> schemes) {
    String names = String.join(" or ", new TreeSet<>(schemes));
    return optional(
        name,
        NOT_NULL,
        "must be an absolute URI whose scheme is " + names,
        value -> isRedirect(value, schemes));
  }

  /** {@return an optional number, 0 or 1} */
  static FormField mobileApp(String name) {
    return optional(
        name,
        NOT_NULL,
        "must be the number 0 (web) or 1 (mobile app)",
        value -> value.equals(0) || value.equals(1));
  }

  static FormField id(String name) {
    return new FormField(name, "is required", NOT_A_STRING, FormField::id, null);
  }

  /** {@return an optional whole number of a query, from 1} */
  static FormField number(String name, int max) {
    String problem =
        "must be a whole number from 1" + (max == Integer.MAX_VALUE ? "" : " to " + max);
    return optional(name, problem, problem, value -> isNumber(String.valueOf(value), max));
  }

  static FormField oneOf(String name, String... values) {
    String problem = "must be " + String.join(" or ", values);
    List<String> all = List.of(values);
    return optional(name, problem, problem, value -> all.contains(value.toString()));
  }

  /** {@return a required text with one of some values} */
  static FormField requiredOneOf(String name, String... values) {
    String problem = String.join(" or ", values);
    List<Object> all = List.of((Object[]) values);
    return new FormField(
        name,
        "is required: " + problem,
        NOT_NULL,
        value -> all.contains(value) ? CORRECT : "must be " + problem,
        null);
  }

  /** {@return an optional day of a query} */
  static FormField date(String name) {
    String problem = "must be a date such as 2026-01-31";
    return optional(name, problem, problem, FormField::isDate);
  }

  /** {@return a required amount of money in a body} */
  static FormField amount(String name) {
    String problem = "must be a number of đồng, 0 or more, and no text";
    return new FormField(
        name,
        "is required: a number of đồng",
        NOT_NULL,
        value -> value instanceof Number && isAmount(value.toString()) ? CORRECT : problem,
        null);
  }

  /** {@return an optional JSON number, whole and in a range} */
  static FormField integer(String name, int min, int max) {
    return optional(
        name,
        NOT_NULL,
        "must be a whole number from %d to %d".formatted(min, max),
        value -> value instanceof Integer number && number >= min && number <= max);
  }

  /** {@return an optional text of some letters, A to Z in either case} */
  static FormField letters(String name, int min, int max) {
    String pattern = "[A-Za-z]{%d,%d}".formatted(min, max);
    return optional(
        name,
        NOT_NULL,
        "must be %d to %d letters".formatted(min, max),
        value -> value instanceof String text && text.matches(pattern));
  }

  /** {@return an optional JSON number, whole and not negative, or the text {@code Unlimited}} */
  static FormField amountOrUnlimited(String name) {
    return optional(
        name,
        NOT_NULL,
        "must be a whole number that is not negative, or the text Unlimited",
        value -> value.equals("Unlimited") || isWholeAmount(value));
  }

  /**
   * {@return an optional filter of a query} Assumed: an empty one is rejected. If SePay ignores it,
   * the list is not filtered.
   */
  static FormField filter(String name) {
    return optional(
        name, NOT_NULL, "must not be empty: leave the field out", value -> !value.equals(""));
  }

  /** {@return an optional list of texts} */
  static FormField texts(String name) {
    String problem = "must be a list of texts that are not blank, without control characters";
    return optional(
        name,
        NOT_NULL,
        problem,
        value ->
            value instanceof List<?> texts
                && texts.stream().allMatch(item -> item != null && text(item).isEmpty()));
  }

  /** {@return an optional text of CSS without scripts; it may be blank} */
  static FormField css(String name) {
    return optional(
        name, NOT_NULL, "must be a text of CSS, without scripts", FormField::isCssOrBlank);
  }

  /** {@return an optional JSON number, 0 or 1} */
  static FormField flag(String name) {
    return optional(
        name, NOT_NULL, "must be the number 1 or 0", value -> value.equals(0) || value.equals(1));
  }

  /** {@return a required text that a header can carry} The message does not show it. */
  static FormField headerText(String name) {
    return new FormField(name, REQUIRED_TEXT, NOT_NULL, FormField::headerText, null);
  }

  private static String headerText(Object value) {
    try {
      return value instanceof String text && !new WebhookSecret(text).reveal().isEmpty()
          ? CORRECT
          : NOT_A_STRING;
    } catch (InvalidFieldException e) {
      return "must be visible ASCII characters, without surrounding spaces";
    }
  }

  /** {@return an optional list of event names, or with * for all; null is a list of none} */
  static FormField events(String name) {
    return optional(
        name,
        CORRECT,
        "must be a list of event names, or [\"*\"]; the names are " + List.of(EventName.values()),
        value -> value instanceof List<?> names && names.stream().allMatch(FormField::isEvent));
  }

  private static boolean isEvent(@Nullable Object name) {
    try {
      return name instanceof String text && (text.equals("*") || EventName.of(text) != null);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * {@return a required address of a webhook} Without http, it is that of production, where
   * internal addresses are rejected. Assumed: the sandbox accepts them. Names are not resolved.
   */
  static FormField webhookUrl(String name, Set<String> schemes) {
    String names = String.join(" or ", new TreeSet<>(schemes));
    String problem =
        "must be an absolute URI whose scheme is "
            + names
            + ", without user"
            + (schemes.contains("http") ? "" : ", and no internal address");
    return new FormField(
        name,
        REQUIRED_TEXT,
        NOT_NULL,
        value -> isWebhookUrl(value, schemes) ? CORRECT : problem,
        null);
  }

  private static boolean isWebhookUrl(Object value, Set<String> schemes) {
    if (!(value instanceof String text)) {
      return false;
    }
    try {
      URI url = NewWebhook.to(new URI(text), new WebhookSecret("any")).url();
      String scheme = url.getScheme().toLowerCase(Locale.ROOT);
      return schemes.contains(scheme)
          // The JDK verifies no other host.
          && (url.getHost() != null || !scheme.equals("https"))
          && (schemes.contains("http") || !isInternal(HostAndPort.of("url", url)));
    } catch (InvalidFieldException | URISyntaxException e) {
      return false;
    }
  }

  private static boolean isInternal(HostAndPort address) {
    String host = address.host();
    if (!host.startsWith("[") && !host.matches("[0-9.]+")) {
      return address.isLoopback();
    }
    try {
      InetAddress number = InetAddress.getByName(host);
      boolean isUniqueLocal = number instanceof Inet6Address && number.getAddress()[0] >> 1 == -2;
      return isUniqueLocal
          || number.isLoopbackAddress()
          || number.isSiteLocalAddress()
          || number.isLinkLocalAddress()
          || number.isAnyLocalAddress();
    } catch (UnknownHostException e) {
      return true;
    }
  }

  /** {@return a required image, as an array of bytes} */
  static FormField image(String name) {
    return new FormField(
        name,
        "is required: a part with a JPG or PNG image",
        NOT_NULL,
        value ->
            value instanceof byte[] image && Logo.Format.of(image).isPresent()
                ? CORRECT
                : "must be a JPG or PNG image",
        null);
  }

  /** {@return an id in the path, which is always there} */
  static FormField pathId(String name) {
    return new FormField(name, "is required", NOT_A_STRING, value -> CORRECT, null);
  }

  /** {@return this field, whose text has a maximum length} */
  FormField atMost(int maxLength) {
    return new FormField(
        name,
        ifMissing,
        ifNull,
        value -> {
          String problem = rule.apply(value);
          return problem.isEmpty() && length(value) > maxLength
              ? "must have at most " + maxLength + " characters"
              : problem;
        },
        condition);
  }

  /** {@return this field, which is required only if another field has a value} */
  FormField ifEqual(String other, String value) {
    return new FormField(name, ifMissing, ifNull, rule, fields -> value.equals(fields.get(other)));
  }

  /** {@return whether every request must have it} */
  public boolean isRequired() {
    return condition == null && !ifMissing.isEmpty();
  }

  /** {@return what is wrong with the field of a request; empty if it is correct} */
  Optional<String> problem(Map<String, ?> fields) {
    return Optional.of(problemText(fields)).filter(text -> !text.isEmpty());
  }

  boolean isCorrectIn(Map<String, ?> fields) {
    return problemText(fields).isEmpty();
  }

  /** Checks the value of a field outside a request. The message does not show it. */
  void require(String value) {
    problem(Map.of(name, value))
        .ifPresent(
            problem -> {
              throw new IllegalArgumentException(name + " " + problem);
            });
  }

  private String problemText(Map<String, ?> fields) {
    @Nullable Object value = fields.get(name);
    if (fields.containsKey(name) && value == null) {
      return ifNull;
    }
    if (value == null) {
      return condition == null || condition.test(fields) ? ifMissing : CORRECT;
    }
    return rule.apply(value);
  }

  private static String text(Object value) {
    if (!(value instanceof String text)) {
      return NOT_A_STRING;
    }
    if (text.isBlank()) {
      return REQUIRED_TEXT;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isISOControl(text.charAt(i))) {
        return "must not hold control characters";
      }
    }
    return CORRECT;
  }

  private static int length(Object text) {
    return text.toString().codePointCount(0, text.toString().length());
  }

  private static boolean isWholeAmount(Object value) {
    boolean isWhole =
        value instanceof Integer || value instanceof Long || value instanceof BigInteger;
    return isWhole && new BigInteger(value.toString()).signum() >= 0;
  }

  private static boolean isPurpose(Object value) {
    return value.equals(Purpose.LINK_BANK_ACCOUNT.name())
        || value.equals(Purpose.UNLINK_BANK_ACCOUNT.name());
  }

  private static boolean isRedirect(Object value, Set<String> schemes) {
    try {
      return value instanceof String text
          && schemes.contains(
              CompletionRedirect.of(text).uri().getScheme().toLowerCase(Locale.ROOT));
    } catch (InvalidFieldException e) {
      return false;
    }
  }

  private static boolean isCssOrBlank(Object value) {
    try {
      return value instanceof String text
          && (text.isBlank() || !MerchantSettingsChange.customCss(text).fields().isEmpty());
    } catch (InvalidFieldException e) {
      return false;
    }
  }

  private static String id(Object value) {
    if (!(value instanceof String text)) {
      return NOT_A_STRING;
    }
    return ID.matcher(text).matches()
        ? CORRECT
        : "must be 1 to 100 letters, digits, dots, hyphens and underscores, which is assumed";
  }

  private static boolean isNumber(String text, int max) {
    return NUMBER.matcher(text).matches()
        && Long.parseLong(text) >= 1
        && Long.parseLong(text) <= max;
  }

  private static boolean isDate(Object value) {
    try {
      String text = String.valueOf(value);
      return text.matches("[0-9]{4}-.*") && LocalDate.parse(text).getYear() > 0;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** As in {@link io.github.bankhub.domain.transaction.SimulatedTransaction}. */
  private static boolean isAmount(String number) {
    try {
      BigDecimal amount = new BigDecimal(number).stripTrailingZeros();
      return amount.signum() >= 0
          && amount.scale() <= 30
          && (long) amount.precision() - amount.scale() <= 30;
    } catch (NumberFormatException e) {
      // A number that is not finite.
      return false;
    }
  }
}
