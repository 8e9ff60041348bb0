package io.github.bankhub.feign.internal.http;

import java.net.ProxySelector;
import java.net.URI;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a user gives for connections. Immutable.
 *
 * @param tls the SSL context; null for the platform's
 * @param proxy the proxy of every request; null for none
 * @param selector chooses the proxy of each request; null for {@code proxy}
 * @param credentials the credentials for the proxy; null for none
 */
public record Network(
    @Nullable SSLContext tls,
    @Nullable URI proxy,
    @Nullable ProxySelector selector,
    @Nullable ProxyCredentials credentials) {}
