package io.github.bankhub.testkit.fault;

import static io.github.bankhub.testkit.fault.ExpectedFailure.malformed;
import static io.github.bankhub.testkit.fault.ExpectedFailure.rejected;
import static io.github.bankhub.testkit.fault.ExpectedFailure.success;
import static io.github.bankhub.testkit.fault.ExpectedFailure.truncated;
import static io.github.bankhub.testkit.fault.ExpectedFailure.unavailable;
import static io.github.bankhub.testkit.fault.ExpectedFailure.unknown;
import static io.github.bankhub.testkit.fault.FaultEffect.BLOCK_PAGE;
import static io.github.bankhub.testkit.fault.FaultEffect.CLOSE;
import static io.github.bankhub.testkit.fault.FaultEffect.DRIBBLE;
import static io.github.bankhub.testkit.fault.FaultEffect.FLOOD;
import static io.github.bankhub.testkit.fault.FaultEffect.GARBAGE;
import static io.github.bankhub.testkit.fault.FaultEffect.INVALID_JSON;
import static io.github.bankhub.testkit.fault.FaultEffect.OTHER_SHAPE;
import static io.github.bankhub.testkit.fault.FaultEffect.REFUSE;
import static io.github.bankhub.testkit.fault.FaultEffect.RESET;
import static io.github.bankhub.testkit.fault.FaultEffect.STALL;
import static io.github.bankhub.testkit.fault.FaultEffect.STATUS;
import static io.github.bankhub.testkit.fault.FaultEffect.SURPLUS;
import static io.github.bankhub.testkit.fault.FaultEffect.WRONG_LENGTH;
import static io.github.bankhub.testkit.fault.FaultPhase.AFTER_RESPONSE;
import static io.github.bankhub.testkit.fault.FaultPhase.BEFORE_CONNECT;
import static io.github.bankhub.testkit.fault.FaultPhase.BEFORE_PERFORMING;
import static io.github.bankhub.testkit.fault.FaultPhase.BEFORE_RESPONSE;
import static io.github.bankhub.testkit.fault.FaultPhase.IN_HEADERS;
import static io.github.bankhub.testkit.fault.FaultPhase.MID_BODY;
import static io.github.bankhub.testkit.fault.FaultPhase.WHEN_IDLE;

import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BlockedByFirewallException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.operation.Operation;
import java.time.Instant;
import java.util.Objects;

/**
 * The catalogue of faults. Names are the same in Java and over HTTP.
 *
 * <p>{@link #expectedFailure()} is the failure that a client should report. The table is in {@code
 * docs/faults.md}.
 */
public enum FaultScenario {
  /** Nothing listens at the port, so TCP refuses the connection. */
  CONNECTION_REFUSED(
      "Nothing listens at the port, so TCP refuses the connection.", BEFORE_CONNECT, REFUSE),

  /** The connection is reset before the request is performed. */
  RESET_BEFORE_PERFORMING(
      "The connection is reset before the request is performed.", BEFORE_PERFORMING, RESET),
  /** The request is performed, then the connection is reset. */
  RESET_BEFORE_RESPONSE(
      "The request is performed, then the connection is reset.", BEFORE_RESPONSE, RESET),
  /** The connection is reset in the middle of the headers. */
  RESET_IN_HEADERS("The connection is reset in the middle of the headers.", IN_HEADERS, RESET),
  /** The connection is reset in the middle of the body. */
  RESET_MID_BODY("The connection is reset in the middle of the body.", MID_BODY, RESET),
  /** The connection is reset after the response. The client notices it at the next call. */
  RESET_AFTER_RESPONSE(
      "The connection is reset after the response. The client notices it at the next call.",
      AFTER_RESPONSE,
      RESET,
      success()),

