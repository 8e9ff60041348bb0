package io.github.bankhub.testkit.junit;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Parameter;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;

/** Decides which parameters of tests get a value of the hub. */
final class TestParameters {

  /** Annotations that say nothing about where the value comes from. */
  private static final Set<String> NULLNESS =
      Set.of("Nullable", "NonNull", "Nonnull", "NotNull", "CheckForNull");

  // By name, because the module junit-jupiter-params is optional.
  private static final Set<String> PARAMETERIZED =
      Set.of(
          "org.junit.jupiter.params.ParameterizedTest",
          "org.junit.jupiter.params.ParameterizedClass");

  // With it, Spring resolves all parameters of a constructor.
  private static final Set<String> SPRING_CONSTRUCTOR =
      Set.of("org.springframework.test.context.TestConstructor");

  private TestParameters() {}

  static boolean areSupported(ParameterContext parameter, ExtensionContext context) {
    return TestContext.hasValueOf(parameter.getParameter().getType())
        && !isForOther(parameter.getParameter())
        && !isArgument(parameter)
        && !isForOther(parameter.getDeclaringExecutable(), context);
  }

  /** An annotation such as {@code @Mock} or {@code @Autowired} chooses another extension. */
  private static boolean isForOther(Parameter parameter) {
    return Stream.of(parameter.getAnnotations())
        .map(annotation -> annotation.annotationType().getSimpleName())
        .anyMatch(name -> !NULLNESS.contains(name));
  }

  private static boolean isForOther(Executable executable, ExtensionContext context) {
    if (!(executable instanceof Constructor<?> constructor)) {
      return false;
    }
    return constructor.getAnnotations().length > 0
        || isAnnotated(constructor.getDeclaringClass(), SPRING_CONSTRUCTOR, new HashSet<>())
        || isOfUnknownTest(context);
  }

  /** Before JUnit 5.12, a constructor cannot know its test. */
  private static boolean isOfUnknownTest(ExtensionContext context) {
    return context.getTestMethod().isEmpty()
        && !context.getTestInstanceLifecycle().equals(Optional.of(Lifecycle.PER_CLASS));
  }

  /** A parameterized test or class has at least one argument, and its arguments come first. */
  private static boolean isArgument(ParameterContext parameter) {
    Executable executable = parameter.getDeclaringExecutable();
    AnnotatedElement element =
        executable instanceof Constructor<?> ? executable.getDeclaringClass() : executable;
    return parameter.getIndex() == 0 && isAnnotated(element, PARAMETERIZED, new HashSet<>());
  }

  private static boolean isAnnotated(
      AnnotatedElement element, Set<String> annotations, Set<Class<?>> seen) {
    return Stream.of(element.getAnnotations())
        .map(Annotation::annotationType)
        .filter(seen::add)
        .anyMatch(
            type -> annotations.contains(type.getName()) || isAnnotated(type, annotations, seen));
  }
}
