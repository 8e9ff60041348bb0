package io.github.bankhub.domain;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.bankhub.domain.account.AccountNumber;
import io.github.bankhub.domain.account.SensitiveNumber;
import io.github.bankhub.domain.auth.Secret;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.internal.JsonFields;
import io.github.bankhub.domain.json.ApiRequest;
import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.port.BankHub;
import java.io.Serializable;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires;
import java.lang.module.ModuleFinder;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ArchitectureTest {

  private static final String ROOT = "io.github.bankhub.domain";
  private static final Set<String> INTERNAL = Set.of(ROOT + ".internal", ROOT + ".text");
  private static final JavaClasses DOMAIN =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(ROOT);
  private static final ModuleDescriptor MODULE = module();
  private static final Set<String> EXPORTED =
      MODULE.exports().stream().map(ModuleDescriptor.Exports::source).collect(toSet());

  // A rule about a misspelled or missing package would pass silently.
  @Nested
  class Rules_themselves {

    @Test
    void the_domain_was_imported() {
      assertThat(DOMAIN.stream()).hasSizeGreaterThan(40);
    }

    @Test
    void no_test_was_imported() {
      assertThat(DOMAIN.contain(ArchitectureTest.class)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "account",
          "address",
          "auth",
          "company",
          "environment",
          "event",
          "failure",
          "history",
          "internal",
          "ipn",
          "json",
          "link",
          "merchant",
          "operation",
          "paging",
          "port",
          "text",
          "transaction",
          "webhook"
        })
    void each_package_contains_classes(String name) {
      assertThat(DOMAIN.containPackage(ROOT + "." + name)).isTrue();
      assertThat(DOMAIN.getPackage(ROOT + "." + name).getClasses()).hasSizeGreaterThan(1);
    }
  }

  @Nested
  class Depending {

    @Test
    void the_domain_depends_only_on_the_jdk() {
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "org.jspecify.annotations", ROOT + "..")
          .check(DOMAIN);
    }

    @Test
    void the_module_requires_only_the_base_of_the_jdk_at_runtime() {
      assertThat(MODULE.requires())
          .filteredOn(needed -> !needed.modifiers().contains(Requires.Modifier.STATIC))
          .extracting(Requires::name)
          .containsExactly("java.base");
    }

    @Test
    void no_two_packages_depend_on_each_other() {
      slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(DOMAIN);
    }

    @Test
    void each_port_checks_that_a_response_belongs_to_its_request() {
      noClasses()
          .that()
          .resideInAPackage(ROOT + ".port")
          .and()
          .doNotHaveSimpleName("EchoCheck")
          .should()
          .callMethodWhere(target(name("call")).and(target(owner(type(BankHub.class)))))
          .check(DOMAIN);
    }

    @Test
    void nothing_logs() {
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAPackage("java.util.logging")
          .check(DOMAIN);
    }

    @Test
    void nothing_prints() {
      NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(DOMAIN);
    }
  }

  /** A second reader would read other forms than those in docs/values.md. */
  @Nested
  class Reading_received_text {

    @Test
    void one_class_reads_times() {
      noClasses()
          .that()
          .doNotHaveSimpleName("SePayTimes")
          .should()
          .callMethodWhere(
              target(name("parse")).and(target(owner(resideInAPackage("java.time..")))))
          .check(DOMAIN);
    }

    @Test
    void one_class_reads_decimal_numbers() {
      noClasses()
          .that()
          .doNotHaveSimpleName("JsonNumber")
          .should()
          .callConstructor(BigDecimal.class, String.class)
          .check(DOMAIN);
    }

    @Test
    void one_class_knows_the_control_characters() {
      noClasses()
          .should()
          .callMethod(Character.class, "isISOControl", int.class)
          .orShould()
          .callMethod(Character.class, "isISOControl", char.class)
          .check(DOMAIN);
    }
  }

  /** Libraries such as Jackson and Gson write the fields of records, and of other objects too. */
  @Nested
  class Hiding_text {

    private static final DescribedPredicate<JavaClass> HIDING =
        assignableTo(Secret.class)
            .or(assignableTo(HostedLink.class))
            .or(assignableTo(AccountNumber.class))
            .or(assignableTo(SensitiveNumber.class))
            .or(assignableTo(JsonFields.class))
            .or(assignableTo(LinkTokenRequest.class))
            .or(assignableTo(ApiRequest.class))
            .as("hide text from their toString");

    @Test
    void what_is_hidden_from_toString_is_in_transient_fields() {
      fields()
          .that()
          .areDeclaredInClassesThat(HIDING)
          .and()
          .areNotStatic()
          .and()
          .haveRawType(
              type(String.class).or(type(URI.class)).or(type(Map.class)).as("text, URI or map"))
          .should()
          .haveModifier(JavaModifier.TRANSIENT)
          .check(DOMAIN);
    }

    @Test
    void no_class_that_hides_text_is_a_record_or_serializable() {
      noClasses()
          .that(HIDING)
          .should()
          .beRecords()
          .orShould()
          .beAssignableTo(Serializable.class)
          .check(DOMAIN);
    }

    @Test
    void an_exception_has_no_field_that_hides_text() {
      fields()
          .that()
          .areDeclaredInClassesThat(assignableTo(Serializable.class))
          .should()
          .notHaveRawType(HIDING)
          .check(DOMAIN);
    }
  }

  @Nested
  class Exporting {

    @Test
    void every_package_is_exported_but_the_internal_ones() {
      assertThat(EXPORTED).doesNotContainAnyElementsOf(INTERNAL);
      assertThat(Stream.concat(EXPORTED.stream(), INTERNAL.stream()))
          .containsExactlyInAnyOrderElementsOf(packages());
    }

    @Test
    void every_public_type_is_final_sealed_or_abstract() {
      classes()
          .that()
          .resideInAnyPackage(EXPORTED.toArray(String[]::new))
          .and()
          .arePublic()
          .should(be(settled()))
          .check(DOMAIN);
    }

    @Test
    void every_package_is_null_marked() {
      assertThat(packages())
          .map(DOMAIN::getPackage)
          .allMatch(it -> it.isAnnotatedWith(NullMarked.class));
    }
  }

  private static DescribedPredicate<JavaClass> settled() {
    return DescribedPredicate.describe(
        "final, abstract or sealed",
        type ->
            type.isInterface()
                || type.getModifiers().contains(JavaModifier.FINAL)
                || type.getModifiers().contains(JavaModifier.ABSTRACT)
                || type.reflect().isSealed());
  }

  private static Set<String> packages() {
    return DOMAIN.stream().map(JavaClass::getPackageName).collect(toSet());
  }

  private static ModuleDescriptor module() {
    try {
      Path classes =
          Path.of(
              BankHubEnvironment.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return ModuleFinder.of(classes).find(ROOT).orElseThrow().descriptor();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }
}