  /** The connection is closed before the request is performed. */
  CLOSED_BEFORE_PERFORMING(
      "The connection is closed before the request is performed.", BEFORE_PERFORMING, CLOSE),
  /** The request is performed, then the connection is closed. */
  CLOSED_BEFORE_RESPONSE(
      "The request is performed, then the connection is closed.", BEFORE_RESPONSE, CLOSE),
  /** The connection is closed in the middle of the headers. */
  TRUNCATED_HEADERS(
      "The connection is closed in the middle of the headers.", IN_HEADERS, CLOSE, truncated()),
  /** The body is shorter than its announced length, and the connection is closed. */
  TRUNCATED_BODY(
      "The body is shorter than its announced length, and the connection is closed.",
      MID_BODY,
      CLOSE),
  /** A chunked body ends without its last chunk. */
  TRUNCATED_CHUNKS("A chunked body ends without its last chunk.", MID_BODY, CLOSE),

  /** The request is not performed, and no response arrives. */
  STALL_BEFORE_PERFORMING(
      "The request is not performed, and no response arrives.", BEFORE_PERFORMING, STALL),
  /** The request is performed, and no response arrives. */
  STALL_BEFORE_RESPONSE(
      "The request is performed, and no response arrives.", BEFORE_RESPONSE, STALL),
  /** The response stops in the middle of the headers. */
  STALL_IN_HEADERS("The response stops in the middle of the headers.", IN_HEADERS, STALL),
  /** The response stops in the middle of the body. */
  STALL_MID_BODY("The response stops in the middle of the body.", MID_BODY, STALL),

  /** The headers arrive one byte at a time and never end. */
  DRIBBLED_HEADERS("The headers arrive one byte at a time and never end.", IN_HEADERS, DRIBBLE),
  /** The body arrives one byte at a time and never ends. */
  DRIBBLED_BODY("The body arrives one byte at a time and never ends.", MID_BODY, DRIBBLE),

  /** The headers never end. */
  ENDLESS_HEADERS("The headers never end.", IN_HEADERS, FLOOD),
  /** The body never ends. */
  ENDLESS_BODY("The body never ends.", MID_BODY, FLOOD),
  /** The body has 10 MiB. */
  HUGE_BODY("The body has 10 MiB.", MID_BODY, FLOOD),
  /** The body is short in gzip, and has 10 MiB after decompression. */
  GZIP_BOMB("The body is short in gzip, and has 10 MiB after decompression.", MID_BODY, FLOOD),

  /** The response is sent twice, in one packet. */
  SECOND_RESPONSE("The response is sent twice, in one packet.", AFTER_RESPONSE, SURPLUS, success()),
  /** The response is sent again while the connection is idle. */
  SECOND_RESPONSE_LATER(
      "The response is sent again while the connection is idle.", WHEN_IDLE, SURPLUS, success()),
  /** More bytes follow the body than its announced length says. */
  BYTES_AFTER_BODY(
      "More bytes follow the body than its announced length says.",
      AFTER_RESPONSE,
      SURPLUS,
      success()),
  /** Status 408 is sent while the connection is idle, and the connection is closed. */
  IDLE_TIMEOUT_408(
      "Status 408 is sent while the connection is idle, and the connection is closed.",
      WHEN_IDLE,
      SURPLUS,
      success()),

  /** The announced length ends within the JSON. */
  LENGTH_TOO_SHORT("The announced length ends within the JSON.", MID_BODY, WRONG_LENGTH),
  /** The announced length is not a number. */
  LENGTH_NO_NUMBER("The announced length is not a number.", IN_HEADERS, WRONG_LENGTH),
  /** The announced length of a chunk is not a number. */
  BROKEN_CHUNKS("The announced length of a chunk is not a number.", MID_BODY, WRONG_LENGTH),
  /** The headers announce gzip, but the body is not compressed. */
  BROKEN_GZIP("The headers announce gzip, but the body is not compressed.", MID_BODY, WRONG_LENGTH),
  /** The headers announce Brotli, which no client requests. */
  UNKNOWN_CODING("The headers announce Brotli, which no client requests.", MID_BODY, WRONG_LENGTH),

  /** The response is not HTTP. */
  GARBAGE_BEFORE_RESPONSE("The response is not HTTP.", BEFORE_RESPONSE, GARBAGE),
  /** A header is malformed. */
  GARBAGE_IN_HEADERS("A header is malformed.", IN_HEADERS, GARBAGE),
  /** The body is bytes that are not text. */
  GARBAGE_BODY("The body is bytes that are not text.", MID_BODY, GARBAGE),

