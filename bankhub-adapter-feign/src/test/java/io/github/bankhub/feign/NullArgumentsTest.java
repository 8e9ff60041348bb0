package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NullArgumentsTest {

  /** Calls each method of each port that has one parameter. */
  private static void assertRejected(BankHub hub) {
    assertThat(methods().map(Method::getName)).contains("create", "revoke", "list", "get");
    methods()
        .forEach(
            method ->
                assertThatNullPointerException()
                    .as(method.toString())
                    .isThrownBy(() -> callWithNull(hub, method))
                    .withMessage(method.getParameters()[0].getName()));
  }

  private static Stream<Method> methods() {
    return Arrays.stream(BankHub.class.getMethods())
        .filter(port -> port.getParameterCount() == 0)
        .flatMap(port -> Arrays.stream(port.getReturnType().getMethods()))
        .filter(method -> method.getDeclaringClass().isInterface())
        .filter(
            method -> method.getParameterCount() == 1 && method.getReturnType() != Stream.class);
  }

  private static void callWithNull(BankHub hub, Method method) throws Throwable {
    for (Method port : BankHub.class.getMethods()) {
      if (port.getReturnType() == method.getDeclaringClass() && port.getParameterCount() == 0) {
        try {
          method.invoke(port.invoke(hub), new Object[] {null});
        } catch (InvocationTargetException e) {
          throw e.getCause();
        }
      }
    }
  }

  @Test
  void are_rejected_by_name_and_nothing_is_sent() {
    ScriptedClient client = new ScriptedClient();
    assertRejected(client.hub());
    assertThat(client.sent("")).isEmpty();
  }

  @Test
  void are_rejected_by_name_in_memory_too() {
    InMemoryBankHub hub = InMemoryBankHub.create();
    assertRejected(hub);
    assertThat(hub.control().journal()).isEmpty();
  }
}
