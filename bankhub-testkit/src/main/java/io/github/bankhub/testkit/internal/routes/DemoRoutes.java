package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.delivery.WebhookDispatcher;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.lifecycle.LinkedAccount;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The backend of the merchant in the demo page. It creates link tokens for the company of SePay's
 * samples, and lists the company's accounts and webhooks. It uses the hub directly: its calls are
 * not in the journal, and faults do not apply to them.
 */
record DemoRoutes(BankHubService service, WebhookDispatcher dispatcher, ServerAddress address) {

  static final String ROOT = "/_testkit/demo";

  void addTo(Router router) {
    router.route("POST", ROOT + "/link-token", (request, path) -> create(request));
    router.route("GET", ROOT + "/accounts", (request, path) -> accounts());
    router.route("GET", ROOT + "/webhooks/{xid}", (request, path) -> webhooks(path.get("xid")));
  }

  private HttpResponse create(HttpRequest request) {
    Map<String, Object> fields = JsonBodies.fields(request);
    fields.put("company_xid", Samples.COMPANY.value());
    Map<String, ?> token =
        service.performUnseen(Operation.CREATE_LINK_TOKEN, fields, address.base(request));
    return JsonBodies.response(
        201,
        Json.object(
            "xid", String.valueOf(token.get("xid")),
            "hosted_link_url", String.valueOf(token.get("hosted_link_url"))));
  }

  private HttpResponse accounts() {
    List<Map<String, String>> accounts =
        service.with(
            state ->
                state.accounts().newestFirst().stream()
                    .filter(linked -> linked.company().equals(Samples.COMPANY))
                    .map(DemoRoutes::fields)
                    .toList());
    return JsonBodies.response(200, Map.of("accounts", accounts));
  }

  private static Map<String, String> fields(LinkedAccount linked) {
    return Map.of(
        "xid",
        linked.xid().value(),
        "text",
        linked.account().bank() + " " + linked.account().number());
  }

  /** Lists the webhooks that were sent, each with the result of its first attempt. */
  private HttpResponse webhooks(@Nullable String linkToken) {
    List<Map<String, Object>> sent =
        dispatcher.journal().stream()
            .filter(delivery -> !delivery.attempts().isEmpty())
            .map(delivery -> fields(delivery, Json.read(delivery.body())))
            .filter(fields -> isAbout(linkToken, fields.get("metadata")))
            .toList();
    return JsonBodies.response(200, Map.of("webhooks", sent));
  }

  private static boolean isAbout(@Nullable String linkToken, @Nullable Object metadata) {
    return metadata instanceof Map<?, ?> fields
        && Objects.equals(linkToken, fields.get("link_token_xid"));
  }

  private static Map<String, Object> fields(
      WebhookDelivery delivery, @Nullable Map<String, Object> body) {
    WebhookDelivery.Attempt first = delivery.attempts().get(0);
    return Json.object(
        "event", delivery.name(),
        "outcome", first.status() == 0 ? first.outcome().name() : first.status(),
        "metadata", body == null ? Map.of() : body.getOrDefault("metadata", Map.of()));
  }
}
