package io.github.bankhub.domain.webhook;

import io.github.bankhub.domain.address.HostAndPort;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.internal.Check;
import io.github.bankhub.domain.json.ApiRequest;
import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
public final class NewWebhook extends ApiRequest<Object> {

  static final String URL = "webhook_url";
  static final String ALL = "*";
  static final String EVENTS = "allow_events";

  private static final String ACTIVE = "active";

  private NewWebhook(Map<String, Object> fields) {
    super(fields);
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
      throw new InvalidFieldException(URL, "is \"" + Check.withoutQuery(url) + "\"", expected);
    }
    HostAndPort.of(URL, url);
    Check.requirePresent("secret_key", secret, "the secret of your endpoint");
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(URL, url.toString());
    fields.put("auth_type", "SECRET_KEY");
    fields.put("secret_key", secret.reveal());
    fields.put(ACTIVE, 1);
    fields.put(EVENTS, List.of(ALL));
    return new NewWebhook(fields);
  }

  /** {@return this webhook, but inactive: SePay stores it and sends nothing} */
  public NewWebhook inactive() {
    return new NewWebhook(with(Map.of(ACTIVE, 0)));
  }

  /**
   * {@return this webhook for only some events, by SePay's names} With an empty collection, it
   * receives none.
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
    return new NewWebhook(with(Map.of(EVENTS, List.copyOf(checked))));
  }

  /** {@return the address} */
  public URI url() {
    return URI.create((String) required(URL));
  }

  /** {@return the address without its query, whether it is active, and the events} */
  @Override
  public String toString() {
    return "NewWebhook[%s, active=%s, %s]"
        .formatted(Check.withoutQuery(url()), required(ACTIVE).equals(1), required(EVENTS));
  }
}
