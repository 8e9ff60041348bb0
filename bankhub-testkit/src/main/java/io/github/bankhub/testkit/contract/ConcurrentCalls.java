package io.github.bankhub.testkit.contract;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Calls that start at the same time. */
final class ConcurrentCalls {

  static final int CALLERS = 16;

  private static final int MACHINES = 4;
  private static final int TIMEOUT_SECONDS = 60;

  private ConcurrentCalls() {}

  static <T> List<T> allCall(Callable<T> call) throws InterruptedException {
    return call(Collections.nCopies(CALLERS, call));
  }

  /** Lets several threads of several machines make the same call. */
  static <M, T> List<T> onMachines(Supplier<M> connect, Function<M, T> call)
      throws InterruptedException {
    List<M> machines = Stream.generate(connect).limit(MACHINES).toList();
    return call(
        IntStream.range(0, CALLERS)
            .<Callable<T>>mapToObj(caller -> () -> call.apply(machines.get(caller % MACHINES)))
            .toList());
  }

  static <T> List<T> call(List<Callable<T>> calls) throws InterruptedException {
    ExecutorService threads = Executors.newFixedThreadPool(calls.size());
    CyclicBarrier start = new CyclicBarrier(calls.size());
    try {
      List<Callable<T>> waiting = calls.stream().map(call -> after(start, call)).toList();
      return results(threads.invokeAll(waiting, TIMEOUT_SECONDS, TimeUnit.SECONDS));
    } finally {
      threads.shutdownNow();
    }
  }

  private static <T> Callable<T> after(CyclicBarrier start, Callable<T> call) {
    return () -> {
      start.await(TIMEOUT_SECONDS, TimeUnit.SECONDS);
      return call.call();
    };
  }

  private static <T> List<T> results(List<Future<T>> futures) throws InterruptedException {
    List<T> results = new ArrayList<>();
    for (Future<T> future : futures) {
      try {
        results.add(future.get());
      } catch (ExecutionException e) {
        fail("one of several concurrent callers failed: " + e.getCause(), e.getCause());
      }
    }
    return results;
  }
}
