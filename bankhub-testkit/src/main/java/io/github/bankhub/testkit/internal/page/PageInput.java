package io.github.bankhub.testkit.internal.page;

import io.github.bankhub.testkit.page.BankRejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** An input of a form, with the value that the user entered. */
record PageInput(String value, boolean rejected) {

  private static final List<String> NAMES =
      List.of("account_number", "identification_number", "phone_number", "otp");

  static Map<String, PageInput> all(Map<String, String> entered, Optional<BankRejection> reason) {
    List<String> rejected = reason.map(PageInput::rejectedBy).orElse(List.of());
    return NAMES.stream()
        .collect(
            Collectors.toMap(
                Function.identity(),
                name -> new PageInput(entered.getOrDefault(name, ""), rejected.contains(name))));
  }

  private static List<String> rejectedBy(BankRejection reason) {
    return switch (reason) {
      case IDENTIFICATION_AND_PHONE_UNKNOWN ->
          List.of("identification_number", "phone_number", "otp");
      case IDENTIFICATION_UNKNOWN -> List.of("identification_number");
      case PHONE_UNKNOWN -> List.of("phone_number");
      case ALREADY_LINKED, ACCOUNT_MISSING_OR_LOCKED, HOLDER_MISMATCH -> List.of("account_number");
      case OTP_WRONG -> List.of("otp");
      case TOO_MANY_REQUESTS, BANK_BUSY, NOT_LINKED -> List.of();
    };
  }

  /** Returns whether it was rejected: the value is personal data. */
  @Override
  public String toString() {
    return rejected ? "PageInput[rejected]" : "PageInput";
  }
}
