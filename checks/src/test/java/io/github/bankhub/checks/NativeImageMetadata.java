package io.github.bankhub.checks;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * What GraalVM's {@code native-image} must know about one jar. The format is the one that GraalVM
 * for JDK 17, 21 and 25 read: newer formats are unknown to the first releases for JDK 17 and 21.
 */
final class NativeImageMetadata {

  private final Map<String, Set<String>> types = new TreeMap<>();
  private final Set<String> proxies = new TreeSet<>();
  private final Set<String> resources = new TreeSet<>();
  private final Map<String, Set<String>> bundles = new TreeMap<>();

  void add(RecordedCall call) {
    switch (call.method()) {
      case "java.lang.reflect.Proxy.newProxyInstance" -> proxies.add(call.target());
      case "java.util.ResourceBundle.getBundle" ->
          bundles
              .computeIfAbsent(call.arguments().get(0), name -> new TreeSet<>())
              .add(call.arguments().get(1));
      case "java.lang.ClassLoader.getResource",
          "java.lang.ClassLoader.getResourceAsStream",
          "java.lang.ClassLoader.getResources" ->
          addResource(call.arguments().get(0));
      default -> addType(call.target(), flag(call.method()));
    }
  }

  private void addResource(String name) {
    if (getClass().getClassLoader().getResource(name) != null) {
      resources.add(name);
    }
  }

  private void addType(String name, String flag) {
    try {
      Class.forName(name, false, getClass().getClassLoader());
    } catch (ClassNotFoundException e) {
      // The caller works without the class.
      return;
    }
    Set<String> flags = types.computeIfAbsent(name, key -> new TreeSet<>());
    if (!flag.isEmpty()) {
      flags.add(flag);
    }
  }

  private static String flag(String method) {
    return switch (method.substring("java.lang.".length())) {
      case "Class.forName" -> "";
      case "Class.getMethod", "Class.getMethods" -> "allPublicMethods";
      case "Class.getDeclaredMethod", "Class.getDeclaredMethods", "reflect.Method.invoke" ->
          "allDeclaredMethods";
      case "Class.getField", "Class.getFields" -> "allPublicFields";
      case "Class.getDeclaredField",
          "Class.getDeclaredFields",
          "reflect.Field.get",
          "reflect.Field.set" ->
          "allDeclaredFields";
      case "Class.getRecordComponents" -> "allRecordComponents";
      default -> "allDeclaredConstructors";
    };
  }

  /** {@return the JSON files by name; none for what the jar does not need} */
  Map<String, String> files() {
    Map<String, String> files = new TreeMap<>();
    if (!types.isEmpty()) {
      files.put("reflect-config.json", json(reflectConfig()));
    }
    if (!proxies.isEmpty()) {
      files.put("proxy-config.json", json(proxyConfig()));
    }
    if (!resources.isEmpty() || !bundles.isEmpty()) {
      files.put("resource-config.json", json(resourceConfig()));
    }
    return files;
  }

  private List<Map<String, Object>> reflectConfig() {
    List<Map<String, Object>> config = new ArrayList<>();
    types.forEach(
        (name, flags) -> {
          Map<String, Object> type = object("name", name);
          flags.forEach(flag -> type.put(flag, true));
          config.add(type);
        });
    return config;
  }

  private List<Map<String, Object>> proxyConfig() {
    return proxies.stream()
        .map(interfaces -> object("interfaces", List.of(interfaces.split(","))))
        .toList();
  }

  private Map<String, Object> resourceConfig() {
    Map<String, Object> config =
        object(
            "resources",
            object(
                "includes",
                resources.stream().map(name -> object("pattern", Pattern.quote(name))).toList()));
    if (!bundles.isEmpty()) {
      config.put("bundles", bundleConfig());
    }
    return config;
  }

  private List<Map<String, Object>> bundleConfig() {
    List<Map<String, Object>> config = new ArrayList<>();
    bundles.forEach(
        (name, locales) -> {
          Map<String, Object> bundle = object("name", name);
          bundle.put("locales", locales);
          config.add(bundle);
        });
    return config;
  }

  private static Map<String, Object> object(String key, Object value) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put(key, value);
    return object;
  }

  private static String json(Object value) {
    return JsonMapper.builder().build().valueToTree(value).toPrettyString() + "\n";
  }
}
