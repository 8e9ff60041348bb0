package io.github.bankhub.feign.internal.call;

import io.github.bankhub.domain.failure.AccessDeniedException;
import io.github.bankhub.domain.failure.BlockedByFirewallException;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.failure.MalformedResponseException;
import io.github.bankhub.domain.failure.NotFoundException;
import io.github.bankhub.domain.failure.NotFoundException.Reference;
import io.github.bankhub.domain.failure.RateLimitedException;
import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.domain.failure.UnavailableException.Reason;
import io.github.bankhub.feign.internal.call.AttemptException.ExceptionFactory;
import io.github.bankhub.feign.internal.response.BufferedResponse;
import io.github.bankhub.feign.internal.response.ErrorBody;
import io.github.bankhub.feign.internal.response.FirewallPage;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.CharacterCodingException;
import java.security.InvalidAlgorithmParameterException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.core5.http.ConnectionRequestTimeoutException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.TruncatedChunkException;

/**
 * The classification of failures: of an error response, an I/O error, or a limit of this client.
 */
public final class Failures {

  private Failures() {}

  /** Classifies an error response: first by its status, then by its body. */
  public static AttemptException rejected(BufferedResponse response) {
    return FirewallPage.in(response)
        .map(page -> blocked(response, page))
        .orElseGet(() -> byStatus(response, response.status()));
  }

  private static AttemptException byStatus(BufferedResponse response, int status) {
    return switch (status) {
      case 401, 403 -> accessDenied(response);
      case 404 -> notFound(response);
      case 408 -> unavailable(response, Reason.TIMEOUT);
      case 429 ->
          rejected(
              response,
              (call, references) -> new RateLimitedException(call, response.retryAfter()));
      default -> {
        if (status >= 500) {
          yield unavailable(response, Reason.SERVER_ERROR);
        }
        yield status >= 400
            ? invalid(response)
            : malformed(response, "HTTP " + status + " is neither a success nor an error");
      }
    };
  }

  /** {@return the failure of a response that cannot be read} */
  public static AttemptException malformed(BufferedResponse response, String problem) {
    return AttemptException.unknown(
        response,
        CircuitSignal.SUCCESS,
        (call, references) -> new MalformedResponseException(call, problem));
  }

  /** {@return the failure of a request that this client does not send and does not retry} */
  public static AttemptException notSent(Reason reason, String detail) {
    return AttemptException.notSent(CircuitSignal.IGNORE, unavailable(reason, detail))
        .withoutRetry();
  }

  public static AttemptException interrupted() {
    return AttemptException.notSent(CircuitSignal.IGNORE, AttemptException.INTERRUPTED)
        .withoutRetry();
  }

  public static AttemptException closed() {
    return notSent(Reason.CLOSED, "this client has been closed");
  }

  /**
   * {@return the failure of a call in which this client, or code of the application, threw an
   * exception} The message of that exception is not shown, because it may contain a secret.
   */
  public static AttemptException internal(Throwable e, boolean isSent) {
    StackTraceElement[] trace = e.getStackTrace();
    String place = trace.length == 0 ? "" : " at " + trace[0];
    ExceptionFactory factory = unavailable(Reason.INTERNAL, e.getClass().getSimpleName() + place);
    return aborted(isSent, 0, CircuitSignal.IGNORE, factory).withoutRetry();
  }

  /** {@return the failure of a request that could not get a connection} */
  public static AttemptException notConnected(IOException e, String origin) {
    if (e instanceof ConnectionRequestTimeoutException) {
      return notSent(Reason.OVERLOAD, "no connection became free in time");
    }
    return isUntrusted(e)
        ? notSent(
            Reason.UNTRUSTED,
            "the certificate of " + origin + " is not trusted, or is for another host")
        : AttemptException.notSent(
            CircuitSignal.FAILURE, unavailable(Reason.CONNECT, detail(e, origin)));
  }

  /** {@return the failure of a request that a proxy did not pass on} */
  public static AttemptException rejectedByProxy(String proxy, int status) {
    CircuitSignal signal = status >= 500 ? CircuitSignal.FAILURE : CircuitSignal.IGNORE;
    return AttemptException.notSent(
            status,
            signal,
            unavailable(Reason.PROXY, "the proxy " + proxy + " responded with " + status))
        .withoutRetry();
  }

  /** {@return the failure of a request for which a proxy selector has no usable proxy} */
  public static AttemptException noProxy() {
    return notSent(Reason.PROXY, "the proxy selector offers no HTTP proxy");
  }

  /** A trust manager reports this as a cause, and a check of the host name reports it itself. */
  private static boolean isUntrusted(IOException e) {
    return e instanceof SSLPeerUnverifiedException
        || (e instanceof SSLException
            && Stream.iterate(e.getCause(), Objects::nonNull, Throwable::getCause)
                .limit(10)
                .anyMatch(Failures::isOfCertificate));
  }

