package io.github.bankhub.domain.json;

/**
 * An object without a JSON form. Map it to your own type before you return it from a web controller
 * or write it as JSON.
 *
 * <p>JSON libraries such as Jackson and JSON-B write the getters of an object. These objects have
 * accessors with other names, so such a library would write an empty or incomplete object. It calls
 * {@link #getJsonForm()} instead, and fails.
 */
public interface NoJsonForm {

  /**
   * Always throws an exception. JSON libraries call it, because it has the name of a getter.
   *
   * @return nothing
   * @throws UnsupportedOperationException always; its message says what to do
   * @deprecated not for callers
   */
  @Deprecated
  default Object getJsonForm() {
    throw new UnsupportedOperationException(
        getClass().getSimpleName()
            + " has no JSON form. Map it to your own type, such as a record with the fields that"
            + " your response needs");
  }
}
