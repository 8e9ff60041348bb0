package io.github.bankhub.testkit.fault;

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
import static io.github.bankhub.testkit.fault.FaultEffect.WRONG_LENGTH;
import static io.github.bankhub.testkit.fault.FaultPhase.AFTER_ANSWER;
import static io.github.bankhub.testkit.fault.FaultPhase.BEFORE_ANSWER;
import static io.github.bankhub.testkit.fault.FaultPhase.BEFORE_CONNECT;
import static io.github.bankhub.testkit.fault.FaultPhase.BEFORE_PERFORMING;
import static io.github.bankhub.testkit.fault.FaultPhase.IN_HEADERS;
import static io.github.bankhub.testkit.fault.FaultPhase.MID_BODY;

import io.github.bankhub.domain.failure.UnavailableException.Reason;
import java.time.Instant;
import java.util.Objects;

/**
 * The catalogue of faults. The name of each is how it is triggered, from Java and over HTTP.
 *
 * <p>What a client makes of each is {@link #expectedFailure()}; the table is in {@code
 * docs/faults.md}.
 */
public enum FaultScenario {
  /** Nothing listens at the port. */
  CONNECTION_REFUSED(
      "Nothing listens at the port.", BEFORE_CONNECT, REFUSE, ExpectedFailure.notConnected()),

  /** The request is read, then the connection is reset. */
  RESET_BEFORE_PERFORMING(
      "The request is read, then the connection is reset.",
      BEFORE_PERFORMING,
      RESET,
      ExpectedFailure.lost(Reason.RESET)),
  /** The request is performed, then the connection is reset. */
  RESET_BEFORE_ANSWER(
      "The request is performed, then the connection is reset.",
      BEFORE_ANSWER,
      RESET,
      ExpectedFailure.lost(Reason.RESET)),
  /** The connection is reset in the middle of the headers. */
  RESET_IN_HEADERS(
      "The connection is reset in the middle of the headers.",
      IN_HEADERS,
      RESET,
      ExpectedFailure.lost(Reason.RESET)),
  /** The connection is reset in the middle of the body. */
  RESET_MID_BODY(
      "The connection is reset in the middle of the body.",
      MID_BODY,
      RESET,
      ExpectedFailure.lostBody(Reason.RESET)),
  /** The connection is reset once the answer is read: nobody notices before the next call. */
  RESET_AFTER_ANSWER(
      "The connection is reset once the answer is read: nobody notices before the next call.",
      AFTER_ANSWER,
      RESET,
      ExpectedFailure.nothing()),

  /** The request is read, then the connection is closed. */
  CLOSED_BEFORE_PERFORMING(
      "The request is read, then the connection is closed.",
      BEFORE_PERFORMING,
      CLOSE,
      ExpectedFailure.lost(Reason.RESET)),
  /** The request is performed, then the connection is closed. */
  CLOSED_BEFORE_ANSWER(
      "The request is performed, then the connection is closed.",
      BEFORE_ANSWER,
      CLOSE,
      ExpectedFailure.lost(Reason.RESET)),
  /** The headers are cut short. */
  TRUNCATED_HEADERS(
      "The headers are cut short.", IN_HEADERS, CLOSE, ExpectedFailure.lostBody(Reason.RESET)),
  /** The body is shorter than its announced length, and the connection is closed. */
  TRUNCATED_BODY(
      "The body is shorter than its announced length, and the connection is closed.",
      MID_BODY,
      CLOSE,
      ExpectedFailure.lostBody(Reason.RESET)),
  /** A chunked body ends without its last chunk. */
  TRUNCATED_CHUNKS(
      "A chunked body ends without its last chunk.",
      MID_BODY,
      CLOSE,
      ExpectedFailure.lostBody(Reason.RESET)),

  /** The request is read, and no answer comes. */
  STALL_BEFORE_PERFORMING(
      "The request is read, and no answer comes.",
      BEFORE_PERFORMING,
      STALL,
      ExpectedFailure.lost(Reason.TIMEOUT)),
  /** The request is performed, and no answer comes. */
  STALL_BEFORE_ANSWER(
      "The request is performed, and no answer comes.",
      BEFORE_ANSWER,
      STALL,
      ExpectedFailure.lost(Reason.TIMEOUT)),
  /** The answer stops in the middle of the headers. */
  STALL_IN_HEADERS(
      "The answer stops in the middle of the headers.",
      IN_HEADERS,
      STALL,
      ExpectedFailure.lost(Reason.TIMEOUT)),
  /** The answer stops in the middle of the body. */
  STALL_MID_BODY(
      "The answer stops in the middle of the body.",
      MID_BODY,
      STALL,
      ExpectedFailure.lostBody(Reason.TIMEOUT)),

