package io.github.bankhub.testkit.server;

import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.testkit.internal.Engine;
import io.github.bankhub.testkit.internal.Refusal;
import io.github.bankhub.testkit.internal.Refusal.Kind;
import io.github.bankhub.testkit.internal.life.LinkedAccount;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.server.OfflineWire.Answer;
import io.github.bankhub.testkit.server.OfflineWire.Request;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import io.github.bankhub.testkit.webhook.Webhooks;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The backend of the merchant in the demo page: it creates link tokens for the company of SePay's
 * samples, and tells the page what became of them. It asks the hub directly, so its calls are in no
 * journal and meet no fault.
 */
final class Demo {

  private static final Pattern PATH =
      Pattern.compile("/_testkit/demo/(link-token|accounts|webhooks/([^/]+))");

  private final Engine engine;
  private final Webhooks webhooks;
  private final URI baseUri;

  Demo(Engine engine, Webhooks webhooks, URI baseUri) {
    this.engine = engine;
    this.webhooks = webhooks;
    this.baseUri = baseUri;
  }

  static boolean isAt(String path) {
    return PATH.matcher(path).matches();
  }

  static String methods(String path) {
    return path.endsWith("/link-token") ? "POST" : "GET";
  }

  Answer answer(String method, String path, Request request) {
    if (!method.equals(methods(path))) {
      throw Refusal.of(Kind.WRONG_METHOD, "use " + methods(path));
    }
    Matcher parts = PATH.matcher(path);
    if (parts.matches() && parts.group(2) != null) {
      return OfflineWire.json(200, Map.of("webhooks", webhooks(parts.group(2))));
    }
    return method.equals("POST") ? created(request) : accounts();
  }

  private Answer created(Request request) {
    Map<String, Object> fields = OfflineWire.fields(request);
    fields.put("company_xid", Samples.COMPANY.value());
    LinkToken token = engine.with(state -> state.createLinkToken(fields, baseUri));
    return OfflineWire.json(
        201,
        Map.of(
            "xid", token.xid().value(),
            "hosted_link_url", token.hostedLink().uri().toString()));
  }

  private Answer accounts() {
    List<Map<String, String>> accounts =
        engine.with(
            state ->
                state.accounts().newestFirst().stream()
                    .filter(linked -> linked.company().equals(Samples.COMPANY))
                    .map(Demo::described)
                    .toList());
    return OfflineWire.json(200, Map.of("accounts", accounts));
  }

  private static Map<String, String> described(LinkedAccount linked) {
    return Map.of(
        "xid",
        linked.xid().value(),
        "text",
        linked.account().bank() + " " + linked.account().number());
  }

  /** Those that have been tried, with how that ended. */
  private List<Map<String, Object>> webhooks(String link) {
    return webhooks.journal().stream()
        .filter(delivery -> !delivery.attempts().isEmpty())
        .map(delivery -> shown(delivery, OfflineWire.object(delivery.body())))
        .filter(shown -> about(link, shown.get("metadata")))
        .toList();
  }

  private static boolean about(String link, @Nullable Object metadata) {
    return metadata instanceof Map<?, ?> fields && link.equals(fields.get("link_token_xid"));
  }

  private static Map<String, Object> shown(
      WebhookDelivery delivery, @Nullable Map<String, Object> body) {
    WebhookDelivery.Attempt first = delivery.attempts().get(0);
    return OfflineWire.inOrder(
        "event", delivery.name(),
        "outcome", first.status() == 0 ? first.outcome().name() : first.status(),
        "metadata", body == null ? Map.of() : body.getOrDefault("metadata", Map.of()));
  }
}
