package io.github.bankhub.feign.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.github.fge.jsonschema.core.exceptions.ProcessingException;
import com.github.fge.jsonschema.core.report.ProcessingReport;
import com.github.fge.jsonschema.main.JsonSchemaFactory;
import io.github.bankhub.domain.event.UnknownEvent;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.ipn.BalanceNotification;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.HostedPage;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.WebhookInbox;
import io.github.bankhub.testkit.page.BankRejection;
import io.github.bankhub.testkit.sample.Samples;
import io.github.bankhub.testkit.sample.SandboxAccount;
import io.github.bankhub.testkit.webhook.WebhookRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** {@code openapi/events.yaml} describes what the offline hub sends, and what the readers read. */
class EventsSpecTest {

  private static final JsonMapper JSON = new JsonMapper();
  private static final JsonNode SPEC = spec();
  private static final String EVENT = "/components/schemas/Event";
  private static final String METADATA = "/components/schemas/Metadata";
  private static final String IPN = "/components/schemas/Ipn";

  private final InMemoryBankHub hub = InMemoryBankHub.create();
  private final Control control = hub.control();
  private final WebhookInbox inbox = control.webhooks().inbox();

  private static JsonNode spec() {
    try {
      return new YAMLMapper().readTree(Path.of("../openapi/events.yaml").toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void every_event_of_the_offline_hub_is_described() throws IOException {
    playEveryEvent();

    Set<String> names = new TreeSet<>();
    Set<String> metadata = new TreeSet<>();
    for (WebhookRequest request : inbox.received()) {
      JsonNode body = JSON.readTree(request.body());
      assertValid(EVENT, body);
      assertThat(fields(EVENT)).containsAll(names(body));
      metadata.addAll(names(body.get("metadata")));
      names.add(body.get("event").asText());
      assertThat(request.headers())
          .containsKey(SPEC.at("/components/securitySchemes/secretKey/name").asText());
    }
    assertThat(names).isEqualTo(eventNames());
    assertThat(metadata).isEqualTo(fields(METADATA));
  }

  @Test
  void the_IPN_of_the_offline_hub_is_described() throws IOException {
    control.addSamples();
    WebhookInbox ipns = control.ipns().inbox();
    control.addTransaction(
        SimulatedTransaction.credit(Samples.BANK_ACCOUNT, new BigDecimal(150_000), "DH1"));
    control.ipns().awaitDeliveries();

    JsonNode body = JSON.readTree(ipns.received().get(0).body());

    assertValid(IPN, body);
    assertThat(names(body)).isEqualTo(fields(IPN));
    assertThat(ipns.received().get(0).headers())
        .containsKey(SPEC.at("/components/securitySchemes/apiKey/name").asText());
  }

  private void playEveryEvent() {
    control.addSamples();
    hub.linkTokens().revoke(hub.linkTokens().create(link()).xid());
    open(link()).abandon().open().failWith(BankRejection.OTP_WRONG);
    open(link()).linkSuccessfully(SandboxAccount.of("MBBank", "9876543210"));
    control.unlinkingInactivates(true);
    open(unlink()).unlinkSuccessfully();
    control.useInactivedSpelling(true);
    open(unlink()).unlinkSuccessfully();
    control.unlinkingInactivates(false);
    open(unlink()).unlinkSuccessfully();
    open(link());
    control.clock().advance(Duration.ofMinutes(30));
    control.webhooks().awaitDeliveries();
  }

  private static LinkTokenRequest link() {
    return LinkTokenRequest.link(Samples.COMPANY);
  }

  private static LinkTokenRequest unlink() {
    return LinkTokenRequest.unlink(Samples.COMPANY, Samples.BANK_ACCOUNT);
  }

  private HostedPage open(LinkTokenRequest request) {
    return control.hostedPage(hub.linkTokens().create(request).hostedLink());
  }

  @Test
  void the_examples_are_valid_and_are_read() {
    JsonNode event =
        SPEC.at("/webhooks/event/post/requestBody/content/application~1json/examples/linked/value");
    assertValid(EVENT, event);
    assertThat(WebhookEvent.of(map(event))).isNotInstanceOf(UnknownEvent.class);
    JsonNode ipn =
        SPEC.at("/webhooks/ipn/post/requestBody/content/application~1json/examples/credit/value");
    assertValid(IPN, ipn);
    assertThat(names(ipn)).isEqualTo(fields(IPN));
    assertThat(BalanceNotification.of(map(ipn))).isNotNull();
  }

  /** So the reader reads no field that is not described. */
  @Test
  void the_described_fields_give_every_accessor_a_value() {
    for (String name : eventNames()) {
      WebhookEvent event = WebhookEvent.of(map(completeEvent(name)));
      assertThat(event).isNotInstanceOf(UnknownEvent.class);
      assertThat(values(event).values())
          .as(name)
          .doesNotContain("")
          .allMatch(EventsSpecTest::isPresent);
    }
    assertThat(values(BalanceNotification.of(map(example(IPN)))).values())
        .hasSizeGreaterThan(10)
        .doesNotContain("")
        .allMatch(EventsSpecTest::isPresent);
  }

  /** So the reader reads every described field. */
  @Test
  void each_described_field_changes_what_is_read() {
    assertThat(fields(EVENT))
        .filteredOn(it -> !it.equals("metadata"))
        .allMatch(it -> isRead("", it));
    assertThat(fields(METADATA)).allMatch(it -> isRead("/metadata", it));
    ObjectNode ipn = example(IPN);
    Map<String, Object> read = values(BalanceNotification.of(map(ipn)));
    assertThat(fields(IPN)).allMatch(field -> !ipnWithout(ipn, field).equals(Optional.of(read)));
  }

  private static Optional<Map<String, Object>> ipnWithout(ObjectNode ipn, String field) {
    try {
      return Optional.of(values(BalanceNotification.of(map(ipn.deepCopy().without(field)))));
    } catch (InvalidFieldException e) {
      return Optional.empty();
    }
  }

  private static boolean isRead(String parent, String field) {
    return eventNames().stream().anyMatch(name -> isRead(completeEvent(name), parent, field));
  }

  private static boolean isRead(ObjectNode body, String parent, String field) {
    ObjectNode changed = body.deepCopy();
    ((ObjectNode) changed.at(parent)).remove(field);
    try {
      return !values(WebhookEvent.of(map(changed))).equals(values(WebhookEvent.of(map(body))));
    } catch (InvalidFieldException e) {
      return true;
    }
  }

  @Test
  void a_required_field_is_one_that_the_reader_requires() {
    assertThat(required(EVENT)).isEqualTo(rejectedWithout(example(EVENT), WebhookEvent::of));
    assertThat(required(IPN)).isEqualTo(rejectedWithout(example(IPN), BalanceNotification::of));
  }

  private static Set<String> rejectedWithout(ObjectNode body, Reader reader) {
    return names(body).stream()
        .filter(field -> !field.equals("metadata"))
        .filter(field -> isRejected(body.deepCopy().without(field), reader))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isRejected(JsonNode body, Reader reader) {
    try {
      reader.read(map(body));
      return false;
    } catch (InvalidFieldException e) {
      return true;
    }
  }

  private interface Reader {
    Object read(Map<String, Object> body);
  }

  private static ObjectNode completeEvent(String name) {
    return example(EVENT).put("event", name).set("metadata", example(METADATA));
  }

  /** An object with the example of each field. */
  private static ObjectNode example(String schema) {
    ObjectNode body = JSON.createObjectNode();
    SPEC.at(schema + "/properties")
        .properties()
        .forEach(field -> body.set(field.getKey(), field.getValue().at("/examples/0")));
    if (body.has("metadata")) {
      body.set("metadata", example(METADATA));
    }
    return body;
  }

  /** What the accessors of an object return, by their names. */
  private static Map<String, Object> values(Object read) {
    Map<String, Object> values = new TreeMap<>();
    Stream<Method> accessors =
        Arrays.stream(read.getClass().getMethods())
            .filter(it -> it.getParameterCount() == 0)
            .filter(it -> !it.isAnnotationPresent(Deprecated.class))
            .filter(it -> !Set.of("fields", "metadata").contains(it.getName()))
            .filter(
                it ->
                    !Set.of("Object", "ApiObject").contains(it.getDeclaringClass().getSimpleName()))
            .filter(it -> !Set.of("toString", "hashCode").contains(it.getName()));
    accessors.forEach(it -> values.put(it.getName(), invoke(it, read)));
    return values;
  }

  private static Object invoke(Method accessor, Object read) {
    try {
      return accessor.invoke(read);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(accessor.getName(), e);
    }
  }

  private static boolean isPresent(Object value) {
    return !value.equals(Optional.empty()) && !value.equals(false);
  }

  private static Set<String> eventNames() {
    return StreamSupport.stream(
            SPEC.at(EVENT + "/properties/event/anyOf/0/enum").spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> fields(String schema) {
    return names(SPEC.at(schema + "/properties"));
  }

  private static Set<String> required(String schema) {
    return new TreeSet<>(
        JSON.convertValue(SPEC.at(schema + "/required"), new TypeReference<List<String>>() {}));
  }

  private static Set<String> names(JsonNode object) {
    return object.properties().stream()
        .map(Map.Entry::getKey)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Map<String, Object> map(JsonNode body) {
    return JSON.convertValue(body, new TypeReference<>() {});
  }

  private static void assertValid(String schema, JsonNode body) {
    try {
      ProcessingReport report =
          JsonSchemaFactory.byDefault().getJsonSchema(SPEC, schema).validate(body);
      assertThat(report.isSuccess()).as("%s %s", report, body).isTrue();
    } catch (ProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
