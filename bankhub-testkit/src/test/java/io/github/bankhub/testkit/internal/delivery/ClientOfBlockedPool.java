package io.github.bankhub.testkit.internal.delivery;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/**
 * An HTTP client whose futures complete only when they are canceled. So do those of the JDK's
 * client while an application blocks all threads of the common pool, if the JVM has two or more.
 */
final class ClientOfBlockedPool extends HttpClient {

  private final HttpClient client;

  private ClientOfBlockedPool(HttpClient client) {
    this.client = client;
  }

  static HttpClient.Builder builder() {
    return builder(HttpClient.newBuilder());
  }

  private static HttpClient.Builder builder(HttpClient.Builder builder) {
    return (HttpClient.Builder)
        Proxy.newProxyInstance(
            ClientOfBlockedPool.class.getClassLoader(),
            new Class<?>[] {HttpClient.Builder.class},
            (proxy, method, arguments) -> {
              try {
                Object result = method.invoke(builder, arguments);
                return result instanceof HttpClient client
                    ? new ClientOfBlockedPool(client)
                    : builder((HttpClient.Builder) result);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    CompletableFuture<HttpResponse<T>> response = client.sendAsync(request, handler);
    return new CompletableFuture<>() {
      @Override
      public boolean cancel(boolean mayInterrupt) {
        response.cancel(mayInterrupt);
        return super.cancel(mayInterrupt);
      }
    };
  }

  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, PushPromiseHandler<T> pushPromises) {
    throw new UnsupportedOperationException();
  }

  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return client.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return client.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return client.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return client.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return client.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return client.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return client.authenticator();
  }

  @Override
  public Version version() {
    return client.version();
  }

  @Override
  public Optional<Executor> executor() {
    return client.executor();
  }
}
