package io.github.bankhub.checks;

import static net.bytebuddy.matcher.ElementMatchers.isPublic;
import static net.bytebuddy.matcher.ElementMatchers.namedOneOf;
import static net.bytebuddy.matcher.ElementMatchers.none;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.StackWalker.StackFrame;
import java.lang.instrument.Instrumentation;
import java.lang.reflect.Member;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * A Java agent that records calls of the JDK's reflection by libraries and applications. It writes
 * them to a file when the JVM exits, one {@link RecordedCall} in each line.
 */
public final class ReflectionAgent implements BiConsumer<String, Object[]> {

  private static final StackWalker STACK =
      StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

  private static final Map<String, String[]> METHODS =
      Map.of(
          "java.lang.Class",
          new String[] {
            "forName",
            "newInstance",
            "getConstructor",
            "getConstructors",
            "getDeclaredConstructor",
            "getDeclaredConstructors",
            "getField",
            "getFields",
            "getDeclaredField",
            "getDeclaredFields",
            "getMethod",
            "getMethods",
            "getDeclaredMethod",
            "getDeclaredMethods",
            "getRecordComponents"
          },
          // Class.getResource calls these.
          "java.lang.ClassLoader",
          new String[] {"getResource", "getResourceAsStream", "getResources"},
          "java.lang.reflect.Constructor",
          new String[] {"newInstance"},
          "java.lang.reflect.Field",
          new String[] {"get", "set"},
          "java.lang.reflect.Method",
          new String[] {"invoke"},
          "java.lang.reflect.Proxy",
          new String[] {"newProxyInstance"},
          "java.util.ResourceBundle",
          new String[] {"getBundle"});

  private final Set<String> lines = new ConcurrentSkipListSet<>();
  private final ThreadLocal<Boolean> recording = ThreadLocal.withInitial(() -> false);

  private ReflectionAgent() {}

  public static void premain(String file, Instrumentation jvm) {
    ReflectionAgent agent = new ReflectionAgent();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> agent.write(Path.of(file))));
    // The methods of the JDK see no class of this class path, but every class sees the properties.
    System.getProperties().put("bankhub.reflection", agent);
    new AgentBuilder.Default()
        .disableClassFormatChanges()
        .ignore(none())
        .with(AgentBuilder.RedefinitionStrategy.RETRANSFORMATION)
        .type(namedOneOf(METHODS.keySet().toArray(String[]::new)))
        .transform(
            (builder, type, loader, module, domain) ->
                builder.visit(
                    Advice.to(Hook.class)
                        .on(isPublic().and(namedOneOf(METHODS.get(type.getName()))))))
        .installOn(jvm);
  }

  @Override
  public void accept(String method, Object[] call) {
    if (recording.get()) {
      return;
    }
    recording.set(true);
    try {
      Class<?> caller = STACK.walk(ReflectionAgent::caller);
      if (!caller.getModule().isNamed()) {
        lines.add(
            Stream.concat(
                    Stream.of(caller.getName(), method, text(call[0])),
                    Arrays.stream((Object[]) call[1]).map(ReflectionAgent::text))
                .collect(Collectors.joining("\t")));
      }
    } finally {
      recording.set(false);
    }
  }

  private static Class<?> caller(Stream<StackFrame> frames) {
    return frames
        .<Class<?>>map(StackFrame::getDeclaringClass)
        .filter(type -> type != ReflectionAgent.class && !isReflection(type))
        .findFirst()
        .orElse(Object.class);
  }

  private static boolean isReflection(Class<?> type) {
    return type.getPackageName().equals("java.lang.reflect")
        || Set.of(Class.class, ClassLoader.class, ResourceBundle.class).contains(type);
  }

  private static String text(Object value) {
    if (value instanceof Class<?> type) {
      return type.getName();
    }
    if (value instanceof Class<?>[] types) {
      return Arrays.stream(types).map(Class::getName).collect(Collectors.joining(","));
    }
    if (value instanceof Member member) {
      return member.getDeclaringClass().getName();
    }
    return value instanceof String || value instanceof Locale ? value.toString() : "";
  }

  private void write(Path file) {
    try {
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The code that is copied into each method. */
  private static final class Hook {

    private Hook() {}

    @Advice.OnMethodEnter
    @SuppressWarnings("unchecked")
    static void enter(
        @Advice.Origin("#t.#m") String method,
        @Advice.This(optional = true, typing = Assigner.Typing.DYNAMIC) Object self,
        @Advice.AllArguments Object[] arguments) {
      Object recorder = System.getProperties().get("bankhub.reflection");
      if (recorder != null) {
        ((BiConsumer<String, Object[]>) recorder).accept(method, new Object[] {self, arguments});
      }
    }
  }
}