  /** The headers come a byte at a time, never to their end. */
  DRIBBLED_HEADERS(
      "The headers come a byte at a time, never to their end.",
      IN_HEADERS,
      DRIBBLE,
      ExpectedFailure.lost(Reason.TIMEOUT)),
  /** The body comes a byte at a time, never to its end. */
  DRIBBLED_BODY(
      "The body comes a byte at a time, never to its end.",
      MID_BODY,
      DRIBBLE,
      ExpectedFailure.lostBody(Reason.TIMEOUT)),

  /** Headers come without end. */
  ENDLESS_HEADERS("Headers come without end.", IN_HEADERS, FLOOD, ExpectedFailure.unreadable()),
  /** The body comes without end. */
  ENDLESS_BODY("The body comes without end.", MID_BODY, FLOOD, ExpectedFailure.unreadable(201)),
  /** The body has 10 MiB. */
  HUGE_BODY("The body has 10 MiB.", MID_BODY, FLOOD, ExpectedFailure.unreadable(201)),

  /** The announced length ends within the JSON. */
  LENGTH_TOO_SHORT(
      "The announced length ends within the JSON.",
      MID_BODY,
      WRONG_LENGTH,
      ExpectedFailure.unreadable(201)),
  /** The announced length is no number. */
  LENGTH_NO_NUMBER(
      "The announced length is no number.", IN_HEADERS, WRONG_LENGTH, ExpectedFailure.unreadable()),
  /** A chunk announces a length that is no number. */
  BROKEN_CHUNKS(
      "A chunk announces a length that is no number.",
      MID_BODY,
      WRONG_LENGTH,
      ExpectedFailure.unreadable(201)),
  /** The body is said to be compressed with gzip, and is not. */
  BROKEN_GZIP(
      "The body is said to be compressed with gzip, and is not.",
      MID_BODY,
      WRONG_LENGTH,
      ExpectedFailure.unreadable(201)),

  /** Something answers that does not speak HTTP. */
  GARBAGE_BEFORE_ANSWER(
      "Something answers that does not speak HTTP.",
      BEFORE_ANSWER,
      GARBAGE,
      ExpectedFailure.unreadable()),
  /** A header is no header. */
  GARBAGE_IN_HEADERS("A header is no header.", IN_HEADERS, GARBAGE, ExpectedFailure.unreadable()),
  /** The body is bytes that are no text. */
  GARBAGE_BODY(
      "The body is bytes that are no text.", MID_BODY, GARBAGE, ExpectedFailure.unreadable(201)),

  /** The body stops being JSON halfway. */
  BROKEN_JSON(
      "The body stops being JSON halfway.",
      MID_BODY,
      INVALID_JSON,
      ExpectedFailure.unreadable(201)),
  /** The body is a text. */
  PLAIN_TEXT("The body is a text.", MID_BODY, INVALID_JSON, ExpectedFailure.unreadable(201)),
  /** A page for people comes with status 200, as from a proxy that asks to log in. */
  HTML_PAGE(
      "A page for people comes with status 200, as from a proxy that asks to log in.",
      MID_BODY,
      INVALID_JSON,
      ExpectedFailure.unreadable(200)),
  /** There is no body. */
  EMPTY_BODY("There is no body.", MID_BODY, INVALID_JSON, ExpectedFailure.unreadable(201)),

  /** The body is an array. */
  JSON_ARRAY("The body is an array.", MID_BODY, OTHER_SHAPE, ExpectedFailure.unreadable(201)),
  /** The body is JSON's null. */
  JSON_NULL("The body is JSON's null.", MID_BODY, OTHER_SHAPE, ExpectedFailure.unreadable(201)),
  /** The body is an object without any documented field. */
  JSON_OF_ANOTHER_CALL(
      "The body is an object without any documented field.",
      MID_BODY,
      OTHER_SHAPE,
      ExpectedFailure.unreadable(201)),
  /** Every field has a value of another type. */
  JSON_OF_OTHER_TYPES(
      "Every field has a value of another type.",
      MID_BODY,
      OTHER_SHAPE,
      ExpectedFailure.unreadable(201)),
  /** The fields stand in a {@code data} wrapper, with fields that are not documented. */
  JSON_IN_WRAPPER(
      "The fields stand in a `data` wrapper, with fields that are not documented.",
      MID_BODY,
      OTHER_SHAPE,
      ExpectedFailure.nothing()),

