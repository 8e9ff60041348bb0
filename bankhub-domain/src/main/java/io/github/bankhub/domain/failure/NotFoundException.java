package io.github.bankhub.domain.failure;

import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.text.PrintableText;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An object that the request refers to does not exist or belongs to another merchant. Bank Hub does
 * not distinguish the two.
 */
public final class NotFoundException extends BankHubException {

  private static final long serialVersionUID = 1L;

  private final ArrayList<Reference> possiblyMissing;
  private final @Nullable String serviceMessage;

  /**
   * Creates the exception.
   *
   * @param call the details of the call
   * @param possiblyMissing the references that may be missing: only one if it is known
   * @param serviceMessage SePay's own message, if there was one
   */
  public NotFoundException(
      CallDetails call, List<Reference> possiblyMissing, @Nullable String serviceMessage) {
    super(
        possiblyMissing.stream()
            .map(Reference::toString)
            .collect(Collectors.joining(" or ", "Not found: ", "")),
        call);
    this.possiblyMissing = new ArrayList<>(possiblyMissing);
    this.serviceMessage = serviceMessage == null ? null : PrintableText.of(serviceMessage);
  }

  /**
   * {@return the missing reference; all references of the request if the response does not name it;
   * unmodifiable}
   */
  public List<Reference> possiblyMissing() {
    return Collections.unmodifiableList(possiblyMissing);
  }

  /** {@return SePay's own message, if there was one} */
  public Optional<String> serviceMessage() {
    return Optional.ofNullable(serviceMessage);
  }

  /**
   * A reference of a request. Immutable.
   *
   * @param field the field as SePay spells it, such as {@code company_xid}
   * @param xid the id in that field
   */
  public record Reference(String field, String xid) implements Serializable {

    /**
     * Selects the references from the fields of a request.
     *
     * @param operation the operation, which defines the reference fields
     * @param fields the fields of the request
     * @return the references of the request, in the order in which Bank Hub looks them up, without
     *     empty ones; a secret is masked
     */
    public static List<Reference> of(Operation operation, Map<String, ?> fields) {
      List<Reference> references = new ArrayList<>();
      for (String name : operation.referenceFields()) {
        Reference reference = of(operation, name, fields);
        if (reference != null) {
          references.add(reference);
        }
      }
      return List.copyOf(references);
    }

    private static @Nullable Reference of(Operation operation, String name, Map<String, ?> fields) {
      Object id = fields.get(operation.fieldOf(name));
      return id == null || id.equals("")
          ? null
          : new Reference(name, Operation.isSecret(name) ? "***" : id.toString());
    }

    /** {@return field and id} */
    @Override
    public String toString() {
      return PrintableText.of(field + " " + xid);
    }
  }
}
