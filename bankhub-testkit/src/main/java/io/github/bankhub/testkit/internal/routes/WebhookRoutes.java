package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.testkit.internal.delivery.HttpWebhookSender;
import io.github.bankhub.testkit.internal.delivery.MessageDispatcher;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.internal.lifecycle.EventName;
import io.github.bankhub.testkit.webhook.DeliveryFault;
import io.github.bankhub.testkit.webhook.WebhookDelivery;
import io.github.bankhub.testkit.webhook.WebhookReceiver;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The webhook, its deliveries and their faults. */
record WebhookRoutes(MessageDispatcher dispatcher) {

  private static final List<String> WEBHOOK = List.of("url", "secret", "allow_events");
  static final List<String> FAULT = List.of("kind", "delay", "times", "always", "events");

  void addTo(ControlRouter routes) {
    routes.get("/webhook", fields -> webhook());
    routes.post("/webhook", WEBHOOK, this::deliverTo);
    routes.delete("/webhook", ControlRouter.run(dispatcher::stop));
    routes.list("/deliveries", "deliveries", dispatcher::journal, WebhookRoutes::fields);
    routes.post("/deliveries", List.of("redeliver"), this::redeliver);
    routes.list("/delivery-faults", "delivery_faults", dispatcher::faults, WebhookRoutes::fields);
    routes.create("/delivery-faults", FAULT, this::inject);
    routes.delete("/delivery-faults", ControlRouter.run(dispatcher::clearFaults));
  }

  private Map<String, Object> deliverTo(ControlFields fields) {
    URI url = fields.uri("url");
    WebhookSecret secret = fields.secret("secret", WebhookSecret::new);
    Optional<List<String>> chosen =
        fields.optional("allow_events", fields::texts).filter(names -> !names.equals(List.of("*")));
    // Read first, so that a wrong name changes nothing.
    Optional<Set<EventName>> allowed = chosen.map(EventName::setOf);
    dispatcher.deliverTo(HttpWebhookSender.to(url), secret);
    allowed.ifPresent(dispatcher::allow);
    return Map.of();
  }

  private Map<String, @Nullable Object> webhook() {
    Map<String, @Nullable Object> fields = receiver(dispatcher);
    fields.put("allow_events", dispatcher.allowed().stream().map(Enum::name).toList());
    return fields;
  }

  /** Without the secret. A receiver in this process has no address. */
  static Map<String, @Nullable Object> receiver(MessageDispatcher dispatcher) {
    Optional<WebhookReceiver> receiver = dispatcher.receiver();
    return Json.object(
        "active",
        receiver.isPresent(),
        "url",
        receiver
            .filter(HttpWebhookSender.class::isInstance)
            .map(sender -> ((HttpWebhookSender) sender).url().toString())
            .orElse(null));
  }

  private Map<String, Object> redeliver(ControlFields fields) {
    dispatcher.redeliver(fields.text("redeliver"));
    dispatcher.awaitDeliveries();
    return Map.of();
  }

  private Map<String, Object> inject(ControlFields fields) {
    List<String> events = fields.optional("events", fields::texts).orElse(List.of());
    dispatcher.inject(limited(fault(fields), events));
    return Map.of();
  }

  static DeliveryFault fault(ControlFields fields) {
    fields.requireAtMostOneOf("times", "always");
    DeliveryFault fault = ofKind(fields);
    if (fields.has("times")) {
      return fault.times(fields.number("times"));
    }
    if (fields.has("always")) {
      fields.requireTrue("always");
      return fault.always();
    }
    return fault;
  }

  private static DeliveryFault ofKind(ControlFields fields) {
    DeliveryFault.Kind kind = fields.oneOf("kind", List.of(DeliveryFault.Kind.values()));
    if (fields.has("delay") && kind != DeliveryFault.Kind.DELAY) {
      throw new IllegalArgumentException("only the kind DELAY has a delay");
    }
    return switch (kind) {
      case DUPLICATE -> DeliveryFault.duplicate();
      case SWAP -> DeliveryFault.swap();
      case DELAY -> DeliveryFault.delay(fields.duration("delay"));
      case LOSS -> DeliveryFault.loss();
      case WRONG_SECRET -> DeliveryFault.wrongSecret();
      case NO_SECRET -> DeliveryFault.noSecret();
      case OTHER_LINK_TOKEN -> DeliveryFault.otherLinkToken();
    };
  }

  private static DeliveryFault limited(DeliveryFault fault, List<String> events) {
    return events.isEmpty()
        ? fault
        : fault.on(events.get(0), events.subList(1, events.size()).toArray(new String[0]));
  }

  /** The fields that inject the same fault. */
  static Map<String, @Nullable Object> fields(DeliveryFault fault) {
    Map<String, @Nullable Object> fields = Json.object("kind", fault.kind().name());
    if (fault.kind() == DeliveryFault.Kind.DELAY) {
      fields.put("delay", fault.delay().toString());
    }
    if (fault.times().isPresent()) {
      fields.put("times", fault.times().getAsInt());
    } else {
      fields.put("always", true);
    }
    if (fault.events().size() < EventName.values().length) {
      fields.put("events", List.copyOf(fault.events()));
    }
    return fields;
  }

  private static Map<String, @Nullable Object> fields(WebhookDelivery delivery) {
    Map<String, @Nullable Object> fields =
        Json.object(
            "xid", delivery.xid().value(),
            "event", delivery.name(),
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

  static Map<String, Object> fields(WebhookDelivery.Attempt attempt) {
    return Json.object(
        "due", attempt.due().toString(),
        "outcome", attempt.outcome().name(),
        "status", attempt.status());
  }
}
