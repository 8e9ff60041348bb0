package io.github.bankhub.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A small application that receives webhooks or IPNs, without a framework. With a flaw, it breaks
 * one rule. It handles a message at the door: a real one would store it and handle it later.
 */
final class MerchantApplication implements AutoCloseable {

  static final String SECRET = "endpoint-secret";

  private static final JsonMapper JSON = new JsonMapper();

  /** What a message says about itself, and how it is authenticated. */
  enum Kind {
    WEBHOOK("xid", "X-Secret-Key", SECRET),
    IPN("transaction_id", "Authorization", "Apikey " + SECRET);

    private final String key;
    private final String header;
    private final String secret;

    Kind(String key, String header, String secret) {
      this.key = key;
      this.header = header;
      this.secret = secret;
    }

    private @Nullable Object owner(Map<String, ?> message) {
      return this == IPN
          ? message.get("bank_account_xid")
          : ((Map<?, ?>) message.get("metadata")).get("link_token_xid");
    }
  }

  /** What an application does wrong. */
  enum Flaw {
    NONE,
    REJECTS_ONE_KIND,
    ACCEPTS_ANY_SECRET,
    ACCEPTS_A_PREFIX,
    IGNORES_CASE_OF_THE_SECRET,
    ACCEPTS_NO_SECRET,
    TAKES_THE_FIRST_SECRET,
    TAKES_THE_LAST_SECRET,
    TAKES_THE_OTHER_HEADER,
    TAKES_THE_KEY_ALONE,
    HANDLES_WHAT_IT_REJECTS,
    REMEMBERS_WHAT_IT_REJECTS,
    HANDLES_NOTHING,
    DOES_NOT_DEDUPLICATE,
    DEDUPLICATES_IN_TWO_STEPS,
    DEDUPLICATES_BY_CONTENT,
    REJECTS_A_DUPLICATE,
    EXPECTS_AN_ORDER,
    REJECTS_UNKNOWN_OWNERS,
    DROPS_UNKNOWN_OWNERS,
    REJECTS_UNKNOWN_EVENTS,
    REJECTS_UNKNOWN_FIELDS,
    COMPARES_NUMBERS_EXACTLY,
    REQUIRES_A_REFERENCE,
    FAILS_IF_UNREADABLE,
    HANGS_IF_UNREADABLE,
    HANDLES_BEFORE_THE_RESPONSE,
    RESPONDS_WITH_TEXT,
    RESPONDS_WITHOUT_A_BODY,
    RESPONDS_WITH_204,
    CLOSES_THE_CONNECTION_FOR_UNKNOWN_OWNERS
  }

  private final Kind kind;
  private final Flaw flaw;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch two = new CountDownLatch(2);
  private final Set<Object> seen = ConcurrentHashMap.newKeySet();
  private final Map<Object, Object> owners = new ConcurrentHashMap<>();
  private final Map<Object, Integer> handled = new ConcurrentHashMap<>();
  private final Queue<Map<String, Object>> waiting = new ConcurrentLinkedQueue<>();
  private final List<Duration> delays = new CopyOnWriteArrayList<>();

  MerchantApplication(Kind kind, Flaw flaw) {
    this.kind = kind;
    this.flaw = flaw;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/sepay", this::exchange);
    server.setExecutor(threads);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/sepay");
  }

  int handled(Object key) {
    return handled.getOrDefault(key, 0);
  }

  void slowDown(Duration delay) {
    delays.add(delay);
  }

  /** {@return the delays of the handler, the present one last} */
  List<Duration> delays() {
    return List.copyOf(delays);
  }

