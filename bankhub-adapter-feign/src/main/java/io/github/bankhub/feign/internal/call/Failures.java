package io.github.bankhub.feign.internal.call;

import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.feign.internal.call.AttemptException.Leaf;
import io.github.bankhub.feign.internal.response.BufferedResponse;
import io.github.bankhub.feign.internal.response.ErrorBody;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.zip.ZipException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;

/** What an answer, or the lack of one, means. */
public final class Failures {

  private Failures() {}

  /** Classifies by status first, and only then by what the body says. */
  public static AttemptException refused(BufferedResponse answer) {
    if (FirewallPage.blocks(answer)) {
      return FirewallPage.blocked(answer);
    }
    int status = answer.status();
    return switch (status) {
      case 401, 403 -> accessDenied(answer);
      case 404 -> notFound(answer, ErrorBody.of(answer));
      case 408 -> unavailable(answer, Reason.TIMEOUT);
      case 429 ->
          AttemptException.rejected(
              answer, (call, references) -> new RateLimitedException(call, answer.retryAfter()));
      default -> {
        if (status >= 500) {
          yield unavailable(answer, Reason.SERVER_ERROR);
        }
        yield status >= 400
            ? invalid(answer, ErrorBody.of(answer))
            : unreadable(answer, "HTTP " + status + " is neither success nor refusal");
      }
    };
  }

  /** A request that did not get as far as a connection. */
  public static AttemptException notSent(IOException e, String origin) {
    String detail = detail(e, origin);
    return e instanceof ConnectionRequestTimeoutException
        ? overload("no connection became free in time")
        : AttemptException.notSent(unavailable(Reason.CONNECT, detail)).countedAsServiceFailure();
  }

  /** A request that was sent and not answered in full; the status is 0 if not even that came. */
  public static AttemptException lost(IOException e, String origin, int status) {
    String detail = detail(e, origin);
    if (isNoHttp(e)) {
      return AttemptException.lost(
          status, (call, references) -> new MalformedResponseException(call, detail));
    }
    Reason reason = e instanceof SocketTimeoutException ? Reason.TIMEOUT : Reason.RESET;
    return AttemptException.lost(status, unavailable(reason, detail)).countedAsServiceFailure();
  }

  /** A request that this side has ended. */
  public static AttemptException ended(Reason reason, boolean sent, int status) {
    Leaf leaf =
        reason == Reason.INTERRUPTED
            ? interruptedLeaf()
            : unavailable(
                reason,
                reason == Reason.CONNECT
                    ? "there was no TLS connection in time"
                    : "there was no whole answer in time");
    return sent ? AttemptException.lost(status, leaf) : AttemptException.notSent(leaf);
  }

  private static boolean isNoHttp(IOException e) {
    return e instanceof ClientProtocolException
        || e instanceof MessageConstraintException
        || e instanceof CharacterCodingException
        || e instanceof ZipException
        || (e instanceof MalformedChunkCodingException && !(e instanceof TruncatedChunkException));
  }

  public static AttemptException closed() {
    return AttemptException.notSent(unavailable(Reason.CLOSED, "this hub has been closed"))
        .asLast();
  }

  static AttemptException circuitOpen() {
    return AttemptException.notSent(
            unavailable(Reason.CIRCUIT_OPEN, "too many calls failed; none is let through now"))
        .asLast();
  }

  static AttemptException overload(String detail) {
    return AttemptException.notSent(unavailable(Reason.OVERLOAD, detail)).asLast();
  }

  public static AttemptException interrupted() {
    return AttemptException.notSent(interruptedLeaf()).asLast();
  }

  static Leaf interruptedLeaf() {
    return unavailable(Reason.INTERRUPTED, "the thread was interrupted");
  }

  public static AttemptException noTokenInTime() {
    return AttemptException.notSent(unavailable(Reason.TIMEOUT, "no access token came in time"))
        .shared();
  }

  public static AttemptException unreadable(BufferedResponse answer, String problem) {
    return AttemptException.unknown(
        answer, (call, references) -> new MalformedResponseException(call, problem));
  }

  private static Leaf unavailable(Reason reason, String detail) {
    return (call, references) -> new UnavailableException(call, reason, detail);
  }

  private static String detail(IOException e, String origin) {
    return e.getClass().getSimpleName() + " at " + origin;
  }

  private static AttemptException accessDenied(BufferedResponse answer) {
    String said = ErrorBody.of(answer).message();
    return AttemptException.rejected(
        answer,
        (call, references) ->
            new AccessDeniedException(call, said == null ? "no reason was given" : said));
  }

  private static AttemptException unavailable(BufferedResponse answer, Reason reason) {
    Leaf leaf = unavailable(reason, "HTTP " + answer.status());
    boolean hasRetryAfter = answer.status() == 503 && answer.retryAfter() != null;
    AttemptException failure =
        hasRetryAfter
            ? AttemptException.rejected(answer, leaf)
            : AttemptException.unknown(answer, leaf);
    return failure.countedAsServiceFailure();
  }

  private static AttemptException notFound(BufferedResponse answer, ErrorBody body) {
    return AttemptException.rejected(
        answer,
        (call, references) -> {
          if (references.isEmpty() || answer.json().isEmpty()) {
            return new MalformedResponseException(
                call, "there is nothing at this address; is the base URI right?");
          }
          List<Reference> named = named(references, body);
          return new NotFoundException(call, named.isEmpty() ? references : named, body.message());
        });
  }

  /**
   * A 400 that complains of nothing but references means that they do not exist, if something was
   * to be created with them. The other operations answer that with 404.
   */
  private static AttemptException invalid(BufferedResponse answer, ErrorBody body) {
    return AttemptException.rejected(
        answer,
        (call, references) -> {
          List<Reference> named = named(references, body);
          return call.operation() != Operation.CREATE_LINK_TOKEN
                  || named.isEmpty()
                  || named.size() < body.fields().size()
              ? new InvalidRequestException(call, body.fields(), body.message())
              : new NotFoundException(call, named, body.fields().get(named.get(0).field()));
        });
  }

  private static List<Reference> named(List<Reference> references, ErrorBody body) {
    return references.stream()
        .filter(reference -> body.fields().containsKey(reference.field()))
        .toList();
  }
}
