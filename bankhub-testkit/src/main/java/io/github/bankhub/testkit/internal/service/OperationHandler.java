package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Performs one operation for authenticated requests. Called while the service is locked. */
interface OperationHandler {

  /** {@return the fields that a request may have} */
  Form form();

  /**
   * Performs the operation.
   *
   * @param fields the fields of the request, which the form accepts
   * @param hostedBase the address that hosted links begin with
   * @return the fields of the response, as SePay writes them
   * @throws io.github.bankhub.testkit.internal.error.ErrorResponse if the request is rejected
   */
  Map<String, @Nullable Object> handle(Map<String, ?> fields, URI hostedBase);

  /** {@return an instant as SePay writes it; null if there is none} */
  static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : LinkTokenExpiry.at(instant, ApiObject.VIETNAM).text();
  }
}
