package io.github.bankhub.feign;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {

  private static final String ADAPTER = "io.github.bankhub.feign";
  private static final String GENERATED = "io.github.bankhub.feign.internal.api";
  private static final String METERS = "io.github.bankhub.feign.micrometer";
  private static final String MICROMETER = "io.micrometer";
  private static final String WEBHOOK = "io.github.bankhub.feign.webhook";
  private static final String STORE = "io.github.bankhub.feign.store";
  private static final Set<String> EXPORTED =
      Set.of(ADAPTER, ADAPTER + ".listener", ADAPTER + ".settings", METERS, STORE, WEBHOOK);
  private static final List<String> FOREIGN =
      List.of(
          "feign", "com.fasterxml.jackson", "io.github.resilience4j", "org.apache.hc", MICROMETER);

  /** The methods that take a user's own registries. */
  private static final Map<String, String> ALLOWED_LIBRARIES =
      Map.of(
          "Builder.retries", "io.github.resilience4j.retry",
          "Builder.circuitBreakers", "io.github.resilience4j.circuitbreaker",
          "Builder.bulkheads", "io.github.resilience4j.bulkhead",
          "Builder.rateLimiters", "io.github.resilience4j.ratelimiter",
          "BankHubMeters.of", "io.micrometer.core.instrument");

  /** The arrows between the packages: each may use these, the JDK, libraries and the domain. */
  private static final Map<String, List<String>> USES =
      Map.ofEntries(
          entry("settings", List.of()),
          entry("listener", List.of()),
          entry("internal.api", List.of()),
          entry("internal", List.of()),
          entry("micrometer", List.of("listener")),
          entry("internal.response", List.of()),
          entry("internal.call", List.of("internal", "internal.response", "listener", "settings")),
          entry(
              "internal.http",
              List.of("internal", "internal.call", "internal.response", "settings")),
          entry(
              "internal.auth",
              List.of(
                  "internal",
                  "internal.call",
                  "internal.http",
                  "internal.response",
                  "settings",
                  "internal.api")),
          entry("internal.port", List.of("internal.call", "internal.response", "internal.api")),
          entry("store", List.of()),
          entry("webhook", List.of("internal", "internal.response")));

  static final JavaClasses WITH_DOMAIN =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ADAPTER, "io.github.bankhub.domain");
  private static final JavaClasses CLASSES = WITH_DOMAIN.that(resideInAPackage(ADAPTER + ".."));

  /** A rule about a misspelt or empty package always passes. */
  @Test
  void the_rules_below_match_packages_that_exist() {
    Set<String> packages =
        CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    assertThat(packages)
        .containsExactlyInAnyOrder(
            ADAPTER,
            ADAPTER + ".internal",
            ADAPTER + ".internal.auth",
            ADAPTER + ".internal.call",
            ADAPTER + ".internal.http",
            ADAPTER + ".internal.port",
            ADAPTER + ".internal.response",
            ADAPTER + ".listener",
            ADAPTER + ".settings",
            METERS,
            STORE,
            WEBHOOK,
            GENERATED);
    assertThat(CLASSES.size()).isGreaterThan(20);
    assertThat(used()).containsAll(FOREIGN);
  }

  @Test
  void the_public_types_are_the_entry_its_settings_the_listener_the_stores_and_the_readers() {
    assertThat(
            CLASSES.stream()
                .filter(type -> !type.getPackageName().equals(GENERATED))
                .filter(type -> !type.getPackageName().startsWith(ADAPTER + ".internal"))
                .filter(type -> type.getModifiers().toString().contains("PUBLIC"))
                .map(JavaClass::getSimpleName))
        .containsExactlyInAnyOrder(
            "FeignBankHub",
            "Builder",
            "BankHubSettings",
            "Timeouts",
            "Retries",
            "Circuit",
            "Limits",
            "Connections",
            "Tokens",
            "CallListener",
            "CallRecord",
            "HubHealth",
            "FeignBankHubConnector",
            "BankHubMeters",
            "InboundEndpoint",
            "InboundResponse",
            "SharedStores",
            "KeyValueStore",
            "JdbcKeyValueStore",
            "InboundReader",
            "WebhookReader",
            "IpnReader",
            "WebhookRejectedException",
            "Reason");
  }

  @Test
  void no_package_depends_on_itself_through_another() {
    slices().matching(ADAPTER + ".(**)").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void the_arrows_name_every_package_but_the_entry() {
    Set<String> packages =
        CLASSES.stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !name.equals(ADAPTER))
            .collect(Collectors.toSet());
    assertThat(USES.keySet().stream().map(ArchitectureTest::packageName))
        .containsExactlyInAnyOrderElementsOf(packages);
  }

  @ParameterizedTest
  @MethodSource("names")
  void a_package_uses_only_those_below_it(String name) {
    classes()
        .that()
        .resideInAPackage(packageName(name))
        .should()
        .onlyDependOnClassesThat(
            resideInAPackage(packageName(name))
                .or(resideOutsideOfPackage(ADAPTER + ".."))
                .or(
                    resideInAnyPackage(
                        USES.get(name).stream()
                            .map(ArchitectureTest::packageName)
                            .toArray(String[]::new))))
        .check(CLASSES);
  }

  static Stream<String> names() {
    return USES.keySet().stream().sorted();
  }

  private static String packageName(String name) {
    return ADAPTER + "." + name;
  }

  /** Stands in for javac's "exports" lint, which cannot be switched on: see the root pom. */
  @Test
  void no_foreign_generated_or_internal_type_appears_in_a_public_signature() {
    codeUnits().that(isVisibleToUsers()).should(showNothingForeign()).check(CLASSES);
  }

  private static DescribedPredicate<JavaCodeUnit> isVisibleToUsers() {
    return DescribedPredicate.describe(
        "are visible to users",
        unit ->
            isVisible(unit.getModifiers())
                && isVisible(unit.getOwner().getModifiers())
                && EXPORTED.contains(unit.getOwner().getPackageName()));
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  /** Micrometer is optional: a hub without meters never loads it. */
  @Test
  void only_the_meters_use_Micrometer_and_no_package_uses_the_meters() {
    noClasses()
        .that()
        .resideOutsideOfPackage(METERS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(MICROMETER + "..", METERS)
        .check(CLASSES);
  }

  @Test
  void no_class_uses_the_testkit() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.github.bankhub.testkit..")
        .check(CLASSES);
  }

  @Test
  void the_generated_classes_use_only_Feign_the_table_of_operations_and_the_JDK() {
    classes()
        .that()
        .resideInAPackage(GENERATED)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "feign..", "io.github.bankhub.domain.operation", GENERATED)
        .check(CLASSES);
  }

  private static Set<String> used() {
    return CLASSES.stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(dependency -> dependency.getTargetClass().getPackageName())
        .flatMap(name -> FOREIGN.stream().filter(name::startsWith))
        .collect(Collectors.toSet());
  }

  private static ArchCondition<JavaCodeUnit> showNothingForeign() {
    return new ArchCondition<>("show nothing foreign") {
      @Override
      public void check(JavaCodeUnit method, ConditionEvents events) {
        String place = method.getOwner().getSimpleName() + "." + method.getName();
        method.getAllInvolvedRawTypes().stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !name.equals(ALLOWED_LIBRARIES.get(place)))
            .filter(ArchitectureTest::isHidden)
            .forEach(
                name ->
                    events.add(SimpleConditionEvent.violated(method, method + " shows " + name)));
      }
    };
  }

  private static boolean isHidden(String name) {
    return name.equals(GENERATED)
        || name.startsWith(ADAPTER + ".internal")
        || FOREIGN.stream().anyMatch(name::startsWith);
  }
}
