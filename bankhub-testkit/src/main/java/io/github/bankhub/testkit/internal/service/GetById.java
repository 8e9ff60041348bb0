package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.json.Json;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Gets the object whose id is in the path. Immutable. Errors name the id by the reference. */
record GetById(
    String reference,
    String notFound,
    Function<String, Optional<Map<String, @Nullable Object>>> find)
    implements OperationHandler {

  private static final String XID = "xid";

  @Override
  public Form form() {
    return Form.of(FormField.pathId(XID)).otherwise("use " + XID + " alone");
  }

  @Override
  public Map<String, @Nullable Object> handle(Map<String, ?> fields, URI hostedBase) {
    String xid = String.valueOf(fields.get(XID));
    return Optional.of(xid)
        .filter(text -> !text.isBlank() && text.chars().noneMatch(Character::isISOControl))
        .flatMap(find)
        .map(data -> Json.object("data", data))
        .orElseThrow(() -> ErrorResponse.missing(new Reference(reference, xid), notFound, null));
  }
}
