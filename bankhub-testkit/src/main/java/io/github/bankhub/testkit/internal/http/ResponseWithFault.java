package io.github.bankhub.testkit.internal.http;

import io.github.bankhub.testkit.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/** A response, and what goes wrong on its connection; null if nothing does. */
public record ResponseWithFault(HttpResponse response, @Nullable ConnectionFault fault) {

  public static ResponseWithFault of(HttpResponse response) {
    return new ResponseWithFault(response, null);
  }
}
