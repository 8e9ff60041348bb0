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
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

  private static final String ADAPTER = "io.github.bankhub.feign";
  private static final String WIRE = "io.github.bankhub.feign.wire";
  private static final List<String> FOREIGN =
      List.of("feign", "com.fasterxml.jackson", "io.github.resilience4j", "org.apache.hc");

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ADAPTER);

  /** A rule about a package that is misspelt or empty holds for nothing, and says nothing. */
  @Test
  void the_rules_below_are_aimed_at_something() {
    Set<String> packages =
        CLASSES.stream().map(JavaClass::getPackageName).collect(Collectors.toSet());
    assertThat(packages).containsExactlyInAnyOrder(ADAPTER, WIRE);
    assertThat(CLASSES.size()).isGreaterThan(20);
    assertThat(used()).containsAll(FOREIGN);
  }

  @Test
  void one_class_and_its_builder_are_the_one_public_way_in() {
    assertThat(
            CLASSES.stream()
                .filter(type -> type.getPackageName().equals(ADAPTER))
                .filter(type -> type.getModifiers().toString().contains("PUBLIC"))
                .map(JavaClass::getSimpleName))
        .containsExactlyInAnyOrder("FeignBankHub", "Builder");
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
        .resideInAPackage(ADAPTER)
        .should(showNothingForeign())
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
        method.getAllInvolvedRawTypes().stream()
            .map(JavaClass::getPackageName)
            .filter(name -> name.equals(WIRE) || FOREIGN.stream().anyMatch(name::startsWith))
            .forEach(
                name ->
                    events.add(SimpleConditionEvent.violated(method, method + " shows " + name)));
      }
    };
  }
}
