package io.github.bankhub.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/**
 * Mutants test the contracts: each test of a contract must find its mutant and say what is wrong.
 */
class MutantsTest {

  /** Tests that no implementation of a port can fail, and why. */
  private static final Map<String, String> EXEMPT =
      Map.of(
          "LinkTokenRequests.LT_03_a_request_without_a_company_cannot_be_built",
          "only CompanyXid decides, a final value of the domain",
          "LinkTokenRequests.LT_04_a_purpose_is_one_of_two_and_other_text_is_rejected_with_both_listed",
          "only Purpose decides, an enum of the domain",
          "LinkTokenRequests.LT_05_a_request_to_unlink_without_an_account_cannot_be_built",
          "only BankAccountXid decides, a final value of the domain",
          "LinkTokenRequests.LT_07_a_redirect_that_is_not_absolute_cannot_be_built",
          "only CompletionRedirect decides, a final value of the domain",
          "CreateLinkToken.LT_24_the_text_of_a_token_contains_neither_its_secret_nor_its_link",
          "LinkToken, a final value of the domain, prints itself");

  /** The classes of this package that make mutants, each with a method or field of its own. */
  private static final List<Class<?>> MAKERS =
      ReflectionSupport.findAllClassesInPackage(
          MutantsTest.class.getPackageName(), type -> true, name -> name.endsWith("Mutants"));

  static final List<Mutant> MUTANTS =
      MAKERS.stream()
          .flatMap(
              maker ->
                  ReflectionSupport.findMethods(
                      maker, MutantsTest::isNamedAll, HierarchyTraversalMode.TOP_DOWN)
                      .stream())
          .flatMap(all -> (Stream<?>) ReflectionSupport.invokeMethod(all, null))
          .map(Mutant.class::cast)
          .toList();

  @ParameterizedTest(name = "{0}")
  @FieldSource("MUTANTS")
  void a_mutant_fails_the_test_of_its_rule(Mutant mutant) {
    assertThat(mutant.implementation().whileCurrent(() -> failuresOf(mutant)))
        .singleElement(STRING)
        .contains(mutant.message());
  }

  @Test
  void every_test_of_the_contracts_has_a_mutant_or_an_exemption() {
    Set<String> found =
        MUTANTS.stream()
            .map(mutant -> mutant.contract().getSimpleName() + "." + mutant.test())
            .collect(Collectors.toSet());
    Set<String> accountedFor = new TreeSet<>(found);
    accountedFor.addAll(EXEMPT.keySet());
    assertThat(accountedFor).isEqualTo(allTests());
    assertThat(found).doesNotContainAnyElementsOf(EXEMPT.keySet());
  }

  @Test
  void every_rule_for_all_implementations_has_a_test() {
    assertThat(MAKERS.stream().flatMap(MutantsTest::rules))
        .hasSizeGreaterThan(30)
        .allSatisfy(
            rule -> assertThat(allTests()).anyMatch(test -> test.contains("." + rule + "_")));
  }

  private static boolean isNamedAll(Method method) {
    return method.getName().equals("all");
  }

  private static Stream<Object> rules(Class<?> maker) {
    return ReflectionSupport.findFields(
            maker, field -> field.getName().equals("RULES"), HierarchyTraversalMode.TOP_DOWN)
        .stream()
        .map(field -> ReflectionSupport.tryToReadFieldValue(field, null))
        .flatMap(value -> ((List<?>) value.toOptional().orElseThrow()).stream());
  }

  private static List<String> failuresOf(Mutant mutant) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selector(mutant))
        .execute()
        .testEvents()
        .failed()
        .map(MutantsTest::message)
        .toList();
  }

  private static DiscoverySelector selector(Mutant mutant) {
    return selectNestedMethod(
        List.of(InMemoryContractsTest.class), mutant.contract(), mutant.test());
  }

  private static String message(Event failed) {
    return failed
        .getRequiredPayload(TestExecutionResult.class)
        .getThrowable()
        .map(Throwable::getMessage)
        .orElse("");
  }

  private static Set<String> allTests() {
    return ReflectionSupport.findNestedClasses(
            InMemoryContractsTest.class, nested -> nested.isAnnotationPresent(Nested.class))
        .stream()
        .flatMap(contract -> tests(contract).map(test -> contract.getSimpleName() + "." + test))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> tests(Class<?> contract) {
    return ReflectionSupport.findMethods(
            contract,
            method ->
                method.isAnnotationPresent(Test.class)
                    || method.isAnnotationPresent(TestFactory.class),
            HierarchyTraversalMode.TOP_DOWN)
        .stream()
        .map(Method::getName);
  }
}
