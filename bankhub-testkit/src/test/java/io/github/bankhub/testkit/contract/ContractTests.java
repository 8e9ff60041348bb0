package io.github.bankhub.testkit.contract;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.commons.support.ReflectionSupport;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.Events;

/** The tests of a contract: their names, their rules, and why they failed. */
final class ContractTests {

  private ContractTests() {}

  /** The messages of tests that failed or were aborted. */
  static List<String> messages(Events ended) {
    return ended.stream()
        .map(
            event ->
                event
                    .getRequiredPayload(TestExecutionResult.class)
                    .getThrowable()
                    .map(Throwable::getMessage)
                    .orElse(""))
        .toList();
  }

  /** The number of the rule of a test, such as {@code WE-01}. */
  static String rule(String test) {
    return test.substring(0, 5).replace('_', '-');
  }

  /** The names of all tests of a contract. */
  static Set<String> names(Class<?> contract) {
    return ReflectionSupport.findMethods(
            contract,
            method ->
                AnnotationSupport.isAnnotated(method, Test.class)
                    || AnnotationSupport.isAnnotated(method, TestFactory.class),
            HierarchyTraversalMode.TOP_DOWN)
        .stream()
        .map(Method::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
