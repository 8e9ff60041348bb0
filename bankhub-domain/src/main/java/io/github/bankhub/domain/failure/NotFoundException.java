package io.github.bankhub.domain.failure;

import io.github.bankhub.domain.operation.Operation;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Something that the request refers to does not exist, or belongs to somebody else: Bank Hub does
 * not tell these apart.
 */
public final class NotFoundException extends BankHubException {

  private static final long serialVersionUID = 1L;

  private final ArrayList<Reference> candidates;
  private final @Nullable String serviceMessage;

  /**
   * Creates the exception.
   *
   * @param call the facts of the call
   * @param candidates what may be missing: one reference if that is known
   * @param serviceMessage SePay's own message, if there was one
   */
  public NotFoundException(
      CallDetails call, List<Reference> candidates, @Nullable String serviceMessage) {
    super(
        candidates.stream()
            .map(Reference::toString)
            .collect(Collectors.joining(" or ", "Not found: ", "")),
        call);
    this.candidates = new ArrayList<>(candidates);
    this.serviceMessage = serviceMessage;
  }

  /**
   * What may be missing.
   *
   * @return the one reference that is missing, or all of the request if the answer does not tell
   *     which
   */
  public List<Reference> candidates() {
    return Collections.unmodifiableList(candidates);
  }

  /**
   * SePay's own message.
   *
   * @return the message as SePay wrote it, if there was one
   */
  public Optional<String> serviceMessage() {
    return Optional.ofNullable(serviceMessage);
  }

  @Override
  public boolean isTransient() {
    return false;
  }

  /**
   * A reference of a request. Immutable.
   *
   * @param field the field as SePay spells it, such as {@code company_xid}
   * @param xid the id that it held
   */
  public record Reference(String field, String xid) implements Serializable {

    /**
     * The references in the fields of a request.
     *
     * @param operation the operation, which knows its reference fields
     * @param fields the fields of the request
     * @return the references that the request has, in the order in which Bank Hub looks them up;
     *     the value of a secret is masked
     */
    public static List<Reference> of(Operation operation, Map<String, ?> fields) {
      return operation.referenceFields().stream()
          .filter(fields::containsKey)
          .map(
              field ->
                  new Reference(
                      field, Operation.isSecret(field) ? "***" : String.valueOf(fields.get(field))))
          .toList();
    }

    /** Returns field and id. */
    @Override
    public String toString() {
      return field + " " + xid;
    }
  }
}
