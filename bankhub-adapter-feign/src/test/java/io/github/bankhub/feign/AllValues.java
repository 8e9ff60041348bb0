package io.github.bankhub.feign;

import static java.util.stream.Collectors.joining;

import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.paging.Page;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A result of a call, and each value of the domain that its accessors return, at every depth. */
final class AllValues {

  private AllValues() {}

  /** The printed values. */
  static String print(Object result) {
    return of(result).stream().map(String::valueOf).collect(joining("\n"));
  }

  /** The values. Maps are left out: {@code fields()} is what SePay sent, and prints it. */
  static List<Object> of(Object result) {
    List<Object> values = new ArrayList<>();
    collect(result, values);
    return values;
  }

  private static void collect(Object value, List<Object> values) {
    if (value instanceof Optional<?> present) {
      present.ifPresent(it -> collect(it, values));
    } else if (value instanceof Collection<?> items) {
      items.forEach(item -> collect(item, values));
    } else if (isOfDomain(value.getClass()) && !(value instanceof Map)) {
      values.add(value);
      if (value instanceof ApiObject || value instanceof Page || value instanceof Record) {
        for (Method accessor : value.getClass().getMethods()) {
          if (accessor.getParameterCount() == 0
              && !Modifier.isStatic(accessor.getModifiers())
              && accessor.getReturnType() != void.class
              && !accessor.isAnnotationPresent(Deprecated.class)
              && isOfDomain(accessor.getDeclaringClass())) {
            collect(invoke(accessor, value), values);
          }
        }
      }
    }
  }

  private static boolean isOfDomain(Class<?> type) {
    return type.getName().startsWith("io.github.bankhub.domain.");
  }

  /** Calls a method; an exception that it throws is thrown. */
  static Object invoke(Method method, @Nullable Object target, Object... arguments) {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new AssertionError(method.toString(), e.getCause());
    } catch (IllegalAccessException e) {
      throw new LinkageError(method.toString(), e);
    }
  }
}