  /** The JSON of the body ends too early. */
  BROKEN_JSON("The JSON of the body ends too early.", MID_BODY, INVALID_JSON),
  /** The body is plain text. */
  PLAIN_TEXT("The body is plain text.", MID_BODY, INVALID_JSON),
  /** The response is an HTML page with status 200, like the login page of a proxy. */
  HTML_PAGE(
      "The response is an HTML page with status 200, like the login page of a proxy.",
      MID_BODY,
      INVALID_JSON,
      malformed(200)),
  /** The body is empty. */
  EMPTY_BODY("The body is empty.", MID_BODY, INVALID_JSON),

  /** The body is a JSON array. */
  JSON_ARRAY("The body is a JSON array.", MID_BODY, OTHER_SHAPE),
  /** The body is the JSON value {@code null}. */
  JSON_NULL("The body is the JSON value `null`.", MID_BODY, OTHER_SHAPE),
  /** The body is an object without any documented field. */
  JSON_OF_ANOTHER_CALL(
      "The body is an object without any documented field.", MID_BODY, OTHER_SHAPE),
  /** Every field has a value of a wrong type. */
  JSON_OF_OTHER_TYPES("Every field has a value of a wrong type.", MID_BODY, OTHER_SHAPE),
  /** The fields are inside a {@code data} object, with undocumented fields. */
  JSON_IN_WRAPPER(
      "The fields are inside a `data` object, with undocumented fields.",
      MID_BODY,
      OTHER_SHAPE,
      success()),

  /** The response has status 204, so it has no body. */
  NO_CONTENT_204(
      "The response has status 204, so it has no body.", BEFORE_RESPONSE, STATUS, malformed(204)),
  /** The response redirects permanently to another host. */
  MOVED_301("The response redirects permanently to another host.", malformed(301)),
  /** The response redirects temporarily to another host. */
  FOUND_302("The response redirects temporarily to another host.", malformed(302)),
  /** The response redirects to another host, with the same method and body. */
  REDIRECT_307(
      "The response redirects to another host, with the same method and body.", malformed(307)),

  /** The service rejects fields, with a message for each, as observed. */
  INVALID_400(
      "The service rejects fields, with a message for each, as observed.",
      rejected(InvalidRequestException.class, 400)),
  /** The service rejects the access token or the credentials. */
  UNAUTHENTICATED_401(
      "The service rejects the access token or the credentials.",
      rejected(AccessDeniedException.class, 401)),
  /** The client does not have permission. */
  FORBIDDEN_403("The client does not have permission.", rejected(AccessDeniedException.class, 403)),
  /**
   * The client does not have permission; the headers announce gzip, but the body is not compressed.
   */
  FORBIDDEN_403_IN_BROKEN_GZIP(
      "The client does not have permission; the headers announce gzip, but the body is not"
          + " compressed.",
      unknown(AccessDeniedException.class, 403)),
  /** What the request refers to does not exist. */
  NOT_FOUND_404(
      "What the request refers to does not exist.", rejected(NotFoundException.class, 404)),
  /** The service does not allow the method. */
  WRONG_METHOD_405(
      "The service does not allow the method.", rejected(InvalidRequestException.class, 405)),
  /** The service did not receive the request in time. */
  REQUEST_TIMEOUT_408(
      "The service did not receive the request in time.", unavailable(Reason.TIMEOUT, 408)),
  /** The request is too large. */
  TOO_LARGE_413("The request is too large.", rejected(InvalidRequestException.class, 413)),
  /** The rate limit is exceeded; there is no {@code Retry-After}. */
  RATE_LIMITED_429(
      "The rate limit is exceeded; there is no `Retry-After`.",
      rejected(RateLimitedException.class, 429)),
  /** The rate limit is exceeded; {@code Retry-After} is in seconds. */
  RATE_LIMITED_429_SECONDS(
      "The rate limit is exceeded; `Retry-After` is in seconds.",
      rejected(RateLimitedException.class, 429).withRetryAfter()),
  /** The rate limit is exceeded; {@code Retry-After} is a date. */
  RATE_LIMITED_429_DATE(
      "The rate limit is exceeded; `Retry-After` is a date.",
      rejected(RateLimitedException.class, 429).withRetryAfter()),
  /** The service failed. */
  SERVER_ERROR_500("The service failed.", unavailable(Reason.SERVER_ERROR, 500)),
  /** The service performed the call, then failed. */
  SERVER_ERROR_500_PERFORMED(
      "The service performed the call, then failed.",
      BEFORE_RESPONSE,
      STATUS,
      unavailable(Reason.SERVER_ERROR, 500)),
  /** The firewall received an invalid response from the service, and sends an HTML page. */
  BAD_GATEWAY_502(
      "The firewall received an invalid response from the service, and sends an HTML page.",
      unavailable(Reason.SERVER_ERROR, 502)),
  /** The service is overloaded; there is no {@code Retry-After}. */
  UNAVAILABLE_503(
      "The service is overloaded; there is no `Retry-After`.",
      unavailable(Reason.SERVER_ERROR, 503)),
  /** The service is overloaded; {@code Retry-After} is in seconds. */
  UNAVAILABLE_503_SECONDS(
      "The service is overloaded; `Retry-After` is in seconds.",
      unavailable(Reason.SERVER_ERROR, 503).asRejected().withRetryAfter()),
  /** The firewall received no response from the service in time. */
  GATEWAY_TIMEOUT_504(
      "The firewall received no response from the service in time.",
      unavailable(Reason.SERVER_ERROR, 504)),
  /** Cloudflare could not connect to the service in time. */
  ORIGIN_TIMEOUT_522(
      "Cloudflare could not connect to the service in time.",
      unavailable(Reason.SERVER_ERROR, 522)),

