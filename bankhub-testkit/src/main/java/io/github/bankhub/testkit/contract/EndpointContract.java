package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assumptions.abort;

import io.github.bankhub.testkit.contract.MerchantEndpoint.Reply;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator;

/**
 * The base of the contracts for what a merchant's endpoints do with a message.
 *
 * @param <K> the type of the key that identifies a message
 */
@DisplayNameGeneration(DisplayNameGenerator.ReplaceUnderscores.class)
@SuppressWarnings("missing-explicit-ctor") // No constructor does more than the default one.
abstract class EndpointContract<K> {

  static final Duration RESPONSE_TIMEOUT_OF_SEPAY = Duration.ofSeconds(8);

  private static final int CALLERS = 20;
  private static final int DELIVERIES_OF_A_CALLER = 5;

  /** {@return the address of the endpoint under test} The tests send real HTTP requests to it. */
  protected abstract URI endpoint();

  /**
   * {@return how often your application handled a message; empty if it cannot say} That is how
   * often the effect happened, such as a new row. If you handle messages after the response, first
   * wait until none is left. Without an override, only the responses are checked, and the test of
   * rule 03 is skipped.
   *
   * @param key the key of the message
   */
  protected OptionalInt handled(K key) {
    return OptionalInt.empty();
  }

  /**
   * Makes the handling of all later messages slower, or as fast as before. The test of rule 10
   * calls it twice, because later tests may use the same application. Do nothing if your endpoint
   * handles messages only after the response. Without an override, the test of rule 10 is skipped.
   *
   * @param delay how long the handling of a message takes at least; zero after the test
   */
  protected void slowDownHandling(Duration delay) {
    abort("override slowDownHandling to test the endpoint with a slow handler");
  }

  /** {@return how long a response may take; 8 seconds, as SePay waits, unless overridden} */
  protected Duration responseLimit() {
    return RESPONSE_TIMEOUT_OF_SEPAY;
  }

  final Reply send(Map<String, List<String>> headers, byte[] body) throws InterruptedException {
    return new MerchantEndpoint(endpoint(), responseLimit()).send(headers, body);
  }

  /** Sends the same message 100 times, from several threads. */
  final List<Reply> send100Times(Map<String, List<String>> headers, byte[] body)
      throws InterruptedException {
    Callable<List<Reply>> caller =
        () -> {
          Reply[] replies = new Reply[DELIVERIES_OF_A_CALLER];
          for (int i = 0; i < replies.length; i++) {
            replies[i] = send(headers, body);
          }
          return Arrays.asList(replies);
        };
    return ConcurrentCalls.call(Collections.nCopies(CALLERS, caller)).stream()
        .flatMap(List::stream)
        .toList();
  }

  final void assertHandled(int expected, MerchantRule rule, String scenario, K key) {
    OptionalInt times = handled(key);
    rule.check(
        times.isEmpty() || times.getAsInt() == expected,
        scenario + " and handled " + times(times.orElse(expected)));
  }

  /** Aborts the test if the application cannot say how often it handled a message. */
  final void requireCount(K key) {
    if (handled(key).isEmpty()) {
      abort("override handled to check how often a message is handled");
    }
  }

  static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  /** Sends a message while the handler is slow. */
  final Reply sendToSlowHandler(Map<String, List<String>> headers, byte[] body)
      throws InterruptedException {
    slowDownHandling(responseLimit().plusSeconds(1));
    try {
      return send(headers, body);
    } finally {
      slowDownHandling(Duration.ZERO);
    }
  }

  static void assertReportsSuccess(MerchantRule rule, String what, Reply reply) {
    rule.check(reply.isResponse(), what + " got " + reply);
    String problem = reply.problemOfSuccess();
    rule.check(problem.isEmpty(), what + " got " + reply + " with " + problem);
  }

  static Map<String, List<String>> with(
      Map<String, List<String>> headers, String name, String... values) {
    Map<String, List<String>> changed = new LinkedHashMap<>(headers);
    changed.put(name, List.of(values));
    return changed;
  }

  static Map<String, List<String>> without(Map<String, List<String>> headers, String name) {
    Map<String, List<String>> changed = new LinkedHashMap<>(headers);
    changed.remove(name);
    return changed;
  }

  /** Secrets that are wrong, most of them almost right. */
  static List<String> forged(String secret) {
    return Stream.of(
            "not-the-secret",
            secret + "x",
            secret.substring(0, secret.length() - 1),
            "",
            secret.toUpperCase(Locale.ROOT),
            secret.toLowerCase(Locale.ROOT))
        .filter(forged -> !forged.equals(secret))
        .distinct()
        .toList();
  }

  /** Bodies that cannot be read, by what is wrong. */
  static Map<String, byte[]> unreadable(byte[] readable) {
    Map<String, byte[]> bodies = new LinkedHashMap<>();
    bodies.put("an empty body", new byte[0]);
    bodies.put("a body that is cut off", Arrays.copyOf(readable, readable.length / 2));
    bodies.put("a body that is not JSON", ascii("event=BANK_ACCOUNT_LINKED"));
    bodies.put("a body that is a JSON array", ascii("[]"));
    bodies.put("a body that is null", ascii("null"));
    bodies.put("an object without fields", ascii("{}"));
    bodies.put("a body that is not UTF-8", new byte[] {'{', '"', (byte) 0xC3, '"', '}'});
    bodies.put("a body of 5,000 nested arrays", ascii("[".repeat(5000)));
    return bodies;
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
