package io.github.bankhub.testkit;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.properties.HasName;
import com.tngtech.archunit.core.domain.properties.HasOwner;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.bankhub.testkit.http.HttpRequest;
import io.github.bankhub.testkit.http.HttpResponse;
import io.github.bankhub.testkit.internal.thread.DaemonThreads;
import io.github.bankhub.testkit.webhook.WebhookRequest;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.testkit.engine.EngineTestKit;

class ArchitectureTest {

  private static final String ROOT = "io.github.bankhub.testkit";
  private static final JavaClasses KIT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** A rule about a package that is misspelt would hold for ever. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "clock",
        "contract",
        "fault",
        "http",
        "internal.client",
        "internal.delivery",
        "internal.error",
        "internal.http",
        "internal.json",
        "internal.lifecycle",
        "internal.page",
        "internal.routes",
        "internal.service",
        "internal.settings",
        "internal.thread",
        "journal",
        "junit",
        "pact",
        "page",
        "sample",
        "webhook"
      })
  void every_package_that_the_rules_name_has_classes(String name) {
    assertThat(KIT.containPackage(ROOT + "." + name)).isTrue();
    assertThat(KIT.getPackage(ROOT + "." + name).getClasses()).hasSizeGreaterThan(1);
  }

  @Test
  void the_classes_were_found() {
    assertThat(KIT).hasSizeGreaterThan(30);
  }

  @Test
  void the_kit_never_sees_an_adapter_which_it_is_there_to_judge() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.github.bankhub.feign..")
        .check(KIT);
  }

  @Test
  void the_hub_itself_needs_the_domain_Jackson_and_the_JDK_alone() {
    classes()
        .that()
        .resideInAnyPackage(
            ROOT,
            ROOT + ".clock..",
            ROOT + ".fault..",
            ROOT + ".http..",
            ROOT + ".internal..",
            ROOT + ".journal..",
            ROOT + ".page..",
            ROOT + ".sample..",
            ROOT + ".webhook..")
        .and()
        .resideOutsideOfPackage(ROOT + ".internal.page..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT,
            ROOT + ".clock..",
            ROOT + ".fault..",
            ROOT + ".http..",
            ROOT + ".internal..",
            ROOT + ".journal..",
            ROOT + ".page..",
            ROOT + ".sample..",
            ROOT + ".webhook..",
            "io.github.bankhub.domain..",
            "com.fasterxml.jackson..",
            "org.jspecify.annotations..",
            "java..",
            "javax.net.ssl..")
        .check(KIT);
  }

  @Test
  void the_hosted_page_needs_values_its_template_engine_and_the_JDK_alone() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".internal.page..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".internal.page..",
            ROOT + ".page..",
            ROOT + ".sample..",
            "io.github.bankhub.domain..",
            "com.samskivert.mustache..",
            "org.jspecify.annotations..",
            "java.io..",
            "java.lang..",
            "java.nio.charset..",
            "java.text..",
            "java.time..",
            "java.util..")
        .check(KIT);
  }

  @Test
  void the_catalogue_of_faults_needs_the_domain_and_the_JDK_alone() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".fault..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".fault..", "io.github.bankhub.domain..", "org.jspecify.annotations..", "java..")
        .check(KIT);
  }

  @Test
  void the_HTTP_server_knows_nothing_of_Bank_Hub() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".internal.http")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            ROOT + ".internal.http",
            ROOT + ".internal.thread",
            ROOT + ".http",
            "org.jspecify.annotations..",
            "java..")
        .check(KIT);
  }

  /** A thread keeps the class loaders of its creator, unless {@link DaemonThreads} creates it. */
  @Test
  void one_class_creates_threads() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".internal.thread", ROOT + ".contract")
        .and()
        // A program holds its own class loader anyway.
        .doNotHaveSimpleName("OfflineBankHub")
        .should()
        .callConstructorWhere(
            JavaCall.Predicates.target(HasOwner.Predicates.With.owner(assignableTo(Thread.class))))
        .orShould()
        .callMethodWhere(
            JavaCall.Predicates.target(
                HasName.Predicates.nameMatching(
                    "orTimeout|completeOnTimeout|delayedExecutor|defaultThreadFactory|ofPlatform")))
        .check(KIT);
  }

  /** They carry secrets, and some libraries write every field. */
  @Test
  void headers_and_bodies_are_in_transient_fields() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .belongToAnyOf(HttpRequest.class, HttpResponse.class, WebhookRequest.class)
        .and()
        .areNotStatic()
        .and()
        .haveRawType(type(Map.class).or(type(byte[].class)).or(type(URI.class)))
        .should()
        .haveModifier(JavaModifier.TRANSIENT)
        .check(KIT);
  }

  @Test
  void one_package_reads_and_writes_JSON() {
    noClasses()
        .that()
        .resideOutsideOfPackages(ROOT + ".internal.json", ROOT + ".pact")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.fasterxml..")
        .check(KIT);
  }

  @Test
  void the_rules_of_the_service_know_no_wire() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + ".internal.service..",
            ROOT + ".internal.lifecycle..",
            ROOT + ".internal.client..",
            ROOT + ".internal.delivery..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "com.fasterxml..",
            "com.sun.net..",
            ROOT + ".internal.http..",
            ROOT + ".internal.routes..")
        .check(KIT);
  }

  @Test
  void what_is_internal_is_used_by_this_kits_hub_alone() {
    classes()
        .that()
        .resideInAPackage(ROOT + ".internal..")
        .should()
        .onlyBeAccessed()
        .byAnyPackage(ROOT, ROOT + ".internal..", ROOT + ".webhook..")
        .check(KIT);
  }

  /** Stands in for javac's "exports" lint, which cannot be switched on: see the root pom. */
  @Test
  void public_signatures_show_only_the_JDK_the_domain_this_kit_and_the_types_of_JUnit_and_Pact() {
    assertThat(KIT.stream().filter(ArchitectureTest::isExported).flatMap(ArchitectureTest::foreign))
        .containsOnly(
            "BankHubExtension shows org.junit.jupiter.api.extension",
            "ShippedPactLoader shows au.com.dius.pact.core.model",
            "ShippedPactLoader shows au.com.dius.pact.provider.junitsupport.loader");
  }

  private static boolean isExported(JavaClass type) {
    return isInExportedPackage(type)
        && isVisible(type.getModifiers())
        && type.getEnclosingClass().map(ArchitectureTest::isExported).orElse(true);
  }

  private static boolean isInExportedPackage(JavaClass type) {
    return type.getPackageName().startsWith(ROOT)
        && !type.getPackageName().startsWith(ROOT + ".internal");
  }

  private static boolean isVisible(Set<JavaModifier> modifiers) {
    return modifiers.contains(JavaModifier.PUBLIC) || modifiers.contains(JavaModifier.PROTECTED);
  }

  private static Stream<String> foreign(JavaClass type) {
    return shown(type)
        .map(JavaClass::getBaseComponentType)
        .filter(shown -> !shown.isPrimitive())
        .filter(shown -> !shown.getPackageName().startsWith("java."))
        .filter(shown -> !shown.getPackageName().startsWith("io.github.bankhub.domain."))
        .filter(shown -> !isInExportedPackage(shown))
        .map(shown -> type.getSimpleName() + " shows " + shown.getPackageName());
  }

  /** Supertypes and visible members, with type arguments and declared exceptions. */
  private static Stream<JavaClass> shown(JavaClass type) {
    Stream<JavaType> supertypes =
        Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
    Stream<JavaClass> members =
        type.getMembers().stream()
            .filter(member -> isVisible(member.getModifiers()))
            .flatMap(ArchitectureTest::shown);
    return Stream.concat(
        supertypes.flatMap(supertype -> supertype.getAllInvolvedRawTypes().stream()), members);
  }

  private static Stream<JavaClass> shown(JavaMember member) {
    Stream<JavaClass> thrown =
        member instanceof JavaCodeUnit unit ? unit.getExceptionTypes().stream() : Stream.of();
    return Stream.concat(member.getAllInvolvedRawTypes().stream(), thrown);
  }

  @Test
  void no_package_depends_on_a_package_that_depends_on_it() {
    slices().matching(ROOT + ".(**)").should().beFreeOfCycles().check(KIT);
  }

  @Test
  void the_entrance_depends_on_the_other_packages_and_they_do_not_depend_on_it() {
    noClasses()
        .that()
        .resideInAnyPackage(
            ROOT + ".clock..",
            ROOT + ".fault..",
            ROOT + ".http..",
            ROOT + ".internal..",
            ROOT + ".journal..",
            ROOT + ".page..",
            ROOT + ".sample..",
            ROOT + ".webhook..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .check(KIT);
  }

  /** Surefire skips such classes without a message. */
  @Test
  void a_static_nested_class_has_tests_only_if_its_enclosing_class_runs_it() {
    List<Class<?>> nested =
        ReflectionSupport.findAllClassesInPackage(
            ROOT, ArchitectureTest::isStaticNestedWithTests, name -> true);
    // One import for all: each would read the same classes of the JDK again.
    JavaClasses enclosing =
        new ClassFileImporter()
            .importClasses(nested.stream().<Class<?>>map(Class::getEnclosingClass).toList());
    assertThat(nested)
        .isNotEmpty()
        .allMatch(
            type -> runsTests(enclosing.get(type.getEnclosingClass())),
            "its enclosing class runs it");
  }

  private static boolean isStaticNestedWithTests(Class<?> type) {
    return type.isMemberClass()
        && Modifier.isStatic(type.getModifiers())
        && !Modifier.isAbstract(type.getModifiers())
        && !ReflectionSupport.findMethods(
                type,
                method -> AnnotationSupport.isAnnotated(method, Testable.class),
                HierarchyTraversalMode.TOP_DOWN)
            .isEmpty();
  }

  private static boolean runsTests(JavaClass type) {
    return type.getDirectDependenciesFromSelf().stream()
        .anyMatch(uses -> uses.getTargetClass().isEquivalentTo(EngineTestKit.class));
  }
}