  /** The service performed the call. Then a gateway responds with a page and status 401. */
  UNAUTHENTICATED_401_BY_GATEWAY(
      "The service performed the call. Then a gateway responds with a page and status 401.",
      BEFORE_RESPONSE,
      STATUS,
      unknown(AccessDeniedException.class, 401)),
  /** The service performed the call. Then a gateway responds with a page and status 403. */
  FORBIDDEN_403_BY_GATEWAY(
      "The service performed the call. Then a gateway responds with a page and status 403.",
      BEFORE_RESPONSE,
      STATUS,
      unknown(BlockedByFirewallException.class, 403)),
  /** The service performed the call. Then a gateway responds with a page and status 404. */
  NOT_FOUND_404_BY_GATEWAY(
      "The service performed the call. Then a gateway responds with a page and status 404.",
      BEFORE_RESPONSE,
      STATUS,
      malformed(404)),
  /** The service performed the call. Then a gateway responds with a page and status 429. */
  RATE_LIMITED_429_BY_GATEWAY(
      "The service performed the call. Then a gateway responds with a page and status 429.",
      BEFORE_RESPONSE,
      STATUS,
      unknown(RateLimitedException.class, 429)),
  /**
   * The service performed the call. Then a gateway responds with a page, 503 and {@code
   * Retry-After}.
   */
  UNAVAILABLE_503_BY_GATEWAY(
      "The service performed the call. Then a gateway responds with a page, 503 and `Retry-After`.",
      BEFORE_RESPONSE,
      STATUS,
      unavailable(Reason.SERVER_ERROR, 503).withRetryAfter()),

  /** The firewall blocks the client; its page shows a Ray ID and an address. */
  BLOCKED_403(
      "The firewall blocks the client; its page shows a Ray ID and an address.",
      BEFORE_PERFORMING,
      BLOCK_PAGE,
      rejected(BlockedByFirewallException.class, 403)),
  /** The firewall asks for proof that the client is a person. */
  CHALLENGED_503(
      "The firewall asks for proof that the client is a person.",
      BEFORE_PERFORMING,
      BLOCK_PAGE,
      rejected(BlockedByFirewallException.class, 503));

  private final String what;
  private final FaultPhase phase;
  private final FaultEffect effect;

  @SuppressWarnings("ImmutableEnumChecker") // It is immutable, but has no annotation that says so.
  private final ExpectedFailure expectedFailure;

