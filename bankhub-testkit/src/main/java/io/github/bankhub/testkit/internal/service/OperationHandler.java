package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Performs one operation for authenticated requests. Called while the service is locked. */
interface OperationHandler {

  /**
   * {@return the form of the request} It depends on the schemes of redirects alone, because hubs
   * share it: see {@link Forms}.
   */
  Form form();

  /** Rejects a request by an {@link io.github.bankhub.testkit.internal.error.ErrorResponse}. */
  HandlerResult handle(Map<String, ?> fields, URI hostedBase);

  /**
   * {@return a handler of these functions}
   *
   * @param form makes the form, which most hubs take from another one
   * @param action performs the operation with the fields, and the base of hosted links
   */
  static OperationHandler of(
      Supplier<Form> form, BiFunction<Map<String, ?>, URI, HandlerResult> action) {
    return new OperationHandler() {
      @Override
      public Form form() {
        return form.get();
      }

      @Override
      public HandlerResult handle(Map<String, ?> fields, URI hostedBase) {
        return action.apply(fields, hostedBase);
      }
    };
  }

  /** {@return an instant as SePay writes it; null if there is none} */
  static @Nullable String text(@Nullable Instant instant) {
    return instant == null ? null : LinkTokenExpiry.at(instant, ApiObject.VIETNAM).text();
  }
}
