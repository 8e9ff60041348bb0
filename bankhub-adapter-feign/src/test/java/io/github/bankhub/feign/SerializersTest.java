package io.github.bankhub.feign;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static io.github.bankhub.domain.json.ApiObject.VIETNAM;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.account.SensitiveNumber;
import io.github.bankhub.domain.auth.AccessToken;
import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.auth.Secret;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.ipn.IpnApiKey;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.paging.ListQuery;
import io.github.bankhub.domain.transaction.SimulatedTransaction;
import io.github.bankhub.domain.webhook.NewWebhook;
import io.github.bankhub.feign.settings.BankHubSettings;
import io.github.bankhub.feign.webhook.IpnReader;
import io.github.bankhub.feign.webhook.WebhookReader;
import io.github.bankhub.testkit.sample.Samples;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** No library that writes objects writes what their {@code toString} hides. */
class SerializersTest {

  private static final String CANARY = "Hush-7PqZ-canary";

  private static final String[] EVENTS =
      """
      LINK_TOKEN_CREATED LINK_TOKEN_REVOKED LINK_TOKEN_EXPIRED LINK_SESSION_INITIALIZED
      LINK_SESSION_REINITIALIZED LINK_SESSION_STATE_CHANGED LINK_SESSION_COMPLETED
      LINK_SESSION_FAILED LINK_SESSION_ABANDONED LINK_SESSION_EXPIRED BANK_ACCOUNT_LINKED
      BANK_ACCOUNT_UNLINKED BANK_ACCOUNT_INACTIVATED SOMETHING_ELSE
      """
          .strip()
          .split("\\s+");

  /** These hold connections and threads, and are no values. */
  private static final Set<Class<?>> NO_VALUES =
      Set.of(FeignBankHub.class, FeignBankHub.Builder.class);

  private static List<Object> values() {
    ClientCredentials credentials = ClientCredentials.of("client", CANARY);
    Stream<Object> others =
        Stream.of(
            credentials,
            credentials.clientSecret(),
            new AccessToken(CANARY, Instant.EPOCH, Instant.MAX),
            new LinkTokenSecret(CANARY),
            new WebhookSecret(CANARY),
            new IpnApiKey(CANARY),
            NewWebhook.to(Samples.WEBHOOK_URL, new WebhookSecret(CANARY)),
            new AccountNumber(CANARY),
            new SensitiveNumber(CANARY),
            link().hostedLink(),
            link(),
            LinkTokenRequest.link(new CompanyXid("c")).withUncheckedField("note", CANARY),
            BankAccountQuery.ALL.readPage(Map.of("data", List.of(received())), VIETNAM),
            SimulatedTransaction.credit(new BankAccountXid("ba"), BigDecimal.TEN, CANARY),
            BankHubSettings.of(BankHubEnvironment.SANDBOX, credentials),
            new WebhookReader(new WebhookSecret(CANARY)),
            new IpnReader(new IpnApiKey(CANARY)));
    Stream<Object> events = Stream.of(EVENTS).map(SerializersTest::event);
    return Stream.of(others, events, receivedObjects(), searches())
        .flatMap(Function.identity())
        .toList();
  }

  /** An object of each class that reads a response, and each object in it. */
  private static Stream<Object> receivedObjects() {
    Map<String, Object> fields = received();
    SpecExamples.fields()
        .forEach(
            (name, value) -> {
              if (value.isArray() && !value.path(0).isTextual()) {
                fields.put(name, List.of(received()));
              } else if (value.isObject()) {
                fields.put(name, received());
              }
            });
    return publicTypes(ApiObject.class)
        .flatMap(type -> Stream.of(type.getMethods()))
        .filter(method -> method.getName().equals("of") && method.getParameterCount() == 2)
        .flatMap(method -> AllValues.of(AllValues.invoke(method, null, fields, VIETNAM)).stream())
        .filter(ApiObject.class::isInstance);
  }

  /** A query of each class that searches for a text. */
  private static Stream<Object> searches() {
    return publicTypes(ListQuery.class)
        .map(type -> ((ListQuery<?, ?>) constant(type, "ALL")).matching(CANARY));
  }

