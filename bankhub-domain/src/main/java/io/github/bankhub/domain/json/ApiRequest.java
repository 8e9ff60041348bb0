package io.github.bankhub.domain.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request to SePay, as the fields that are sent.
 *
 * <p>Immutable. Two requests are equal if they have the same class and the same fields. Printing
 * one shows the names of its fields, unless the class says otherwise. The fields are transient, so
 * that libraries that write fields omit them. Only this library extends it.
 *
 * @param <V> the type of a value: text in a query, any JSON value in a body
 */
public abstract class ApiRequest<V> implements NoJsonForm {

  private final transient Map<String, V> fields;

  /**
   * Creates a request.
   *
   * @param fields the fields; not copied
   */
  protected ApiRequest(Map<String, V> fields) {
    this.fields = Collections.unmodifiableMap(fields);
  }

  /**
   * The fields that are sent, by SePay's names. May contain secrets and personal data in clear.
   *
   * @return an unmodifiable map of values as in JSON, not encoded
   */
  public final Map<String, V> fields() {
    return fields;
  }

  /** {@return the value of a field that every request of the class has} */
  protected final V required(String field) {
    return Objects.requireNonNull(fields.get(field), field);
  }

  /** {@return these fields and others; of two with one name, the other one} */
  protected final Map<String, V> with(Map<String, ? extends V> others) {
    Map<String, V> changed = new LinkedHashMap<>(fields);
    changed.putAll(others);
    return changed;
  }

  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof ApiRequest<?> that
        && getClass() == that.getClass()
        && fields.equals(that.fields);
  }

  @Override
  public final int hashCode() {
    return fields.hashCode();
  }

  /** {@return the names of the fields} */
  @Override
  public String toString() {
    return getClass().getSimpleName() + fields.keySet();
  }
}
