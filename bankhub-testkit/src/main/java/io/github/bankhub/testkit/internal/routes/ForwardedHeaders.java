package io.github.bankhub.testkit.internal.routes;

import io.github.bankhub.testkit.http.HttpRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The address that the client of a request used. Behind a trusted reverse proxy, the headers {@code
 * Forwarded} (RFC 7239), {@code X-Forwarded-Host} and {@code X-Forwarded-Proto} contain it.
 */
record ForwardedHeaders(HttpRequest request, boolean trusted) {

  /** {@return each host that the request names: of the client, and of the proxy} */
  List<String> allHosts() {
    List<String> hosts = new ArrayList<>(request.header("Host"));
    forwardedHost().ifPresent(hosts::add);
    return hosts;
  }

  /** {@return the host and port that the client used; empty if the request names none} */
  Optional<String> host() {
    return forwardedHost().or(() -> request.header("Host").stream().findFirst());
  }

  /** {@return the scheme that the client used, {@code http} unless a proxy reports another one} */
  String scheme() {
    boolean secure =
        forwarded("proto", "X-Forwarded-Proto").filter("https"::equalsIgnoreCase).isPresent();
    return secure ? "https" : "http";
  }

  private Optional<String> forwardedHost() {
    return forwarded("host", "X-Forwarded-Host");
  }

  private Optional<String> forwarded(String parameter, String header) {
    return trusted ? parameter(parameter).or(() -> first(header)) : Optional.empty();
  }

  private Optional<String> parameter(String name) {
    String prefix = name + "=";
    return first("Forwarded").stream()
        .flatMap(element -> Arrays.stream(element.split(";", -1)))
        .map(String::strip)
        .filter(pair -> pair.toLowerCase(Locale.ROOT).startsWith(prefix))
        .map(pair -> pair.substring(prefix.length()).replace("\"", ""))
        .findFirst();
  }

  /** {@return the first value of a list: that of the proxy nearest to the client} */
  private Optional<String> first(String header) {
    return request.header(header).stream()
        .flatMap(value -> Stream.of(value.split(",", 2)[0]))
        .map(String::strip)
        .findFirst();
  }
}
