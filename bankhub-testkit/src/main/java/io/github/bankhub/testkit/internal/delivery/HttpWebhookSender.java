package io.github.bankhub.testkit.internal.delivery;

import io.github.bankhub.domain.address.HostAndPort;
import io.github.bankhub.testkit.webhook.WebhookReceiver;
import io.github.bankhub.testkit.webhook.WebhookRequest;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Sender of webhooks to one URL over HTTP/1.1. Thread-safe. Each webhook has its own connection,
 * which is closed afterwards. Does not follow redirects and does not use a proxy.
 */
public final class HttpWebhookSender implements WebhookReceiver {

  /** Source: page "Webhook events". */
  public static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /**
   * Source: page "Webhook events". Assumed to begin when the connection is established, and to
   * cover the request and the whole response with its body.
   */
  public static final Duration RESPONSE_TIMEOUT = Duration.ofSeconds(8);

  // The timeout of the client applies before. On a busy machine, the JVM needs seconds to load the
  // client for the first webhook, which says nothing about the receiver.
  private static final Duration MAX_BEFORE_REQUEST = Duration.ofSeconds(20);

  private final URI url;
  private final Duration responseTimeout;
  private final Supplier<HttpClient.Builder> clients;
  private final Set<Runnable> aborts = ConcurrentHashMap.newKeySet();
  private volatile boolean isAborted;

  public HttpWebhookSender(
      URI url, Duration responseTimeout, Supplier<HttpClient.Builder> clients) {
    this.url = URI.create(url.toASCIIString());
    this.responseTimeout = responseTimeout;
    this.clients = clients;
  }

  public static HttpWebhookSender to(URI url) {
    WebhookUrl.check(url);
    return new HttpWebhookSender(
        url, RESPONSE_TIMEOUT, () -> HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT));
  }

  public URI url() {
    return url;
  }

  @Override
  public int receive(WebhookRequest request) throws IOException {
    return send(request, InetAddress.getAllByName(host()));
  }

  private String host() {
    return HostAndPort.of("url", url).host();
  }

  /**
   * Tries the next address if one rejects the connection, because HttpClient tries only one. It
   * rejects a name with {@code _}, for which {@link URI} has no host, so it gets the address then.
   */
  int send(WebhookRequest request, InetAddress... addresses) throws IOException {
    URI target = url.getHost() == null ? withHost(addresses[0]) : url;
    for (int next = 1; ; next++) {
      try {
        return exchange(target, request);
      } catch (ConnectException e) {
        if (next >= addresses.length) {
          throw e;
        }
        target = withHost(addresses[next]);
      }
    }
  }

  private URI withHost(InetAddress address) {
    String text = address.getHostAddress();
    String host = address instanceof Inet6Address ? "[" + text + "]" : text;
    String named = url.toString();
    int start = named.indexOf("//") + 2;
    return URI.create(named.substring(0, start) + host + named.substring(start + host().length()));
  }

  private int exchange(URI target, WebhookRequest webhook) throws IOException {
    CompletableFuture<Long> connected = new CompletableFuture<>();
    CompletableFuture<Void> ended = new CompletableFuture<>();
    HttpRequest request = request(target, webhook, () -> connected.complete(System.nanoTime()));
    AtomicInteger status = new AtomicInteger();
    try (HttpClientThread thread = new HttpClientThread()) {
      BodyHandler<Void> statusOnly =
          head -> {
            status.set(head.statusCode());
            BodySubscriber<Void> body = BodySubscribers.discarding();
            // The future of the client comes later: it waits for the common pool of the JVM, which
            // the application may have blocked.
            end(body.getBody(), connected, ended);
            return body;
          };
      CompletableFuture<?> response = client(thread).sendAsync(request, statusOnly);
      end(response, connected, ended);
      await(response, connected, ended);
    } catch (CancellationException e) {
      throw new IOException("the attempt was aborted", e);
    } catch (ExecutionException e) {
      // A body that breaks off does not undo the status.
      if (status.get() == 0) {
        throw e.getCause() instanceof IOException cause ? cause : new IOException(e);
      }
    }
    if (status.get() < 200 || status.get() > 599) {
      throw new IOException("response status is %s; expected: 200 to 599".formatted(status));
    }
    return status.get();
  }

  private static void end(
      CompletionStage<?> stage, CompletableFuture<Long> connected, CompletableFuture<Void> ended) {
    stage.whenComplete(
        (nothing, failure) -> {
          if (failure == null) {
            ended.complete(null);
          } else {
            ended.completeExceptionally(failure);
          }
          connected.complete(System.nanoTime());
        });
  }

  private static HttpRequest request(URI target, WebhookRequest webhook, Runnable onConnected) {
    HttpRequest.Builder request = HttpRequest.newBuilder(target);
    webhook.headers().forEach((name, values) -> values.forEach(v -> request.header(name, v)));
    BodyPublisher body = BodyPublishers.ofByteArray(webhook.body());
    return request
        .POST(
            BodyPublishers.fromPublisher(
                subscriber -> {
                  onConnected.run();
                  body.subscribe(subscriber);
                },
                body.contentLength()))
        .build();
  }

  HttpClient client(HttpClientThread thread) {
    return clients
        .get()
        .version(HttpClient.Version.HTTP_1_1)
        .followRedirects(HttpClient.Redirect.NEVER)
        .proxy(HttpClient.Builder.NO_PROXY)
        .executor(thread)
        .build();
  }

  /** Closes the connections of all webhooks, and of later ones. */
  void abort() {
    isAborted = true;
    aborts.forEach(Runnable::run);
  }

  /** Waits for the whole response, because the timeout of a request ends at the headers. */
  private void await(Future<?> response, CompletableFuture<Long> connected, Future<?> ended)
      throws ExecutionException, IOException {
    Runnable abort =
        () -> {
          // First, because the body breaks off, which would not undo the status.
          ended.cancel(true);
          response.cancel(true);
        };
    aborts.add(abort);
    try {
      if (isAborted) {
        abort.run();
      }
      long start = System.nanoTime();
      if (!isDone(connected, start, MAX_BEFORE_REQUEST)) {
        throw new HttpConnectTimeoutException("no connection in time");
      }
      if (!isDone(ended, connected.getNow(start), responseTimeout)) {
        throw new SocketTimeoutException(
            "no complete response in %s of real time".formatted(responseTimeout));
      }
    } finally {
      aborts.remove(abort);
      abort.run();
    }
  }

  /** Starts no thread, unlike a timeout of {@link CompletableFuture}. */
  private static boolean isDone(Future<?> awaited, long start, Duration timeout)
      throws ExecutionException {
    long deadline = start + timeout.toNanos();
    boolean wasInterrupted = false;
    try {
      while (true) {
        try {
          awaited.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
          return true;
        } catch (TimeoutException e) {
          return false;
        } catch (InterruptedException e) {
          wasInterrupted = true;
        }
      }
    } finally {
      if (wasInterrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