  /** The platform reports a trust store without certificates as an invalid {@code trustAnchors}. */
  private static boolean isOfCertificate(Throwable cause) {
    return cause instanceof CertificateException
        || cause instanceof CertPathValidatorException
        || (cause instanceof InvalidAlgorithmParameterException
            && String.valueOf(cause.getMessage()).contains("trustAnchors"));
  }

  /**
   * {@return the failure of a request that was sent, and whose response is not complete}
   *
   * @param status the HTTP status, or 0 if not even that arrived
   */
  public static AttemptException lost(IOException e, String origin, int status) {
    String detail = detail(e, origin);
    if (isNoHttp(e)) {
      return AttemptException.lost(
          status,
          CircuitSignal.IGNORE,
          (call, references) -> new MalformedResponseException(call, detail));
    }
    Reason reason = e instanceof SocketTimeoutException ? Reason.TIMEOUT : Reason.RESET;
    return AttemptException.lost(status, CircuitSignal.FAILURE, unavailable(reason, detail));
  }

  /** {@return the failure of a request that this client aborted when its time was up} */
  public static AttemptException timedOut(Reason reason, boolean isSent, int status) {
    ExceptionFactory factory =
        unavailable(
            reason,
            reason == Reason.CONNECT
                ? "the TLS handshake was not complete in time"
                : "the response was not complete in time");
    return aborted(isSent, status, CircuitSignal.FAILURE, factory);
  }

  /** {@return the failure of a request that was aborted when its thread was interrupted} */
  public static AttemptException interrupted(boolean isSent, int status) {
    return aborted(isSent, status, CircuitSignal.IGNORE, AttemptException.INTERRUPTED)
        .withoutRetry();
  }

  private static AttemptException aborted(
      boolean isSent, int status, CircuitSignal signal, ExceptionFactory factory) {
    return isSent
        ? AttemptException.lost(status, signal, factory)
        : AttemptException.notSent(signal, factory);
  }

  private static boolean isNoHttp(IOException e) {
    return e instanceof ClientProtocolException
        || e instanceof MessageConstraintException
        || e instanceof CharacterCodingException
        || (e instanceof MalformedChunkCodingException && !(e instanceof TruncatedChunkException));
  }

  private static String detail(IOException e, String origin) {
    return e.getClass().getSimpleName() + " at " + origin;
  }

  private static ExceptionFactory unavailable(Reason reason, String detail) {
    return (call, references) -> new UnavailableException(call, reason, detail);
  }

  /** Only Bank Hub itself knows that it did not perform the request. */
  private static AttemptException rejected(BufferedResponse response, ExceptionFactory factory) {
    return response(response, response.isFromBankHub(), CircuitSignal.SUCCESS, factory);
  }

  private static AttemptException response(
      BufferedResponse response,
      boolean isRejection,
      CircuitSignal signal,
      ExceptionFactory factory) {
    return isRejection
        ? AttemptException.rejected(response, signal, factory)
        : AttemptException.unknown(response, signal, factory);
  }

  private static AttemptException blocked(BufferedResponse response, FirewallPage page) {
    return response(
        response,
        page.isCertain(),
        CircuitSignal.SUCCESS,
        (call, references) -> new BlockedByFirewallException(call, page.rayId(), page.address()));
  }

  private static AttemptException accessDenied(BufferedResponse response) {
    String message = ErrorBody.of(response).message();
    return rejected(
        response,
        (call, references) ->
            new AccessDeniedException(call, message == null ? "no reason was given" : message));
  }

  private static AttemptException unavailable(BufferedResponse response, Reason reason) {
    boolean isRejection =
        response.status() == 503 && response.retryAfter() != null && response.isFromBankHub();
    return response(
        response,
        isRejection,
        CircuitSignal.FAILURE,
        (call, references) ->
            new UnavailableException(
                call, reason, "HTTP " + response.status(), response.retryAfter()));
  }

  private static AttemptException notFound(BufferedResponse response) {
    ErrorBody body = ErrorBody.of(response);
    return rejected(
        response,
        (call, references) -> {
          if (references.isEmpty() || !response.isFromBankHub()) {
            return new MalformedResponseException(
                call, "nothing is at this address, or a gateway responded; is the base URI right?");
          }
          List<Reference> named = named(references, body);
          return new NotFoundException(call, named.isEmpty() ? references : named, body.message());
        });
  }

  /**
   * A 400 for a create means "not found" if it names nothing but references. The other operations
   * report that with 404.
   */
  private static AttemptException invalid(BufferedResponse response) {
    ErrorBody body = ErrorBody.of(response);
    return rejected(
        response,
        (call, references) -> {
          List<Reference> named = named(references, body);
          return call.operation().isIdempotent()
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
