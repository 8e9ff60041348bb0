package io.github.bankhub.feign;

import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.domain.failure.UnreadableAnswerException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;

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

  static AttemptFailed withoutAnswer(IOException e, String origin) {
    String detail = e.getClass().getSimpleName() + " at " + origin;
    if (e instanceof ConnectException
        || e instanceof ConnectTimeoutException
        || e instanceof ConnectionRequestTimeoutException
        || e instanceof NoRouteToHostException
        || e instanceof UnknownHostException
        || e instanceof SSLHandshakeException
        || e instanceof SSLPeerUnverifiedException) {
      return AttemptFailed.notSent(
          true, (call, references) -> new UnavailableException(call, Reason.CONNECT, detail));
    }
    if (e instanceof SocketTimeoutException) {
      return lost(Reason.TIMEOUT, detail);
    }
    if (e instanceof InterruptedIOException && Thread.currentThread().isInterrupted()) {
      return lost(Reason.INTERRUPTED, detail).asLastOf(0);
    }
    return lost(Reason.RESET, detail);
  }

  static AttemptFailed closed() {
    return AttemptFailed.notSent(
            false,
            (call, references) ->
                new UnavailableException(call, Reason.CONNECT, "this hub has been closed"))
        .asLastOf(0);
  }

  static AttemptFailed circuitOpen() {
    return AttemptFailed.notSent(
            false,
            (call, references) ->
                new UnavailableException(
                    call, Reason.CIRCUIT_OPEN, "too many calls failed; none is let through now"))
        .asLastOf(0);
  }

  static AttemptFailed interrupted() {
    return AttemptFailed.notSent(
            false,
            (call, references) ->
                new UnavailableException(call, Reason.INTERRUPTED, "the thread was interrupted"))
        .asLastOf(0);
  }

  static AttemptFailed noTokenInTime() {
    return AttemptFailed.notSent(
            true,
            (call, references) ->
                new UnavailableException(call, Reason.TIMEOUT, "no access token came in time"))
        .asLastOf(0);
  }

  static AttemptFailed unreadable(Answer answer, String problem) {
    return AttemptFailed.unknown(
        answer, false, (call, references) -> new UnreadableAnswerException(call, problem));
  }

  static AttemptFailed unreadable(int status, String problem) {
    return AttemptFailed.unknown(
        null,
        false,
        (call, references) -> new UnreadableAnswerException(call.withHttpStatus(status), problem));
  }

  /** What a value of the domain objected to; its message shows no secret. */
  static AttemptFailed unreadable(int status, InvalidFieldException objection) {
    return unreadable(status, String.valueOf(objection.getMessage()));
  }

  private static AttemptFailed lost(Reason reason, String detail) {
    return AttemptFailed.unknown(
        null, true, (call, references) -> new UnavailableException(call, reason, detail));
  }

  private static AttemptFailed accessDenied(Answer answer) {
    String said = ErrorBody.of(answer).message();
    return AttemptFailed.rejected(
        answer,
        (call, references) ->
            new AccessDeniedException(call, said == null ? "no reason was given" : said));
  }

  private static AttemptFailed unavailable(Answer answer, Reason reason) {
    AttemptFailed.Leaf leaf =
        (call, references) -> new UnavailableException(call, reason, "HTTP " + answer.status());
    boolean saysWhen = answer.status() == 503 && answer.retryAfter() != null;
    return saysWhen
        ? AttemptFailed.rejected(answer, leaf).countedAgainstService()
        : AttemptFailed.unknown(answer, true, leaf);
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

  /** A 400 that complains of nothing but references means that they do not exist. */
  private static AttemptFailed invalid(Answer answer, ErrorBody body) {
    return AttemptFailed.rejected(
        answer,
        (call, references) -> {
          List<Reference> named = named(references, body);
          return named.isEmpty() || named.size() < body.fields().size()
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
