package io.github.bankhub.domain.webhook;

import io.github.bankhub.domain.address.HostAndPort;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.json.NoJsonForm;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A webhook to set: an address that receives events, and the secret that proves who sends them. It
 * is active and receives all events, unless an option says otherwise.
 *
 * <pre>{@code
 * NewWebhook webhook =
 *     NewWebhook.to(URI.create("https://yourapp.example/webhooks/bank-hub"), secret);
 * }</pre>
 *
 * <p>The {@linkplain io.github.bankhub.domain.environment.BankHubEnvironment environment} defines
 * the allowed schemes. SePay rejects internal addresses. This class does not.
 *
 * <p>Immutable. Printing it omits the secret, and the query of the address. Source: page "Set
 * webhook configuration".
 */
public final class NewWebhook implements NoJsonForm {

  static final String URL = "webhook_url";
  static final String ALL = "*";
  static final String EVENTS = "allow_events";

  private final URI url;
  private final WebhookSecret secret;
  private final boolean active;
  private final List<String> events;

  private NewWebhook(URI url, WebhookSecret secret, boolean active, List<String> events) {
    this.url = url;
    this.secret = secret;
    this.active = active;
    this.events = events;
  }

  /**
   * {@return an active webhook for all events}
   *
   * @param url the address, absolute, http or https, without user
   * @param secret the secret that SePay sends in {@code X-Secret-Key}
   * @throws InvalidFieldException if one of them is null, or the address is not as described
   */
  public static NewWebhook to(URI url, WebhookSecret secret) {
    String expected = "an http or https URI such as https://yourapp.example/webhooks";
    Check.requirePresent(URL, url, expected);
    String authority = String.valueOf(url.getRawAuthority());
    if (authority.contains("@")) {
      throw new InvalidFieldException(URL, "contains a user", expected);
    }
    if (url.getRawAuthority() == null || !String.valueOf(url.getScheme()).matches("(?i)https?")) {
      throw new InvalidFieldException(URL, "is \"" + withoutQuery(url) + "\"", expected);
    }
    HostAndPort.of(URL, url);
    Check.requirePresent("secret_key", secret, "the secret of your endpoint");
    return new NewWebhook(url, secret, true, List.of(ALL));
  }

  /** {@return this webhook, switched off: SePay stores it and sends nothing} */
  public NewWebhook inactive() {
    return new NewWebhook(url, secret, false, events);
  }

  /**
   * {@return this webhook for some events alone, by SePay's names} Without any, it receives none.
   *
   * <p>Prefer all events. SePay's pages spell one event {@code BANK_ACCOUNT_INACTIVATED} and {@code
   * BANK_ACCOUNT_INACTIVED}, and SePay rejects one of the two. It rejects other unknown names too.
   *
   * @param names such as {@code BANK_ACCOUNT_LINKED}; each is sent once
   * @throws InvalidFieldException if a name is null or blank, or contains a control character
   */
  public NewWebhook only(Collection<String> names) {
    String expected = "names of events, such as BANK_ACCOUNT_LINKED";
    Set<String> checked = new LinkedHashSet<>();
    for (String name : Check.requirePresent(EVENTS, names, expected)) {
      checked.add(Check.requireText(EVENTS, name, expected));
    }
    return new NewWebhook(url, secret, active, List.copyOf(checked));
  }

  /** {@return the address} */
  public URI url() {
    return url;
  }

  /** {@return the fields of the request, as JSON values; with the secret in clear} */
  public Map<String, Object> fields() {
    return Map.of(
        URL,
        url.toString(),
        "auth_type",
        "SECRET_KEY",
        "secret_key",
        secret.reveal(),
        "active",
        active ? 1 : 0,
        EVENTS,
        events);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof NewWebhook that
        && url.equals(that.url)
        && secret.equals(that.secret)
        && active == that.active
        && events.equals(that.events);
  }

  @Override
  public int hashCode() {
    return Objects.hash(url, secret, active, events);
  }

  /** {@return the address without its query, whether it is active, and the events} */
  @Override
  public String toString() {
    return "NewWebhook[%s, active=%s, %s]".formatted(withoutQuery(url), active, events);
  }

  /** A query may contain a key. */
  static String withoutQuery(URI url) {
    return url.toString().replaceFirst("(?s)[?#].*", "");
  }
}