  FaultScenario(
      String what, FaultPhase phase, FaultEffect effect, ExpectedFailure expectedFailure) {
    this.what = what;
    this.phase = phase;
    this.effect = effect;
    this.expectedFailure = expectedFailure;
  }

  /** A fault of the connection or of the body. */
  FaultScenario(String what, FaultPhase phase, FaultEffect effect) {
    this(what, phase, effect, ExpectedFailure.of(phase, effect));
  }

  /** Another status than that of the true response. */
  FaultScenario(String what, ExpectedFailure expectedFailure) {
    this(what, BEFORE_PERFORMING, STATUS, expectedFailure);
  }

  /**
   * {@return a fault that applies to the next matching call}
   *
   * @throws IllegalArgumentException for {@link #CONNECTION_REFUSED}, which cannot be counted
   */
  public Fault once() {
    return times(1);
  }

  /**
   * {@return a fault that applies to the next matching calls}
   *
   * @param times the number of calls, 1 or more
   * @throws IllegalArgumentException if it is less; and for {@link #CONNECTION_REFUSED}
   */
  public Fault times(int times) {
    return new Fault(this, times, 1, null);
  }

  /**
   * {@return a fault that applies to every n-th matching call}
   *
   * @param every the n: 3 applies to the third call, the sixth and so on
   * @throws IllegalArgumentException if it is less than 1; and for {@link #CONNECTION_REFUSED}
   */
  public Fault every(int every) {
    return new Fault(this, Fault.WITHOUT_END, every, null);
  }

  /**
   * {@return a fault that applies to every matching call until an instant} A hub rejects the fault
   * from that instant on.
   *
   * @param instant the end, by the hub's clock
   * @throws NullPointerException if the instant is null
   */
  public Fault until(Instant instant) {
    return new Fault(this, Fault.WITHOUT_END, 1, Objects.requireNonNull(instant, "until"));
  }

  /** {@return a fault that applies to every matching call until it is cleared} */
  public Fault always() {
    return new Fault(this, Fault.WITHOUT_END, 1, null);
  }

  /** {@return the description, one or two sentences} */
  public String what() {
    return what;
  }

  /** {@return the phase of the call in which it applies} */
  public FaultPhase phase() {
    return phase;
  }

  /** {@return the effect} */
  public FaultEffect effect() {
    return effect;
  }

  /** {@return the failure of a client that creates a link token, if the fault always applies} */
  public ExpectedFailure expectedFailure() {
    return expectedFailure;
  }

  /**
   * {@return the failure of a client that calls an operation, if the fault applies to each attempt
   * that is performed}
   *
   * @param operation the operation, which has its own success status; of {@link
   *     Operation#REVOKE_LINK_TOKEN}, a client reads only the status; that of {@link
   *     Operation#EDIT_COMPANY} has a code and a message, as many others have
   */
  public ExpectedFailure expectedFailure(Operation operation) {
    ExpectedFailure expected = expectedFailure.of(operation);
    boolean succeeds =
        switch (operation) {
          case REVOKE_LINK_TOKEN -> isCompleteSuccess();
          case EDIT_COMPANY -> this == JSON_OF_ANOTHER_CALL;
          default -> false;
        };
    return succeeds ? expected.unread() : expected;
  }

  /** A 2xx response that is complete HTTP, whatever its body is. */
  private boolean isCompleteSuccess() {
    return switch (effect) {
      case INVALID_JSON, OTHER_SHAPE -> true;
      default -> this == LENGTH_TOO_SHORT || this == GARBAGE_BODY || this == NO_CONTENT_204;
    };
  }

  /**
   * {@return whether it needs a connection: no status, headers and body could express it} In memory
   * such a fault makes the client fail.
   */
  public boolean needsConnection() {
    return switch (effect) {
      case REFUSE, RESET, CLOSE, STALL, DRIBBLE, SURPLUS -> true;
      case FLOOD -> this != HUGE_BODY && this != GZIP_BOMB;
      case WRONG_LENGTH -> this != BROKEN_GZIP && this != UNKNOWN_CODING;
      case GARBAGE -> this != GARBAGE_BODY;
      case INVALID_JSON, OTHER_SHAPE, BLOCK_PAGE, STATUS -> false;
    };
  }
}
