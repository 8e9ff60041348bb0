package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.delivery.Deliveries;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.service.BankHubService;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The backend of the merchant in the demo page. It creates companies, link tokens and transactions,
 * and lists what the page shows. It uses the hub directly: its calls are not in the journal, and
 * faults do not apply to them.
 */
record DemoRoutes(BankHubService service, Deliveries deliveries, ServerAddress address) {

  static final String ROOT = "/_testkit/demo";

  void addTo(Router router) {
    DemoData data = new DemoData(service, deliveries.ipns());
    router.route("GET", ROOT + "/data", (request, path) -> JsonBodies.response(200, data.all()));
    router.route("POST", ROOT + "/companies", (request, path) -> createCompany(request));
    router.route(
        "POST",
        ROOT + "/companies/{xid}/ipn",
        (request, path) -> makeReadyForIpn(request, String.valueOf(path.get("xid"))));
    router.route(
        "POST",
        ROOT + "/transactions",
        (request, path) ->
            perform(Operation.CREATE_TRANSACTION, JsonBodies.fields(request), request));
    router.route("POST", ROOT + "/ipn-receiver", (request, path) -> receiveIpns());
    router.route("POST", ROOT + "/link-token", (request, path) -> createLinkToken(request));
    router.route("GET", ROOT + "/webhooks/{xid}", (request, path) -> webhooks(path.get("xid")));
  }

  private HttpResponse perform(Operation operation, Map<String, ?> fields, HttpRequest request) {
    return JsonBodies.response(
        200, service.performUnseen(operation, fields, address.base(request)));
  }

  private HttpResponse createCompany(HttpRequest request) {
    Map<String, Object> fields = JsonBodies.fields(request);
    fields.put("status", "Active");
    return perform(Operation.CREATE_COMPANY, fields, request);
  }

  private HttpResponse makeReadyForIpn(HttpRequest request, String company) {
    return perform(
        Operation.EDIT_COMPANY,
        Map.of("xid", company, "status", "Active", "transaction_amount", "Unlimited"),
        request);
  }

  /** Accepts IPNs in this process, unless there is a receiver already. */
  private HttpResponse receiveIpns() {
    if (deliveries.ipns().receiver().isEmpty()) {
      deliveries.ipns().deliverTo(request -> 200, new IpnApiKey("demo"));
    }
    return JsonBodies.response(200, Map.of());
  }

  private HttpResponse createLinkToken(HttpRequest request) {
    Map<String, Object> fields = JsonBodies.fields(request);
    fields.putIfAbsent("company_xid", Samples.COMPANY.value());
    Map<String, ?> token =
        service.performUnseen(Operation.CREATE_LINK_TOKEN, fields, address.base(request));
    return JsonBodies.response(
        201,
        Json.object(
            "xid", String.valueOf(token.get("xid")),
            "hosted_link_url", String.valueOf(token.get("hosted_link_url"))));
  }

  /** Lists the webhooks that were sent, each with the result of its first attempt. */
  private HttpResponse webhooks(@Nullable String linkToken) {
    List<Map<String, Object>> sent =
        deliveries.webhooks().journal().stream()
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
