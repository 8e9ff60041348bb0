package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.failure.CallDetails;
import io.github.bankhub.domain.failure.InvalidRequestException;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.journal.JournalEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A call that a mutant makes: what it sends, the right way to send it, and the service. */
record MutantCall(
    Operation operation, Map<String, ?> fields, BankHub right, InMemoryBankHub service) {

  /** Makes a call in a wrong way. */
  @FunctionalInterface
  interface Mutation {

    Map<String, @Nullable Object> call(MutantCall call);

    /** Changes the response. */
    static Mutation response(UnaryOperator<Map<String, @Nullable Object>> change) {
      return call -> change.apply(new HashMap<>(call.send()));
    }

    /** Changes one field of the response. */
    static Mutation response(String field, UnaryOperator<@Nullable Object> change) {
      return response(body -> put(body, field, change.apply(body.get(field))));
    }

    /** Throws another exception. */
    static Mutation failure(UnaryOperator<BankHubException> change) {
      return call -> {
        try {
          return call.send();
        } catch (BankHubException e) {
          throw change.apply(e);
        }
      };
    }

    /** Returns a response instead of a failure. */
    static Mutation swallow(
        Class<? extends BankHubException> type,
        Function<MutantCall, Map<String, @Nullable Object>> response) {
      return call -> {
        try {
          return call.send();
        } catch (BankHubException e) {
          if (type.isInstance(e)) {
            return response.apply(call);
          }
          throw e;
        }
      };
    }

    /** Rejects a request that the service accepts. */
    static Mutation rejecting(Function<MutantCall, Boolean> rejected) {
      return call -> {
        if (rejected.apply(call)) {
          throw new InvalidRequestException(
              CallDetails.notSent(call.operation()), Map.of("field", "is not accepted"));
        }
        return call.send();
      };
    }
  }

  Map<String, @Nullable Object> send() {
    return right.call(operation, fields, (response, zone) -> response);
  }

  MutantCall with(String field, Object value) {
    Map<String, Object> changed = new HashMap<>(fields);
    changed.put(field, value);
    return new MutantCall(operation, changed, right, service);
  }

  MutantCall without(String field) {
    Map<String, Object> changed = new HashMap<>(fields);
    changed.remove(field);
    return new MutantCall(operation, changed, right, service);
  }

  boolean has(String field) {
    return fields.containsKey(field);
  }

  /** The value of a field as text; empty if the request does not have it. */
  String text(String field) {
    return has(field) ? String.valueOf(fields.get(field)) : "";
  }

  List<JournalEntry> journal() {
    return service.control().journal();
  }

  /** The ids of all link tokens, oldest first. */
  List<String> created() {
    return journal().stream()
        .map(JournalEntry::created)
        .flatMap(Optional::stream)
        .map(String::valueOf)
        .toList();
  }

  /** Whether the service gave a status to a call of this operation. */
  boolean hadStatus(int status) {
    return journal().stream()
        .anyMatch(entry -> entry.operation() == operation && entry.status() == status);
  }

  static Map<String, @Nullable Object> put(
      Map<String, @Nullable Object> body, String field, @Nullable Object value) {
    Map<String, @Nullable Object> changed = new HashMap<>(body);
    changed.put(field, value);
    return changed;
  }

  static Map<String, @Nullable Object> remove(Map<String, @Nullable Object> body, String field) {
    Map<String, @Nullable Object> changed = new HashMap<>(body);
    changed.remove(field);
    return changed;
  }
}
