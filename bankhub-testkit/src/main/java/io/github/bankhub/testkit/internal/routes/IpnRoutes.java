package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.testkit.internal.delivery.HttpWebhookSender;
import io.github.bankhub.testkit.internal.delivery.MessageDispatcher;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.webhook.IpnDelivery;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The receiver of IPNs, their deliveries and faults, and why an IPN was not to be sent. */
record IpnRoutes(MessageDispatcher dispatcher) {

  private static final List<String> RECEIVER = List.of("url", "key");
  private static final List<String> FAULT =
      WebhookRoutes.FAULT.stream().filter(field -> !field.equals("events")).toList();

  void addTo(ControlRouter routes) {
    routes.get("/ipn", fields -> WebhookRoutes.receiver(dispatcher));
    routes.post("/ipn", RECEIVER, this::deliverTo);
    routes.delete("/ipn", ControlRouter.run(dispatcher::stop));
    routes.list("/ipn/deliveries", "deliveries", dispatcher::ipnJournal, IpnRoutes::fields);
    routes.post("/ipn/deliveries", List.of("redeliver"), this::redeliver);
    routes.list(
        "/ipn/unsent",
        "unsent",
        () -> dispatcher.unsent().entrySet(),
        one ->
            Json.object(
                "transaction_id", one.getKey(),
                "kind", one.getValue().kind().name(),
                "reason", one.getValue().text()));
    routes.list(
        "/ipn/delivery-faults", "delivery_faults", dispatcher::faults, WebhookRoutes::fields);
    routes.create("/ipn/delivery-faults", FAULT, this::inject);
    routes.delete("/ipn/delivery-faults", ControlRouter.run(dispatcher::clearFaults));
  }

  private Map<String, Object> deliverTo(ControlFields fields) {
    URI url = fields.uri("url");
    IpnApiKey key = fields.secret("key", IpnApiKey::new);
    dispatcher.deliverTo(HttpWebhookSender.to(url), key);
    return Map.of();
  }

  private Map<String, Object> redeliver(ControlFields fields) {
    dispatcher.redeliver(fields.text("redeliver"));
    dispatcher.awaitDeliveries();
    return Map.of();
  }

  private Map<String, Object> inject(ControlFields fields) {
    dispatcher.inject(WebhookRoutes.fault(fields));
    return Map.of();
  }

  private static Map<String, @Nullable Object> fields(IpnDelivery delivery) {
    Map<String, @Nullable Object> fields =
        Json.object(
            "transaction_id", delivery.transactionId().value(),
            "at", delivery.at().toString(),
            "state", delivery.state().name(),
            "attempts", delivery.attempts().stream().map(WebhookRoutes::fields).toList());
    delivery.next().ifPresent(next -> fields.put("next", next.toString()));
    delivery.fault().ifPresent(kind -> fields.put("fault", kind.name()));
    delivery.problem().ifPresent(problem -> fields.put("problem", problem));
    fields.put("headers", new TreeMap<>(delivery.headers()));
    fields.put("body", Json.read(delivery.body()));
    return fields;
  }
}
