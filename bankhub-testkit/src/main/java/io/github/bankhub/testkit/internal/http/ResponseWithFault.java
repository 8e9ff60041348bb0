package io.github.bankhub.testkit.internal.http;

import io.github.bankhub.testkit.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** A response, and how the connection breaks while the server sends it; null if it stays whole. */
public record ResponseWithFault(HttpResponse response, @Nullable ConnectionFault fault) {

  public static ResponseWithFault of(HttpResponse response) {
    return new ResponseWithFault(response, null);
  }
}
