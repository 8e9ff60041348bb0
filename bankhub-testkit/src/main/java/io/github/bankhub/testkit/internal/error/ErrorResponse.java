package io.github.bankhub.testkit.internal.error;

import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.testkit.journal.ErrorStyle;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer other than success. Immutable; knows its status and its body in either style. */
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

  /** A refusal for what its kind says. */
  public static ErrorResponse of(Kind kind) {
    return new ErrorResponse(kind, Map.of(), null, null, ErrorStyle.OBSERVED);
  }

  /** A refusal that tells the way out. */
  public static ErrorResponse of(Kind kind, String hint) {
    return new ErrorResponse(kind, Map.of(), null, hint, ErrorStyle.OBSERVED);
  }

  /** A refusal of fields, each with what is wrong. */
  public static ErrorResponse invalid(Map<String, String> fields, @Nullable String hint) {
    return new ErrorResponse(Kind.INVALID, fields, null, hint, ErrorStyle.OBSERVED);
  }

  /** A refusal of an id that leads nowhere. */
  public static ErrorResponse notFound(Reference reference, String message) {
    Map<String, String> fields = Map.of(reference.field(), message);
    return new ErrorResponse(Kind.NOT_FOUND, fields, reference, null, ErrorStyle.OBSERVED);
  }

  /** A refusal of an id that leads nowhere, where SePay answers 404 in one shape alone. */
  public static ErrorResponse missing(Reference reference, String message, @Nullable String hint) {
    Map<String, String> fields = Map.of(reference.field(), message);
    return new ErrorResponse(Kind.MISSING, fields, reference, hint, ErrorStyle.OBSERVED);
  }

  /** The same refusal in a style. */
  public ErrorResponse in(ErrorStyle newStyle) {
    return new ErrorResponse(kind, fields, reference, hint, newStyle);
  }

  /** What is refused. */
  public Kind kind() {
    return kind;
  }

  /** The HTTP status. */
  public int status() {
    return style == ErrorStyle.OBSERVED && kind == Kind.NOT_FOUND ? 400 : kind.status;
  }

  /** What is wrong with which field, as far as the style tells. */
  public Map<String, String> fields() {
    return style == ErrorStyle.OBSERVED || kind == Kind.MISSING ? fields : Map.of();
  }

  /** The message for the whole request, if the style has one. */
  public @Nullable String summary() {
    return style == ErrorStyle.OBSERVED && !fields.isEmpty() ? null : kind.message;
  }

  /** What does not exist; null unless that is the reason. */
  public @Nullable Reference reference() {
    return reference;
  }

  /** What to do instead; null if there is nothing to say. */
  public @Nullable String hint() {
    return hint;
  }

  /** The body of the answer, in the order of its fields. */
  public Map<String, @Nullable Object> body() {
    Map<String, @Nullable Object> body = new LinkedHashMap<>();
    if (kind == Kind.UNAUTHENTICATED) {
      body.put("code", kind.status);
      body.put("message", kind.message);
    } else if (kind == Kind.MISSING) {
      body.put("code", kind.status);
      body.put("message", String.join(" ", fields.values()));
      body.put("status", kind.status);
      body.put("error", kind.message);
    } else if (style == ErrorStyle.OBSERVED) {
      body.put("status", status());
      body.put("error", status());
      body.put("messages", fields.isEmpty() ? Map.of("error", kind.message) : fields);
    } else {
      body.put("code", status());
      body.put("message", kind.message);
      body.put("errors", null);
    }
    if (hint != null) {
      body.put("hint", hint);
    }
    return body;
  }

  /** Why a call is refused. */
  public enum Kind {
    /** The request is no HTTP, or could be understood in two ways. */
    MALFORMED(400, "Bad request"),
    /** Fields, or the body as a whole, are not as they must be. */
    INVALID(400, "Validation error"),
    /** Credentials or access token are missing, wrong or over. */
    UNAUTHENTICATED(401, "Unauthenticated"),
    /** A page of another origin asks for what is this machine's alone. */
    FOREIGN(403, "Forbidden"),
    /** What something is to be created with does not exist; the observed status is 400. */
    NOT_FOUND(404, "Not found"),
    /** What a call is about does not exist. */
    MISSING(404, "Not found"),
    /** Nothing is at this path. */
    NO_SUCH_PATH(404, "Not found"),
    /** The path takes another method. */
    WRONG_METHOD(405, "Method not allowed"),
    /** It cannot happen to a hosted link as that stands. */
    NOT_NOW(409, "Not possible now"),
    /** The body is too long. */
    TOO_LARGE(413, "Request body too large"),
    /** First line and headers are too long. */
    HEAD_TOO_LARGE(431, "Request header fields too large"),
    /** This kit itself is at fault. */
    BROKEN(500, "Internal error");

    private final int status;
    private final String message;

    Kind(int status, String message) {
      this.status = status;
      this.message = message;
    }
  }
}