  /** Stores the owner of messages, and handles those that came before it. */
  void store(Object owner, Object details) {
    owners.put(owner, details);
    waiting.removeIf(
        message -> {
          boolean isOwned = owner.equals(kind.owner(message));
          if (isOwned) {
            handle(message);
          }
          return isOwned;
        });
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  private void exchange(HttpExchange exchange) throws IOException {
    int status = status(exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes());
    if (status == 0) {
      exchange.close();
      return;
    }
    boolean isText = flaw == Flaw.RESPONDS_WITH_TEXT;
    byte[] body = ("{\"success\": " + (status == 200) + "}").getBytes(UTF_8);
    exchange
        .getResponseHeaders()
        .set("Content-Type", isText ? "text/plain" : "application/json; charset=utf-8");
    boolean isEmpty = flaw == Flaw.RESPONDS_WITHOUT_A_BODY || status == 204;
    exchange.sendResponseHeaders(status, isEmpty ? -1 : body.length);
    if (!isEmpty) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private int status(Headers headers, byte[] body) {
    Map<String, Object> message = read(body);
    if (!isAuthentic(headers)) {
      if (message != null && flaw == Flaw.HANDLES_WHAT_IT_REJECTS) {
        handle(message);
      } else if (message != null && flaw == Flaw.REMEMBERS_WHAT_IT_REJECTS) {
        seen.add(message.get(kind.key));
      }
      return 401;
    }
    if (message == null || !(message.get(kind.key) instanceof String)) {
      return unreadable();
    }
    if (flaw == Flaw.HANDLES_BEFORE_THE_RESPONSE && !delays.isEmpty()) {
      awaitClose();
    }
    return received(message);
  }

  private int received(Map<String, Object> message) {
    int status = flawedStatus(message);
    if (status != 200 && status != 204) {
      return status;
    }
    if (!isFirst(message)) {
      return flaw == Flaw.REJECTS_A_DUPLICATE ? 409 : status;
    }
    Object owner = kind.owner(message);
    if (owner != null && owners.containsKey(owner)) {
      handle(message);
    } else if (flaw != Flaw.DROPS_UNKNOWN_OWNERS) {
      waiting.add(message);
    }
    return status;
  }

  private int flawedStatus(Map<String, Object> message) {
    Object owner = kind.owner(message);
    boolean isUnknown = owner == null || !owners.containsKey(owner);
    String event = String.valueOf(message.get("event"));
    return switch (flaw) {
      case REJECTS_ONE_KIND ->
          event.equals("BANK_ACCOUNT_INACTIVED") || "debit".equals(message.get("transfer_type"))
              ? 400
              : 200;
      case EXPECTS_AN_ORDER ->
          event.equals("LINK_SESSION_COMPLETED") && handled.isEmpty() ? 409 : 200;
      case REJECTS_UNKNOWN_OWNERS -> isUnknown ? 404 : 200;
      case CLOSES_THE_CONNECTION_FOR_UNKNOWN_OWNERS -> isUnknown ? 0 : 200;
      case REJECTS_UNKNOWN_EVENTS -> event.equals("BANK_ACCOUNT_RENAMED") ? 422 : 200;
      case REJECTS_UNKNOWN_FIELDS ->
          message.containsKey("new") || message.containsKey("new_field") ? 400 : 200;
      case COMPARES_NUMBERS_EXACTLY ->
          owners.containsValue(message.get("account_number")) ? 200 : 404;
      case REQUIRES_A_REFERENCE -> message.get("reference_code") == null ? 500 : 200;
      case RESPONDS_WITH_204 -> 204;
      default -> 200;
    };
  }

  private boolean isFirst(Map<String, Object> message) {
    Object key = message.get(kind.key);
    return switch (flaw) {
      case DOES_NOT_DEDUPLICATE -> true;
      case DEDUPLICATES_BY_CONTENT ->
          seen.add(List.of(message.get("amount"), message.get("content")));
      case DEDUPLICATES_IN_TWO_STEPS -> {
        boolean isNew = !seen.contains(key);
        awaitTwo();
        seen.add(key);
        yield isNew;
      }
      default -> seen.add(key);
    };
  }

  private void handle(Map<String, Object> message) {
    if (flaw != Flaw.HANDLES_NOTHING) {
      handled.merge(message.get(kind.key), 1, Integer::sum);
    }
  }

  private boolean isAuthentic(Headers headers) {
    List<String> sent = headers.getOrDefault(kind.header, List.of());
    boolean isOne = sent.size() == 1;
    return switch (flaw) {
      case ACCEPTS_ANY_SECRET -> !sent.isEmpty();
      case ACCEPTS_A_PREFIX -> isOne && kind.secret.startsWith(sent.get(0));
      case IGNORES_CASE_OF_THE_SECRET -> isOne && kind.secret.equalsIgnoreCase(sent.get(0));
      case ACCEPTS_NO_SECRET -> sent.isEmpty() || sent.equals(List.of(kind.secret));
      case TAKES_THE_FIRST_SECRET -> !sent.isEmpty() && kind.secret.equals(sent.get(0));
      case TAKES_THE_LAST_SECRET ->
          !sent.isEmpty() && kind.secret.equals(sent.get(sent.size() - 1));
      case TAKES_THE_KEY_ALONE ->
          isOne && (kind.secret.equals(sent.get(0)) || SECRET.equals(sent.get(0)));
      case TAKES_THE_OTHER_HEADER ->
          (isOne && kind.secret.equals(sent.get(0)))
              || headers.values().stream()
                  .flatMap(List::stream)
                  .anyMatch(value -> value.endsWith(SECRET));
      default -> isOne && kind.secret.equals(sent.get(0));
    };
  }

  private int unreadable() {
    return switch (flaw) {
      case FAILS_IF_UNREADABLE -> 500;
      case HANGS_IF_UNREADABLE -> {
        awaitClose();
        yield 400;
      }
      default -> 400;
    };
  }

  private void awaitClose() {
    await(closed);
  }

  /** The first two requests both look before either remembers. */
  private void awaitTwo() {
    two.countDown();
    await(two);
  }

  private static void await(CountDownLatch latch) {
    try {
      if (!latch.await(20, TimeUnit.SECONDS)) {
        throw new IllegalStateException("waited in vain");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static @Nullable Map<String, Object> read(byte[] body) {
    try {
      return JSON.readValue(body, new TypeReference<>() {});
    } catch (IOException e) {
      return null;
    }
  }
}
