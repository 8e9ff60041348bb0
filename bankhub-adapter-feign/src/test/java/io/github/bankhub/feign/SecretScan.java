package io.github.bankhub.feign;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Texts that anybody may read, searched for secrets in every form. What it finds it names by kind
 * and place, and does not repeat.
 */
final class SecretScan {

  private final Map<String, Set<String>> texts = new ConcurrentHashMap<>();
  private final Map<String, String> secrets = new LinkedHashMap<>();

  /** Adds a text; safe for any number of threads. */
  void read(String place, Object text) {
    texts.computeIfAbsent(place, any -> ConcurrentHashMap.newKeySet()).add(String.valueOf(text));
  }

  /** Adds a secret, before or after the texts that may hold it. */
  void secret(String kind, String value) {
    secrets.put(kind, value);
  }

  Set<String> places() {
    return texts.keySet();
  }

  boolean hasRead(String place, String part) {
    return texts.getOrDefault(place, Set.of()).stream().anyMatch(text -> text.contains(part));
  }

  /** Every kind of secret that a place shows. */
  Set<String> leaks() {
    Set<String> leaks = new TreeSet<>();
    secrets.forEach(
        (kind, secret) ->
            forms(secret)
                .forEach(
                    (value, form) ->
                        texts.keySet().stream()
                            .filter(place -> hasRead(place, value))
                            .forEach(place -> leaks.add(kind + form + " in " + place))));
    return leaks;
  }

  private static Map<String, String> forms(String secret) {
    byte[] bytes = secret.getBytes(UTF_8);
    Map<String, String> forms = new LinkedHashMap<>();
    forms.put(secret, "");
    forms.putIfAbsent(secret.replace("/", "\\/"), " as JSON");
    forms.putIfAbsent(URLEncoder.encode(secret, UTF_8), " as part of a URL");
    forms.putIfAbsent(Base64.getEncoder().withoutPadding().encodeToString(bytes), " in Base64");
    forms.putIfAbsent(
        Base64.getUrlEncoder().withoutPadding().encodeToString(bytes), " in Base64 of URLs");
    return forms;
  }
}
