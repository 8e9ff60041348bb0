package io.github.bankhub.testkit.internal.service;

import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.testkit.internal.error.ErrorResponse;
import io.github.bankhub.testkit.internal.json.Json;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gets the object whose id is in the path. Immutable. Errors name the id by the reference.
 *
 * @param find finds what builds the object's fields, as {@link HandlerResult} says
 */
record GetById(
    String field,
    String reference,
    String notFound,
    Function<String, Optional<Supplier<Map<String, @Nullable Object>>>> find)
    implements OperationHandler {

  static GetById ofXid(
      String reference,
      String notFound,
      Function<String, Optional<Supplier<Map<String, @Nullable Object>>>> find) {
    return new GetById("xid", reference, notFound, find);
  }

  @Override
  public Form form() {
    return Form.of(FormField.pathId(field)).otherwise("use " + field + " alone");
  }

  @Override
  public HandlerResult handle(Map<String, ?> fields, URI hostedBase) {
    Supplier<Map<String, @Nullable Object>> found =
        require(reference, notFound, String.valueOf(fields.get(field)), find);
    return HandlerResult.of(() -> Json.object("data", found.get()));
  }

  /** {@return the object with an id of a path} Rejects the request with 404 if there is none. */
  static <T> T require(
      String reference, String notFound, String id, Function<String, Optional<T>> find) {
    return Optional.of(id)
        .filter(text -> !text.isBlank() && text.chars().noneMatch(Character::isISOControl))
        .flatMap(find)
        .orElseThrow(() -> ErrorResponse.missing(new Reference(reference, id), notFound, null));
  }
}
