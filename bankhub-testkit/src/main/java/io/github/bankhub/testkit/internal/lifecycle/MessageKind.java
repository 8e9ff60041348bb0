package io.github.bankhub.testkit.internal.lifecycle;

import io.github.bankhub.domain.transaction.TransferDirection;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/** The two kinds of messages: the words for each, and the header that authenticates it. */
public enum MessageKind {
  /** Source: page "Webhook configuration". */
  WEBHOOK("webhooks", "webhook", "event", "secret", "X-Secret-Key", "", EventName.values()),
  /** Source: page "IPN". */
  IPN(
      "IPNs",
      "receiver of IPNs",
      "transaction",
      "key",
      "Authorization",
      "Apikey ",
      TransferDirection.values());

  private final String plural;
  private final String target;
  private final String subject;
  private final String secret;
  private final String header;
  private final String scheme;

  // The set is unmodifiable, but the type Set does not say so.
  @SuppressWarnings("ImmutableEnumChecker")
  private final Set<Enum<?>> types;

  MessageKind(
      String plural,
      String target,
      String subject,
      String secret,
      String header,
      String scheme,
      Enum<?>... types) {
    this.plural = plural;
    this.target = target;
    this.subject = subject;
    this.secret = secret;
    this.header = header;
    this.scheme = scheme;
    this.types = Collections.unmodifiableSet(new LinkedHashSet<>(Arrays.asList(types)));
  }

  public String plural() {
    return plural;
  }

  /** {@return the word for where messages are sent to} */
  public String target() {
    return target;
  }

  /** {@return the word for what a message is about} */
  public String subject() {
    return subject;
  }

  /** {@return the word for what authenticates it} */
  public String secret() {
    return secret;
  }

  public String header() {
    return header;
  }

  public String headerValue(String value) {
    return scheme + value;
  }

  /** {@return all types of messages of this kind, in their order} */
  public Set<Enum<?>> types() {
    return types;
  }
}