  /** The status says that there is no body. */
  NO_CONTENT_204(
      "The status says that there is no body.",
      BEFORE_ANSWER,
      STATUS,
      ExpectedFailure.unreadable(204)),
  /** The call has moved for good, to another host. */
  MOVED_301(
      "The call has moved for good, to another host.",
      BEFORE_PERFORMING,
      STATUS,
      ExpectedFailure.unreadable(301)),
  /** The call has moved for now, to another host. */
  FOUND_302(
      "The call has moved for now, to another host.",
      BEFORE_PERFORMING,
      STATUS,
      ExpectedFailure.unreadable(302)),
  /** The call is to be repeated at another host, body and all. */
  REDIRECT_307(
      "The call is to be repeated at another host, body and all.",
      BEFORE_PERFORMING,
      STATUS,
      ExpectedFailure.unreadable(307)),

  /** Fields are refused, with a message each, as observed. */
  INVALID_400(
      "Fields are refused, with a message each, as observed.",
      BEFORE_PERFORMING,
      STATUS,
      ExpectedFailure.invalid(400)),
  /** The access token, or the credentials, are refused. */
  UNAUTHENTICATED_401(
      "The access token, or the credentials, are refused.",
      BEFORE_PERFORMING,
      STATUS,
      ExpectedFailure.accessDenied(401)),
  /** The client may not do this. */
  FORBIDDEN_403(
      "The client may not do this.", BEFORE_PERFORMING, STATUS, ExpectedFailure.accessDenied(403)),
  /** Nothing of the kind exists. */
  NOT_FOUND_404(
      "Nothing of the kind exists.", BEFORE_PERFORMING, STATUS, ExpectedFailure.notFound(404)),
  /** The method is not the right one. */
  WRONG_METHOD_405(
      "The method is not the right one.", BEFORE_PERFORMING, STATUS, ExpectedFailure.invalid(405)),
  /** The service did not get the request in time. */
  REQUEST_TIMEOUT_408(
      "The service did not get the request in time.",
      BEFORE_PERFORMING,
      STATUS,
      ExpectedFailure.answered(408, Reason.TIMEOUT)),
  /** The request is too long. */
  TOO_LARGE_413(
      "The request is too long.", BEFORE_PERFORMING, STATUS, ExpectedFailure.invalid(413)),
  /** Too many calls; not said how long to wait. */
  RATE_LIMITED_429(
      "Too many calls; not said how long to wait.",
      BEFORE_PERFORMING,
      STATUS,
      ExpectedFailure.rateLimited(false)),
  /** Too many calls; {@code Retry-After} in seconds. */
  RATE_LIMITED_429_SECONDS(
      "Too many calls; `Retry-After` in seconds.",
      BEFORE_PERFORMING,
      STATUS,
      ExpectedFailure.rateLimited(true)),
  /** Too many calls; {@code Retry-After} as a date. */
  RATE_LIMITED_429_DATE(
      "Too many calls; `Retry-After` as a date.",
      BEFORE_PERFORMING,
      STATUS,
      ExpectedFailure.rateLimited(true)),
  /** The service failed. */
  SERVER_ERROR_500(
      "The service failed.",
      BEFORE_PERFORMING,
      STATUS,
      ExpectedFailure.answered(500, Reason.SERVER_ERROR)),
  /** The service performed the call, then failed. */
  SERVER_ERROR_500_PERFORMED(
      "The service performed the call, then failed.",
      BEFORE_ANSWER,
      STATUS,
      ExpectedFailure.answered(500, Reason.SERVER_ERROR)),
  /** The firewall got no sense out of the service; a page for people. */
  BAD_GATEWAY_502(
      "The firewall got no sense out of the service; a page for people.",
      BEFORE_PERFORMING,
      STATUS,
      ExpectedFailure.answered(502, Reason.SERVER_ERROR)),
  /** The service has no time; not said how long to wait. */
  UNAVAILABLE_503(
      "The service has no time; not said how long to wait.",
      BEFORE_PERFORMING,
      STATUS,
      ExpectedFailure.answered(503, Reason.SERVER_ERROR)),
  /** The service has no time; {@code Retry-After} in seconds. */
  UNAVAILABLE_503_SECONDS(
      "The service has no time; `Retry-After` in seconds.",
      BEFORE_PERFORMING,
      STATUS,
      ExpectedFailure.busy()),
  /** The firewall waited for the service in vain. */
  GATEWAY_TIMEOUT_504(
      "The firewall waited for the service in vain.",
      BEFORE_PERFORMING,
      STATUS,
      ExpectedFailure.answered(504, Reason.SERVER_ERROR)),
  /** Cloudflare's own: it waited for the service in vain. */
  ORIGIN_TIMEOUT_522(
      "Cloudflare's own: it waited for the service in vain.",
      BEFORE_PERFORMING,
      STATUS,
      ExpectedFailure.answered(522, Reason.SERVER_ERROR)),

