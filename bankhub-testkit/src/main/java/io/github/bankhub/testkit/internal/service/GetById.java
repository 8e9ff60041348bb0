package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.json.Json;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Gets the immutable object whose id is in the path. Immutable. Errors name the id by the
 * reference.
 */
record GetById<T>(
    String reference,
    String notFound,
    Function<String, Optional<T>> find,
    Function<T, Map<String, @Nullable Object>> detail)
    implements OperationHandler {

  private static final String XID = "xid";

  @Override
  public Form form() {
    return Form.of(FormField.pathId(XID)).otherwise("use " + XID + " alone");
  }

  @Override
  public HandlerResult handle(Map<String, ?> fields, URI hostedBase) {
    String xid = String.valueOf(fields.get(XID));
    T found = require(reference, notFound, xid, find);
    return HandlerResult.of(() -> Json.object("data", detail.apply(found)));
  }

  /** {@return the object with an id of a path} Rejects the request with 404 if there is none. */
  static <T> T require(
      String reference, String notFound, String xid, Function<String, Optional<T>> find) {
    return Optional.of(xid)
        .filter(text -> !text.isBlank() && text.chars().noneMatch(Character::isISOControl))
        .flatMap(find)
        .orElseThrow(() -> ErrorResponse.missing(new Reference(reference, xid), notFound, null));
  }
}
