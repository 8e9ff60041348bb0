package io.github.bankhub.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.testkit.fault.Fault;
import io.github.bankhub.testkit.fault.FaultScenario;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.json.Json;
import io.github.bankhub.testkit.webhook.DeliveryFault;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The names of the control are the same in Java and over HTTP. */
class ControlNamesTest {

  /** The actions: what they change is listed at another path, or is a secret. */
  private static final Set<String> ACTIONS =
      Set.of(
          "/reset",
          "/samples",
          "/clients",
          "/access-tokens",
          "/access-tokens/expire",
          "/pact-state");

  private static final Pattern FIELDS = Pattern.compile("the fields are \\[([^]]*)]");

  private final BankHubHttpHandler handler =
      BankHubHttpHandler.of(InMemoryBankHub.create(), URI.create("http://127.0.0.1:4711"));

  @Test
  void settings_have_the_names_of_the_methods() {
    Set<String> methods =
        methods(Control.class, void.class)
            .filter(method -> method.getParameterCount() == 1)
            .filter(method -> isSetting(method.getParameterTypes()[0]))
            .map(method -> snake(method.getName()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(methods).isNotEmpty().isEqualTo(fields("/settings"));
  }

  private static boolean isSetting(Class<?> type) {
    return type.isEnum() || Set.of(boolean.class, int.class, Duration.class).contains(type);
  }

  @Test
  void faults_have_the_names_of_the_methods() {
    Set<String> methods =
        Stream.concat(methods(FaultScenario.class, Fault.class), methods(Fault.class, Fault.class))
            .map(method -> snake(method.getName()))
            .collect(Collectors.toCollection(TreeSet::new));
    // Once is the default. A fault is "on" operations, and its wait has a unit over HTTP.
    methods.removeAll(Set.of("once", "on", "retry_after"));
    methods.addAll(Set.of("scenario", "operation", "operations", "retry_after_seconds"));
    assertThat(methods).isEqualTo(fields("/faults"));
  }

  @Test
  void delivery_faults_have_the_names_of_the_methods() {
    Set<String> factories =
        methods(DeliveryFault.class, DeliveryFault.class)
            .filter(method -> Modifier.isStatic(method.getModifiers()))
            .map(method -> snake(method.getName()).toUpperCase(Locale.ROOT))
            .collect(Collectors.toSet());
    assertThat(factories)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(DeliveryFault.Kind.values()).map(Enum::name).toList());
    assertThat(fields("/delivery-faults"))
        .containsExactly("always", "delay", "events", "kind", "times");
  }

  @Test
  void everything_that_can_be_set_can_be_read() {
    List<?> paths = (List<?>) Objects.requireNonNull(body("GET", "/", "")).get("paths");
    Set<String> set = paths(paths, "POST");
    set.removeAll(ACTIONS);
    // Pages list the link tokens.
    set.remove("/link-tokens");
    assertThat(set).isNotEmpty().isSubsetOf(paths(paths, "GET"));
  }

  private static Set<String> paths(List<?> paths, String method) {
    return paths.stream()
        .map(String::valueOf)
        .filter(path -> path.startsWith(method + " /_testkit"))
        .map(path -> path.substring(method.length() + " /_testkit".length()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<Method> methods(Class<?> type, Class<?> returned) {
    Predicate<Method> isPublic = method -> Modifier.isPublic(method.getModifiers());
    return Arrays.stream(type.getDeclaredMethods())
        .filter(isPublic)
        .filter(method -> method.getReturnType() == returned);
  }

  private static String snake(String camel) {
    return camel.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  /** The error response lists the known fields. */
  private Set<String> fields(String path) {
    Object hint = Objects.requireNonNull(body("POST", path, "{\"no such field\":1}")).get("hint");
    Matcher fields = FIELDS.matcher(String.valueOf(hint));
    assertThat(fields.find()).isTrue();
    return new TreeSet<>(List.of(fields.group(1).split(", ", -1)));
  }

  private Map<String, Object> body(String method, String path, String body) {
    HttpResponse response =
        handler.handle(
            new HttpRequest(
                method, URI.create("/_testkit" + path), Map.of(), body.getBytes(UTF_8)));
    return Objects.requireNonNull(Json.read(response.body()));
  }
}
