package io.github.bankhub.testkit.internal.error;

import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.testkit.journal.ErrorStyle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An error response, in either style. Immutable. */
public final class ErrorResponse extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Kind kind;
  private final transient Map<String, String> fields;
  private final transient @Nullable Reference reference;
  private final transient @Nullable String hint;
  private final transient ErrorStyle style;

  private ErrorResponse(
      Kind kind,
      Map<String, String> fields,
      @Nullable Reference reference,
      @Nullable String hint,
      ErrorStyle style) {
    super(kind.message, null, false, false);
    this.kind = kind;
    this.fields = fields;
    this.reference = reference;
    this.hint = hint;
    this.style = style;
  }

  public static ErrorResponse of(Kind kind, String hint) {
    return new ErrorResponse(kind, Map.of(), null, hint, ErrorStyle.OBSERVED);
  }

  public static ErrorResponse invalid(Map<String, String> fields, @Nullable String hint) {
    return new ErrorResponse(Kind.INVALID, fields, null, hint, ErrorStyle.OBSERVED);
  }

  /** {@return an error response for a file that is too large: 413, or 400 in the observed style} */
  public static ErrorResponse tooLarge(String field, int maxBytes) {
    String problem = "a " + field + " has at most " + maxBytes + " bytes";
    return new ErrorResponse(
        Kind.TOO_LARGE, Map.of(field, problem), null, problem, ErrorStyle.OBSERVED);
  }

  /** {@return an error response for an id in the request body that does not exist} */
  public static ErrorResponse notFound(Reference reference, String message, @Nullable String hint) {
    Map<String, String> fields = Map.of(reference.field(), message);
    return new ErrorResponse(Kind.NOT_FOUND, fields, reference, hint, ErrorStyle.OBSERVED);
  }

  /** {@return an error response for an id in the path that does not exist: always a 404} */
  public static ErrorResponse missing(Reference reference, String message, @Nullable String hint) {
    Map<String, String> fields = Map.of(reference.field(), message);
    return new ErrorResponse(Kind.MISSING, fields, reference, hint, ErrorStyle.OBSERVED);
  }

  public ErrorResponse in(ErrorStyle newStyle) {
    return new ErrorResponse(kind, fields, reference, hint, newStyle);
  }

  public Kind kind() {
    return kind;
  }

  public int status() {
    boolean isFieldError = kind == Kind.NOT_FOUND || (kind == Kind.TOO_LARGE && !fields.isEmpty());
    return style == ErrorStyle.OBSERVED && isFieldError ? 400 : kind.status;
  }

  /** {@return a message by field; empty if the style has none} */
  public Map<String, String> fields() {
    return style == ErrorStyle.OBSERVED || kind == Kind.MISSING ? fields : Map.of();
  }

  /** {@return the message for the whole request; null if the response has none} */
  public @Nullable String summary() {
    boolean isObserved =
        style == ErrorStyle.OBSERVED && kind != Kind.MISSING && kind != Kind.UNAUTHENTICATED;
    return isObserved && !fields.isEmpty() && advice().isEmpty() ? null : message();
  }

  /** {@return SePay's message, and what to do after it, because tools print the message} */
  public String message() {
    String known = kind == Kind.MISSING ? String.join(" ", fields.values()) : kind.message;
    return advice().isEmpty() ? known : known + ": " + advice();
  }

  private String advice() {
    return kind == Kind.INVALID && !fields.isEmpty()
        ? new TreeMap<>(fields)
            .entrySet().stream()
                .map(field -> field.getKey() + ": " + field.getValue())
                .collect(Collectors.joining("; "))
        : Objects.requireNonNullElse(hint, "");
  }

  public @Nullable Reference reference() {
    return reference;
  }

  public @Nullable String hint() {
    return hint;
  }

  public Map<String, @Nullable Object> body() {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    if (kind == Kind.UNAUTHENTICATED) {
      body.put("code", kind.status);
      body.put("message", message());
    } else if (kind == Kind.MISSING) {
      body.put("code", kind.status);
      body.put("message", message());
      body.put("status", kind.status);
      body.put("error", kind.message);
    } else if (style == ErrorStyle.OBSERVED) {
      body.put("status", status());
      body.put("error", status());
      body.put("messages", fields.isEmpty() ? Map.of("error", message()) : fields);
      if (!advice().isEmpty()) {
        body.put("message", message());
      }
    } else {
      body.put("code", status());
      body.put("message", message());
      body.put("errors", null);
    }
    if (hint != null) {
      body.put("hint", hint);
    }
    return body;
  }

  public enum Kind {
    /** The request is not HTTP, or is ambiguous. */
    MALFORMED(400, "Bad request"),
    /** Fields, or the whole body, are invalid. */
    INVALID(400, "Validation error"),
    /** Credentials or access token are missing, wrong or expired. */
    UNAUTHENTICATED(401, "Unauthenticated"),
    /** The request comes from a page of another origin. */
    FOREIGN(403, "Forbidden"),
    /** The operation is only for the sandbox. */
    SANDBOX_ONLY(403, "Forbidden"),
    /** A reference in the body does not exist; the observed status is 400. */
    NOT_FOUND(404, "Not found"),
    /** The resource of the path does not exist. */
    MISSING(404, "Not found"),
    NO_SUCH_PATH(404, "Not found"),
    WRONG_METHOD(405, "Method not allowed"),
    /** The action is not possible at the current step of the hosted link. */
    NOT_NOW(409, "Not possible now"),
    /** The request took too long to arrive. */
    TOO_SLOW(408, "Request timeout"),
    TOO_MANY_CONNECTIONS(503, "Too many connections"),
    TOO_LARGE(413, "Request body too large"),
    /** The request names a host that the server does not have. */
    MISDIRECTED(421, "Misdirected request"),
    HEAD_TOO_LARGE(431, "Request header fields too large"),
    BROKEN(500, "Internal error");

    private final int status;
    private final String message;

    Kind(int status, String message) {
      this.status = status;
      this.message = message;
    }
  }
}
