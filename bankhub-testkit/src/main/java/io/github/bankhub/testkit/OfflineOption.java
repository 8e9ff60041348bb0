package io.github.bankhub.testkit;

import java.util.Locale;

/**
 * An option of the program. It is given on the command line, as a system property or as an
 * environment variable; the first of these applies.
 */
enum OfflineOption {
  PORT("NUMBER", "Port to listen on; 0 for a free one. Default: 8080"),
  BIND("ADDRESS", "Address to listen on; 0.0.0.0 for all. Default: 127.0.0.1 and [::1]"),
  PUBLIC_URL(
      "URL", "Address that clients and browsers use. Default: the host of each request, with http"),
  ALLOW_HOST(
      "HOST", "Another host that requests may name, such as that of a container. Repeatable"),
  TRUST_FORWARDED("", "Use Forwarded, X-Forwarded-Host and X-Forwarded-Proto of a reverse proxy"),
  WEBHOOK_URL("URL", "Address to send webhooks to. Default: none, they are stored"),
  WEBHOOK_SECRET("TEXT", "Secret to send in X-Secret-Key. Required with the webhook URL"),
  IPN_URL("URL", "Address to send IPNs to. Default: none, no IPN is sent"),
  IPN_KEY("TEXT", "Key to send in Authorization: Apikey. Required with the IPN URL"),
  CLOCK(
      "TIME",
      "system, fixed (at the time of the start) or an instant such as 2026-01-31T03:30:00Z."
          + " Default: system"),
  SEED("NUMBER", "Makes the ids the same in each run. Default: other ids in each run"),
  COMPANY("[XID=]NAME", "Company to begin with, beside those of SePay's samples. Repeatable"),
  EMPTY("", "Begin without SePay's samples"),
  STATE_FILE(
      "FILE",
      "Keeps companies, bank accounts, transactions and merchant settings for the next run."
          + " Default: none"),
  HELP("", "Print this help and exit"),
  VERSION("", "Print the version and exit");

  private final String value;
  private final String description;

  OfflineOption(String value, String description) {
    this.value = value;
    this.description = description;
  }

  /** {@return the name on the command line, such as {@code --public-url}} */
  String flag() {
    return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** {@return the name of the system property, such as {@code bankhub.public.url}} */
  String property() {
    return "bankhub." + name().toLowerCase(Locale.ROOT).replace('_', '.');
  }

  /** {@return the name of the environment variable, such as {@code BANKHUB_PUBLIC_URL}} */
  String variable() {
    return "BANKHUB_" + name();
  }

  /** {@return the kind of value in the help; empty for a switch} */
  String value() {
    return value;
  }

  String description() {
    return description;
  }

  boolean isSwitch() {
    return value.isEmpty();
  }

  /** {@return whether it can be given several times; in a variable, with {@code ;} between} */
  boolean isRepeatable() {
    return this == ALLOW_HOST || this == COMPANY;
  }

  /** {@return whether its value is a secret, which no message shows} */
  boolean isSecret() {
    return this == WEBHOOK_SECRET || this == IPN_KEY;
  }

  /** {@return whether it is for the command line only} */
  boolean isCommand() {
    return this == HELP || this == VERSION;
  }
}
