package io.github.bankhub.feign;

import static io.github.bankhub.feign.ScriptedClient.CREATE;
import static io.github.bankhub.feign.ScriptedClient.CREATED;
import static io.github.bankhub.feign.ScriptedClient.LINK;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.bankhub.domain.failure.BankHubException;
import io.github.bankhub.domain.port.BankHub;
import io.github.bankhub.domain.port.CallOptions;
import io.github.bankhub.feign.listener.CallListener;
import io.github.bankhub.feign.listener.CallRecord;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The examples of docs/observability.md, run. */
class CallRecordExamplesTest {

  private final ScriptedClient client = new ScriptedClient();

  private FeignBankHub hub(Consumer<CallRecord> example) {
    FeignBankHub hub =
        client
            .builder()
            .listener(
                new CallListener() {
                  @Override
                  public void completed(CallRecord call) {
                    example.accept(call);
                  }
                })
            .build();
    client.on(CREATE, 201, CREATED).on(CREATE, 400, "{}", "CF-RAY", "8a1b2c3d4e5f6789");
    return hub;
  }

  private void createAndFail(FeignBankHub hub) {
    BankHub order = hub.with(CallOptions.NONE.withCorrelationId("order-42"));
    order.linkTokens().create(LINK);
    assertThatExceptionOfType(BankHubException.class)
        .isThrownBy(() -> order.linkTokens().create(LINK));
  }

  @Nested
  class A_table {

    private final DataSource database = database();

    private static DataSource database() {
      JdbcDataSource memory = new JdbcDataSource();
      memory.setURL("jdbc:h2:mem:calls;DB_CLOSE_DELAY=-1");
      return memory;
    }

    @BeforeEach
    void create() throws SQLException {
      try (Connection connection = database.getConnection()) {
        connection
            .createStatement()
            .execute(
                """
                create table bankhub_call (
                  started_at timestamp with time zone, millis bigint, operation varchar(40),
                  company_xid varchar(100), link_token_xid varchar(100), correlation_id varchar(100), attempts int,
                  http_status int, outcome varchar(30), request_outcome varchar(10), ray_id varchar(30))
                """);
      }
    }

    void insert(CallRecord call) {
      Object[] row = {
        call.startedAt().atOffset(UTC),
        call.elapsed().toMillis(),
        call.operation().name(),
        call.ids().get("company_xid"),
        call.ids().get("link_token_xid"),
        call.correlationId().orElse(null),
        call.attempts(),
        call.httpStatus().isPresent() ? call.httpStatus().getAsInt() : null,
        call.outcome(),
        call.failure().map(failure -> failure.requestOutcome().name()).orElse(null),
        call.rayId().orElse(null)
      };
      String sql = "insert into bankhub_call values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
      try (Connection connection = database.getConnection();
          PreparedStatement insert = connection.prepareStatement(sql)) {
        for (int i = 0; i < row.length; i++) {
          insert.setObject(i + 1, row[i]);
        }
        insert.executeUpdate();
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Test
    void has_a_row_for_each_call() throws SQLException {
      createAndFail(hub(this::insert));

      assertThat(rows())
          .containsExactly(
              "CREATE_ACCESS_TOKEN null null order-42 1 201 success null null",
              "CREATE_LINK_TOKEN company-1 lt-1 order-42 1 201 success null null",
              "CREATE_LINK_TOKEN company-1 null order-42 1 400 invalid_request UNKNOWN"
                  + " 8a1b2c3d4e5f6789");
    }

    private List<String> rows() throws SQLException {
      List<String> rows = new ArrayList<>();
      try (Connection connection = database.getConnection();
          ResultSet found =
              connection
                  .createStatement()
                  .executeQuery(
                      """
                      select concat_ws(' ', operation, coalesce(company_xid, 'null'),
                        coalesce(link_token_xid, 'null'), coalesce(correlation_id, 'null'), attempts, http_status, outcome,
                        coalesce(request_outcome, 'null'), coalesce(ray_id, 'null'))
                      from bankhub_call
                      """)) {
        while (found.next()) {
          rows.add(found.getString(1));
        }
      }
      return rows;
    }
  }

  @Nested
  class A_trace {

    private final List<String> calls = new ArrayList<>();
    private final Tracer tracer = recorder(Tracer.class);

    void trace(CallRecord call) {
      Span span =
          tracer
              .spanBuilder("bankhub " + call.operation().name())
              .setSpanKind(SpanKind.CLIENT)
              .setStartTimestamp(call.startedAt())
              .setAttribute("bankhub.attempts", call.attempts())
              .startSpan();
      call.ids().forEach((name, xid) -> span.setAttribute("bankhub." + name, xid));
      call.httpStatus().ifPresent(it -> span.setAttribute("http.response.status_code", it));
      call.correlationId().ifPresent(id -> span.setAttribute("bankhub.correlation_id", id));
      call.rayId().ifPresent(id -> span.setAttribute("bankhub.ray_id", id));
      call.failure().ifPresent(failure -> span.setStatus(StatusCode.ERROR, call.outcome()));
      span.end(call.startedAt().plus(call.elapsed()));
    }

    @Test
    void has_a_span_for_each_call() {
      FeignBankHub hub = hub(this::trace);
      hub.accessToken();
      calls.clear();
      createAndFail(hub);

      String now = client.clock().instant().toString();
      assertThat(calls)
          .containsExactly(
              "spanBuilder [bankhub CREATE_LINK_TOKEN]",
              "setSpanKind [CLIENT]",
              "setStartTimestamp [" + now + "]",
              "setAttribute [bankhub.attempts, 1]",
              "startSpan []",
              "setAttribute [bankhub.company_xid, company-1]",
              "setAttribute [bankhub.link_token_xid, lt-1]",
              "setAttribute [http.response.status_code, 201]",
              "setAttribute [bankhub.correlation_id, order-42]",
              "end [" + now + "]",
              "spanBuilder [bankhub CREATE_LINK_TOKEN]",
              "setSpanKind [CLIENT]",
              "setStartTimestamp [" + now + "]",
              "setAttribute [bankhub.attempts, 1]",
              "startSpan []",
              "setAttribute [bankhub.company_xid, company-1]",
              "setAttribute [http.response.status_code, 400]",
              "setAttribute [bankhub.correlation_id, order-42]",
              "setAttribute [bankhub.ray_id, 8a1b2c3d4e5f6789]",
              "setStatus [ERROR, invalid_request]",
              "end [" + now + "]");
    }

    /** The interfaces of OpenTelemetry, without its SDK: each call is recorded. */
    private <T> T recorder(Class<T> type) {
      return type.cast(
          Proxy.newProxyInstance(
              type.getClassLoader(),
              new Class<?>[] {type},
              (self, method, arguments) -> record(self, method, arguments)));
    }

    private Object record(Object self, Method method, Object[] arguments) {
      calls.add(method.getName() + " " + (arguments == null ? "[]" : Arrays.toString(arguments)));
      if (method.getReturnType() == SpanBuilder.class) {
        return self instanceof Tracer ? recorder(SpanBuilder.class) : self;
      }
      return method.getReturnType() == Span.class && self instanceof SpanBuilder
          ? recorder(Span.class)
          : self instanceof Span ? self : null;
    }
  }
}
