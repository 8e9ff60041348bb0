package io.github.bankhub.testkit;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The methods that call an operation, such as {@code bankAccounts().get(BankAccountXid)}. */
final class JavaMethods {

  /** The methods whose name is not the verb of their operation. */
  private static final Map<String, String> VERBS =
      Map.of("all", "list", "createForIpn", "create", "complete", "get", "companyOf", "get");

  /** The methods of the merchant's settings that are named after a part of them. */
  private static final Map<Operation, String> OF_MERCHANT =
      Map.of(Operation.UPLOAD_LOGO, "uploadLogo", Operation.GET_MERCHANT_COUNTER, "counter");

  /** The only method of the hub itself. */
  private static final String ACCESS_TOKEN = "accessToken()";

  private JavaMethods() {}

  static List<String> all() {
    return Stream.concat(
            Stream.of(ACCESS_TOKEN),
            ports().flatMap(port -> methods(port).map(method -> signature(port, method))))
        .sorted()
        .toList();
  }

  /** The methods whose port and name are those of an operation. */
  static List<String> of(Operation operation) {
    if (!operation.usesAccessToken()) {
      return List.of(ACCESS_TOKEN);
    }
    return ports()
        .flatMap(
            port ->
                methods(port)
                    .filter(method -> isNamedAs(operation, port, method))
                    .map(method -> signature(port, method)))
        .sorted()
        .toList();
  }

  /** Such as LIST_COMPANIES and companies().list, or GET_COMPANY_X and companies().x. */
  private static boolean isNamedAs(Operation operation, Method port, Method method) {
    if (OF_MERCHANT.containsKey(operation)) {
      return port.getName().equals("merchantSettings")
          && method.getName().equals(OF_MERCHANT.get(operation));
    }
    String[] verbAndObject = operation.name().toLowerCase(Locale.ROOT).split("_", 2);
    String object = verbAndObject[1];
    String part = "_" + method.getName().toLowerCase(Locale.ROOT);
    return verb(method).equals(verbAndObject[0])
        ? port.getName().equalsIgnoreCase(plural(object))
        : object.endsWith(part)
            && port.getName()
                .equalsIgnoreCase(plural(object.substring(0, object.length() - part.length())));
  }

  private static String plural(String object) {
    String name = object.replace("_", "");
    if (name.endsWith("s")) {
      return name;
    }
    return name.endsWith("y") ? name.substring(0, name.length() - 1) + "ies" : name + "s";
  }

  private static String verb(Method method) {
    return VERBS.getOrDefault(method.getName(), method.getName());
  }

  private static Stream<Method> ports() {
    return declared(BankHub.class)
        .filter(method -> method.getParameterCount() == 0)
        .filter(method -> method.getReturnType().getPackage() == BankHub.class.getPackage());
  }

  private static Stream<Method> methods(Method port) {
    return declared(port.getReturnType()).filter(method -> method.getReturnType() != BankHub.class);
  }

  private static Stream<Method> declared(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> Modifier.isPublic(method.getModifiers()) && !method.isSynthetic());
  }

  private static String signature(Method port, Method method) {
    return Arrays.stream(method.getParameterTypes())
        .map(Class::getSimpleName)
        .collect(Collectors.joining(", ", port.getName() + "()." + method.getName() + "(", ")"));
  }
}
