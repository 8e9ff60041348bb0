package io.github.bankhub.feign;

import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.Operation;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.failure.UnreadableAnswerException;
import io.github.bankhub.feign.AttemptFailed.Leaf;
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
final class Failures {

  private Failures() {}

  /** Classifies by status first, and only then by what the body says. */
  static AttemptFailed refused(Answer answer) {
    if (Edge.blocks(answer)) {
      return Edge.blocked(answer);
    }
    int status = answer.status();
    return switch (status) {
      case 401, 403 -> accessDenied(answer);
      case 404 -> notFound(answer, ErrorBody.of(answer));
      case 408 -> unavailable(answer, Reason.TIMEOUT);
      case 429 ->
          AttemptFailed.rejected(
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
  static AttemptFailed notSent(IOException e, String origin) {
    String detail = detail(e, origin);
    return e instanceof ConnectionRequestTimeoutException
        ? overload("no connection became free in time")
        : AttemptFailed.notSent(unavailable(Reason.CONNECT, detail)).againstService();
  }

  /** A request that was sent and not answered in full; the status is 0 if not even that came. */
  static AttemptFailed lost(IOException e, String origin, int status) {
    String detail = detail(e, origin);
    if (isNoHttp(e)) {
      return AttemptFailed.lost(
          status, (call, references) -> new UnreadableAnswerException(call, detail));
    }
    Reason reason = e instanceof SocketTimeoutException ? Reason.TIMEOUT : Reason.RESET;
    return AttemptFailed.lost(status, unavailable(reason, detail)).againstService();
  }

  /** A request that this side has ended. */
  static AttemptFailed ended(Reason reason, boolean sent, int status) {
    Leaf leaf =
        reason == Reason.INTERRUPTED
            ? interruptedLeaf()
            : unavailable(
                reason,
                reason == Reason.CONNECT
                    ? "there was no TLS connection in time"
                    : "there was no whole answer in time");
    return sent ? AttemptFailed.lost(status, leaf) : AttemptFailed.notSent(leaf);
  }

  private static boolean isNoHttp(IOException e) {
    return e instanceof ClientProtocolException
        || e instanceof MessageConstraintException
        || e instanceof CharacterCodingException
        || e instanceof ZipException
        || (e instanceof MalformedChunkCodingException && !(e instanceof TruncatedChunkException));
  }

  static AttemptFailed closed() {
    return AttemptFailed.notSent(unavailable(Reason.CLOSED, "this hub has been closed")).asLast();
  }

  static AttemptFailed circuitOpen() {
    return AttemptFailed.notSent(
            unavailable(Reason.CIRCUIT_OPEN, "too many calls failed; none is let through now"))
        .asLast();
  }

  static AttemptFailed overload(String detail) {
    return AttemptFailed.notSent(unavailable(Reason.OVERLOAD, detail)).asLast();
  }

  static AttemptFailed interrupted() {
    return AttemptFailed.notSent(interruptedLeaf()).asLast();
  }

  static Leaf interruptedLeaf() {
    return unavailable(Reason.INTERRUPTED, "the thread was interrupted");
  }

  static AttemptFailed noTokenInTime() {
    return AttemptFailed.notSent(unavailable(Reason.TIMEOUT, "no access token came in time"))
        .shared();
  }

  static AttemptFailed unreadable(Answer answer, String problem) {
    return AttemptFailed.unknown(
        answer, (call, references) -> new UnreadableAnswerException(call, problem));
  }

  private static Leaf unavailable(Reason reason, String detail) {
    return (call, references) -> new UnavailableException(call, reason, detail);
  }

  private static String detail(IOException e, String origin) {
    return e.getClass().getSimpleName() + " at " + origin;
  }

  private static AttemptFailed accessDenied(Answer answer) {
    String said = ErrorBody.of(answer).message();
    return AttemptFailed.rejected(
        answer,
        (call, references) ->
            new AccessDeniedException(call, said == null ? "no reason was given" : said));
  }

  private static AttemptFailed unavailable(Answer answer, Reason reason) {
    Leaf leaf = unavailable(reason, "HTTP " + answer.status());
    boolean saysWhen = answer.status() == 503 && answer.retryAfter() != null;
    AttemptFailed failure =
        saysWhen ? AttemptFailed.rejected(answer, leaf) : AttemptFailed.unknown(answer, leaf);
    return failure.againstService();
  }

  private static AttemptFailed notFound(Answer answer, ErrorBody body) {
    return AttemptFailed.rejected(
        answer,
        (call, references) -> {
          if (references.isEmpty() || answer.json().isEmpty()) {
            return new UnreadableAnswerException(
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
  private static AttemptFailed invalid(Answer answer, ErrorBody body) {
    return AttemptFailed.rejected(
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
