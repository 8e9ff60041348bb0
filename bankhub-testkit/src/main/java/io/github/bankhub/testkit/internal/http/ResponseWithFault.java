package io.github.bankhub.testkit.internal.http;

import io.github.bankhub.testkit.http.HttpResponse;
import org.jspecify.annotations.Nullable;

/**
 * A response, and how the connection breaks while the server sends it.
 *
 * @param response the response
 * @param fault the fault; null if the server sends the response as it is
 */
public record ResponseWithFault(HttpResponse response, @Nullable ConnectionFault fault) {

  /** {@return a response to send as it is} */
  public static ResponseWithFault of(HttpResponse response) {
    return new ResponseWithFault(response, null);
  }
}
