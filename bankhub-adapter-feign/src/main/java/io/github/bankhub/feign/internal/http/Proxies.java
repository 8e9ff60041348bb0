package io.github.bankhub.feign.internal.http;

import io.github.bankhub.domain.address.HostAndPort;
import io.github.bankhub.feign.internal.call.Failures;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/** The choice of the proxy for each request: a fixed one, the one of a selector, or none. */
final class Proxies {

  private final @Nullable HttpHost fixed;
  private final @Nullable ProxySelector selector;

  Proxies(@Nullable URI proxy, @Nullable ProxySelector selector) {
    this.fixed = proxy == null ? null : host(proxy);
    this.selector = selector;
  }

  private static HttpHost host(URI proxy) {
    HostAndPort address = HostAndPort.of("proxy", proxy);
    return new HttpHost(proxy.getScheme(), address.host(), address.port());
  }

  /** {@return the proxy of a request; null for a direct connection} */
  @Nullable HttpHost choose(HttpHost target) {
    return selector == null ? fixed : select(selector, target);
  }

  /** {@return the first HTTP proxy; null if a direct connection comes before it} */
  private static @Nullable HttpHost select(ProxySelector selector, HttpHost target) {
    List<Proxy> offered = selector.select(URI.create(target.toURI()));
    for (Proxy proxy : offered) {
      if (proxy.type() == Proxy.Type.DIRECT) {
        return null;
      }
      if (proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress address) {
        return new HttpHost(address.getHostString(), address.getPort());
      }
    }
    throw Failures.noProxy();
  }
}
