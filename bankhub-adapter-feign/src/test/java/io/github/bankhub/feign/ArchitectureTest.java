package io.github.bankhub.feign;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String ADAPTER = "io.github.bankhub.feign";
  private static final String WIRE = "io.github.bankhub.feign.wire";
  private static final String METERS = "io.github.bankhub.feign.micrometer";
  private static final String MICROMETER = "io.micrometer";
  private static final String WEBHOOK = "io.github.bankhub.feign.webhook";
  private static final List<String> FOREIGN =
      List.of(
          "feign", "com.fasterxml.jackson", "io.github.resilience4j", "org.apache.hc", MICROMETER);

  /** The places where a user's own registries come in: the types of which are the point. */
  private static final Map<String, String> ALLOWED =
      Map.of(
          "Builder.retries", "io.github.resilience4j.retry",
          "Builder.circuitBreakers", "io.github.resilience4j.circuitbreaker",
          "Builder.bulkheads", "io.github.resilience4j.bulkhead",
          "Builder.rateLimiters", "io.github.resilience4j.ratelimiter",
          "BankHubMeters.of", "io.micrometer.core.instrument");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ADAPTER);

  /** A rule about a package that is misspelt or empty holds for nothing, and says nothing. */
  @Test
  void the_rules_below_are_aimed_at_something() {
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
            WEBHOOK,
            WIRE);
    assertThat(CLASSES.size()).isGreaterThan(20);
    assertThat(used()).containsAll(FOREIGN);
  }

  @Test
  void one_door_its_settings_and_a_hook_are_all_that_is_public() {
    assertThat(
            CLASSES.stream()
                .filter(type -> !type.getPackageName().equals(WIRE))
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
            "FeignBankHubConnector",
            "BankHubMeters",
            "WebhookReader",
            "IpnReader",
            "WebhookRejectedException",
            "Reason");
  }

  @Test
  void no_foreign_or_generated_type_stands_in_a_public_signature() {
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(ADAPTER, ADAPTER + ".listener", ADAPTER + ".settings", METERS, WEBHOOK)
        .should(showNothingForeign())
        .check(CLASSES);
  }

  /** Micrometer is optional: a hub without meters never loads it. */
  @Test
  void the_meters_alone_need_Micrometer_and_nothing_needs_the_meters() {
    noClasses()
        .that()
        .resideOutsideOfPackage(METERS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(MICROMETER + "..", METERS)
        .check(CLASSES);
  }

  @Test
  void no_class_sees_the_testkit() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.github.bankhub.testkit..")
        .check(CLASSES);
  }

  @Test
  void the_generated_classes_know_nothing_of_the_rest() {
    classes()
        .that()
        .resideInAPackage(WIRE)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage("java..", "feign..", "com.fasterxml.jackson..", WIRE)
        .check(CLASSES);
  }

  private static Set<String> used() {
    return CLASSES.stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .map(dependency -> dependency.getTargetClass().getPackageName())
        .flatMap(name -> FOREIGN.stream().filter(name::startsWith))
        .collect(Collectors.toSet());
  }

  private static ArchCondition<JavaMethod> showNothingForeign() {
    return new ArchCondition<>("show nothing foreign") {
      @Override
      public void check(JavaMethod method, ConditionEvents events) {
        String place = method.getOwner().getSimpleName() + "." + method.getName();
        method.getAllInvolvedRawTypes().stream()
            .map(JavaClass::getPackageName)
            .filter(name -> !name.equals(ALLOWED.get(place)))
            .filter(name -> name.equals(WIRE) || FOREIGN.stream().anyMatch(name::startsWith))
            .forEach(
                name ->
                    events.add(SimpleConditionEvent.violated(method, method + " shows " + name)));
      }
    };
  }
}
