package io.github.bankhub.feign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.domain.operation.Operation;
import io.github.bankhub.testkit.BankHubServer;
import io.github.bankhub.testkit.Control;
import io.github.bankhub.testkit.InMemoryBankHub;
import io.github.bankhub.testkit.journal.JournalEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;

/** 200 concurrent callers over a socket. */
class ManyCallersTest {

  private static final int CALLERS = 200;

  private final InMemoryBankHub service = InMemoryBankHub.create();
  private final Control control = service.control();
  private final LinkTokenRequest request =
      LinkTokenRequest.link(control.addCompany("CONG TY TNHH ABC"));
  @AutoClose private final BankHubServer server = BankHubServer.start(service);

  @AutoClose
  private final FeignBankHub hub =
      FeignBankHub.builder(SocketSettings.of(server.environment(), control.credentials()))
          .clock(control.clock())
          .build();

  private List<Integer> statuses(Operation operation) {
    return control.journal().stream()
        .filter(entry -> entry.operation() == operation)
        .map(JournalEntry::status)
        .toList();
  }

  private long count(Operation operation, int status) {
    return statuses(operation).stream().filter(one -> one == status).count();
  }

  private void allCreate(ExecutorService threads) throws Exception {
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Object>> calls = new ArrayList<>();
      for (int i = 0; i < CALLERS; i++) {
        Callable<Object> call =
            () -> {
              start.await();
              return hub.linkTokens().create(request);
            };
        calls.add(threads.submit(call));
      }
      start.countDown();
      for (Future<Object> call : calls) {
        assertThat(call.get()).isNotNull();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void AT_02_with_an_expired_token_request_one_token() throws Exception {
    hub.linkTokens().create(request);
    control.clock().advance(hub.accessToken().lifetime());
    allCreate(Executors.newFixedThreadPool(CALLERS));
    assertThat(count(Operation.CREATE_ACCESS_TOKEN, 201)).isEqualTo(2);
    assertThat(count(Operation.CREATE_LINK_TOKEN, 201)).isEqualTo(CALLERS + 1);
  }

  @Test
  void AT_04_whose_token_is_rejected_renew_it_once() throws Exception {
    hub.linkTokens().create(request);
    control.expireAccessTokens();
    allCreate(Executors.newFixedThreadPool(CALLERS));
    assertThat(count(Operation.CREATE_ACCESS_TOKEN, 201)).isEqualTo(2);
    assertThat(count(Operation.CREATE_LINK_TOKEN, 201)).isEqualTo(CALLERS + 1);
  }

  @Test
  void AT_04_whose_every_token_is_rejected_renew_each_at_most_once() throws Exception {
    for (int storm = 0; storm < 5; storm++) {
      control.expireAccessTokens();
      allCreate(Executors.newFixedThreadPool(CALLERS));
    }
    assertThat(count(Operation.CREATE_ACCESS_TOKEN, 201)).isEqualTo(5);
    assertThat(count(Operation.CREATE_LINK_TOKEN, 201)).isEqualTo(5L * CALLERS);
  }

  /** Compiled for 17, which has no virtual threads. */
  @Test
  @EnabledForJreRange(min = JRE.JAVA_21, disabledReason = "virtual threads need Java 21")
  void may_be_virtual_threads_which_are_not_pinned() throws Exception {
    try (Pinning pinning = Pinning.watched()) {
      ExecutorService virtual =
          (ExecutorService)
              Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
      allCreate(virtual);
      assertThat(pinning.events()).isEmpty();
    }
    assertThat(count(Operation.CREATE_ACCESS_TOKEN, 201)).isEqualTo(1);
  }
}
