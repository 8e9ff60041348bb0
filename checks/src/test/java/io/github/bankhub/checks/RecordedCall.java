package io.github.bankhub.checks;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A call of the JDK's reflection.
 *
 * @param caller the class that calls, with its package
 * @param method such as {@code java.lang.Class.getMethods}
 * @param target the class whose members or name the call uses; empty if there is none
 * @param arguments classes are names; what is neither class nor text nor locale is empty
 */
record RecordedCall(String caller, String method, String target, List<String> arguments) {

  /** {@return the call in a line of {@link ReflectionAgent}} */
  static RecordedCall parse(String line) {
    List<String> parts = Arrays.asList(line.split("\t", -1));
    List<String> arguments = parts.subList(3, parts.size());
    String method = parts.get(1);
    String target =
        switch (method) {
          case "java.lang.Class.forName" -> arguments.get(0);
          case "java.lang.reflect.Proxy.newProxyInstance" -> arguments.get(1);
          default -> parts.get(2);
        };
    return new RecordedCall(parts.get(0), method, target, arguments);
  }

  /** {@return the jar of bankhub whose class is the target, or else the caller} */
  Optional<String> artifact() {
    return artifact(target).or(() -> artifact(caller));
  }

  private static Optional<String> artifact(String type) {
    if (type.startsWith("io.github.bankhub.domain.")) {
      return Optional.of("bankhub-domain");
    }
    if (type.startsWith("io.github.bankhub.feign.")) {
      return Optional.of("bankhub-adapter-feign");
    }
    return Optional.of("bankhub-testkit")
        .filter(jar -> type.startsWith("io.github.bankhub.testkit."));
  }
}