  private static Object constant(Class<?> type, String name) {
    try {
      return type.getField(name).get(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(type.toString(), e);
    }
  }

  private static Stream<Class<?>> publicTypes(Class<?> superclass) {
    return ArchitectureTest.WITH_DOMAIN.that(assignableTo(superclass)).stream()
        .filter(SerializersTest::isPublicValue)
        .map(JavaClass::reflect);
  }

  /** The values of the domain: received objects, secrets, requests and what contains them. */
  static Stream<Object> domainValues() {
    return values().stream()
        .filter(value -> value.getClass().getPackageName().startsWith("io.github.bankhub.domain"));
  }

  private static LinkToken link() {
    return LinkToken.of(
        Map.of("xid", "lt", "link_token", CANARY, "hosted_link_url", "https://h.vn/" + CANARY),
        VIETNAM);
  }

  private static WebhookEvent event(String name) {
    return WebhookEvent.of(with("event", name, "metadata", received()));
  }

  private static Map<String, Object> received() {
    Map<String, Object> fields = new HashMap<>();
    SpecExamples.fields().forEach((name, value) -> fields.put(name, value.asText()));
    for (String secret :
        List.of(
            "account_number",
            "account_holder_name",
            "content",
            "transaction_content",
            "sub_account",
            "full_name")) {
      fields.put(secret, CANARY);
    }
    fields.put("xid", "x");
    fields.put("name", "LINK_TOKEN_CREATED");
    fields.put("timestamp", 1768312100);
    fields.put("bank_account_xid", "ba");
    fields.put("state", "PENDING");
    fields.put("transaction_id", "t");
    fields.put("transfer_type", "in");
    fields.put("amount", 1);
    fields.put("date", "2026-01-31");
    fields.put("transaction_whitelist_remark_keywords", List.of("DH"));
    return fields;
  }

  private static Map<String, Object> with(Object... namesAndValues) {
    Map<String, Object> fields = received();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      fields.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return fields;
  }

  @ParameterizedTest
  @EnumSource
  void LT_24_do_not_write_what_is_hidden(Serializers serializer) {
    for (Object value : values()) {
      assertThat(value.toString()).as("printed %s", value.getClass()).doesNotContain(CANARY);
      assertThat(serializer.write(value))
          .as("%s of %s", serializer, value.getClass())
          .doesNotContain(CANARY, "has no JSON form");
    }
  }

  @ParameterizedTest
  @EnumSource
  void write_what_is_not_hidden(Serializers serializer) {
    assertThat(serializer.write(new Shown(CANARY))).contains(CANARY);
    assertThat(serializer.write(List.of(new Shown("first"), new Shown(CANARY)))).contains(CANARY);
  }

  /** A public class that can hold hidden text needs a value above. */
  @Test
  void each_class_that_can_hide_text_is_tested() {
    Set<Class<?>> tested = values().stream().map(Object::getClass).collect(toSet());
    tested.addAll(NO_VALUES);

    assertThat(hiding().stream().map(JavaClass::reflect)).isNotEmpty().allMatch(tested::contains);
  }

  /** The public classes with a field that hides text, or that holds such a class. */
  private static Set<JavaClass> hiding() {
    JavaClasses classes = ArchitectureTest.WITH_DOMAIN;
    DescribedPredicate<JavaClass> hides =
        assignableTo(Secret.class)
            .or(assignableTo(HostedLink.class))
            .or(assignableTo(AccountNumber.class))
            .or(assignableTo(SensitiveNumber.class))
            .or(assignableTo(ApiObject.class))
            .or(assignableTo(ListQuery.class))
            .or(assignableTo(LinkTokenRequest.class));
    Set<JavaClass> hiding = new HashSet<>(classes.that(hides));
    while (hiding.addAll(holders(classes, hiding))) {
      // Until no class holds another one of them.
    }
    return hiding.stream().filter(SerializersTest::isPublicValue).collect(toSet());
  }

  private static Set<JavaClass> holders(JavaClasses classes, Set<JavaClass> held) {
    return classes.stream()
        .filter(
            type ->
                type.getAllFields().stream()
                    .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                    .flatMap(field -> field.getType().getAllInvolvedRawTypes().stream())
                    .anyMatch(held::contains))
        .collect(toSet());
  }

  private static boolean isPublicValue(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && !type.getModifiers().contains(JavaModifier.ABSTRACT)
        && !type.getPackageName().contains(".internal");
  }

  /** A value that hides nothing. */
  private record Shown(String text) implements Serializable {}
}
