package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.testkit.Webhooks;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.error.ErrorResponse.Kind;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccount;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
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
public final class Demo {

  private static final Pattern PATH =
      Pattern.compile("/_testkit/demo/(link-token|accounts|webhooks/([^/]+))");

  private final BankHubService engine;
  private final Webhooks webhooks;
  private final URI baseUri;

  public Demo(BankHubService engine, Webhooks webhooks, URI baseUri) {
    this.engine = engine;
    this.webhooks = webhooks;
    this.baseUri = baseUri;
  }

  public static boolean isAt(String path) {
    return PATH.matcher(path).matches();
  }

  public static String methods(String path) {
    return path.endsWith("/link-token") ? "POST" : "GET";
  }

  public HttpResponse answer(String method, String path, HttpRequest request) {
    if (!method.equals(methods(path))) {
      throw ErrorResponse.of(Kind.WRONG_METHOD, "use " + methods(path));
    }
    Matcher parts = PATH.matcher(path);
    if (parts.matches() && parts.group(2) != null) {
      return JsonBodies.json(200, Map.of("webhooks", webhooks(parts.group(2))));
    }
    return method.equals("POST") ? created(request) : accounts();
  }

  private HttpResponse created(HttpRequest request) {
    Map<String, Object> fields = JsonBodies.fields(request);
    fields.put("company_xid", Samples.COMPANY.value());
    LinkToken token = engine.with(state -> state.createLinkToken(fields, baseUri));
    return JsonBodies.json(
        201,
        Map.of(
            "xid", token.xid().value(),
            "hosted_link_url", token.hostedLink().uri().toString()));
  }

  private HttpResponse accounts() {
    List<Map<String, String>> accounts =
        engine.with(
            state ->
                state.accounts().newestFirst().stream()
                    .filter(linked -> linked.company().equals(Samples.COMPANY))
                    .map(Demo::described)
                    .toList());
    return JsonBodies.json(200, Map.of("accounts", accounts));
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
        .map(delivery -> shown(delivery, JsonBodies.object(delivery.body())))
        .filter(shown -> about(link, shown.get("metadata")))
        .toList();
  }

  private static boolean about(String link, @Nullable Object metadata) {
    return metadata instanceof Map<?, ?> fields && link.equals(fields.get("link_token_xid"));
  }

  private static Map<String, Object> shown(
      WebhookDelivery delivery, @Nullable Map<String, Object> body) {
    WebhookDelivery.Attempt first = delivery.attempts().get(0);
    return JsonBodies.inOrder(
        "event", delivery.name(),
        "outcome", first.status() == 0 ? first.outcome().name() : first.status(),
        "metadata", body == null ? Map.of() : body.getOrDefault("metadata", Map.of()));
  }
}