  /** The firewall refuses the client: Ray ID and address are on the page. */
  BLOCKED_403(
      "The firewall refuses the client: Ray ID and address are on the page.",
      BEFORE_PERFORMING,
      BLOCK_PAGE,
      ExpectedFailure.blocked(403)),
  /** The firewall wants proof of a person. */
  CHALLENGED_503(
      "The firewall wants proof of a person.",
      BEFORE_PERFORMING,
      BLOCK_PAGE,
      ExpectedFailure.blocked(503));

  private final String what;
  private final FaultPhase place;
  private final FaultEffect effect;

  @SuppressWarnings("ImmutableEnumChecker") // It is immutable, without an annotation that says so.
  private final ExpectedFailure expectedFailure;

  FaultScenario(
      String what, FaultPhase place, FaultEffect effect, ExpectedFailure expectedFailure) {
    this.what = what;
    this.place = place;
    this.effect = effect;
    this.expectedFailure = expectedFailure;
  }

  /**
   * Applies to the next matching call.
   *
   * @return the fault
   * @throws IllegalArgumentException for {@link #CONNECTION_REFUSED}, which cannot be counted
   */
  public Fault once() {
    return times(1);
  }

  /**
   * Applies to the next matching calls.
   *
   * @param times how many, 1 or more
   * @return the fault
   * @throws IllegalArgumentException if it is less; and for {@link #CONNECTION_REFUSED}
   */
  public Fault times(int times) {
    return new Fault(this, times, 1, null);
  }

  /**
   * Applies to every n-th matching call.
   *
   * @param every the n: 3 applies to the third call, the sixth and so on
   * @return the fault
   * @throws IllegalArgumentException if it is less than 1; and for {@link #CONNECTION_REFUSED}
   */
  public Fault every(int every) {
    return new Fault(this, Fault.WITHOUT_END, every, null);
  }

  /**
   * Applies to every matching call until an instant.
   *
   * @param instant the end, by the hub's clock
   * @return the fault, which a hub rejects from that instant on
   * @throws NullPointerException if the instant is null
   */
  public Fault until(Instant instant) {
    return new Fault(this, Fault.WITHOUT_END, 1, Objects.requireNonNull(instant, "until"));
  }

  /**
   * Applies to every matching call until it is cleared.
   *
   * @return the fault
   */
  public Fault always() {
    return new Fault(this, Fault.WITHOUT_END, 1, null);
  }

  /** {@return what happens, as a sentence} */
  public String what() {
    return what;
  }

  /** {@return the phase of the call in which it applies} */
  public FaultPhase place() {
    return place;
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
   * {@return whether it needs a connection: no response could express it, whatever its status,
   * headers and body} In memory such a fault is the failure of the client.
   */
  public boolean needsConnection() {
    return switch (effect) {
      case REFUSE, RESET, CLOSE, STALL, DRIBBLE -> true;
      case FLOOD -> this != HUGE_BODY;
      case WRONG_LENGTH -> this != BROKEN_GZIP;
      case GARBAGE -> this != GARBAGE_BODY;
      case INVALID_JSON, OTHER_SHAPE, BLOCK_PAGE, STATUS -> false;
    };
  }
}
