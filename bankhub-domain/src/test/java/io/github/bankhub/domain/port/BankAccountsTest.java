package io.github.bankhub.domain.port;

import static io.github.bankhub.domain.Sample.ACCOUNT;
import static io.github.bankhub.domain.Sample.COMPANY;
import static io.github.bankhub.domain.Sample.assertRejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bankhub.domain.StubHub;
import io.github.bankhub.domain.account.AccountType;
import io.github.bankhub.domain.account.BankAccount;
import io.github.bankhub.domain.account.BankAccountDetails;
import io.github.bankhub.domain.account.BankAccountQuery;
import io.github.bankhub.domain.account.BrandName;
import io.github.bankhub.domain.event.BankAccountEvent;
import io.github.bankhub.domain.event.WebhookEvent;
import io.github.bankhub.domain.paging.Page;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class BankAccountsTest {

  private static final BankAccountQuery QUERY = BankAccountQuery.ALL.withPerPage(2);

  @Nested
  class Streaming {

    @Test
    void BA_08_returns_the_accounts_of_every_page_in_their_order() {
      assertThat(new Pages(2, 2, 1).all(QUERY))
          .extracting(one -> one.xid().value())
          .containsExactly("1-0", "1-1", "2-0", "2-1", "3-0");
    }

    @Test
    void BA_08_starts_at_the_page_of_the_query() {
      assertThat(new Pages(2, 2, 1).all(QUERY.withPage(2))).hasSize(3);
    }

    @Test
    void BA_08_is_empty_if_there_are_no_accounts() {
      assertThat(new Pages(0).all(QUERY)).isEmpty();
    }

    @Test
    void BA_08_requests_a_page_only_when_it_is_needed() {
      Pages pages = new Pages(2, 2, 2);
      Iterator<BankAccount> all = pages.all(QUERY).iterator();
      assertThat(pages.asked).isEmpty();

      all.next();
      all.next();
      assertThat(pages.asked).containsExactly(1);

      all.next();
      assertThat(pages.asked).containsExactly(1, 2);
    }

    @Test
    void BA_08_requests_no_page_beyond_the_consumed_items() {
      Pages pages = new Pages(2, 2, 2);
      assertThat(pages.all(QUERY).filter(one -> one.xid().value().equals("2-0")).findFirst())
          .isPresent();
      assertThat(pages.asked).containsExactly(1, 2);
    }

    @Test
    void BA_08_ends_at_an_empty_page_even_if_it_reports_a_next_one() {
      Pages pages = new Pages(2, 0, 2);
      assertThat(pages.all(QUERY)).hasSize(2);
      assertThat(pages.asked).containsExactly(1, 2);
    }

    @Test
    void BA_08_ends_if_the_service_ignores_the_page_number() {
      Page<BankAccount> first = new Pages(2, 2).list(QUERY);
      Pages pages = new Pages();
      pages.always = first;
      assertThat(pages.all(QUERY).limit(9))
          .extracting(one -> one.xid().value())
          .containsExactly("1-0", "1-1");
      assertThat(pages.asked).containsExactly(1, 2);
    }

    @Test
    void BA_08_ends_if_the_same_accounts_repeat_with_other_balances() {
      Page<BankAccount> first = page(Map.of("xid", "1-0", "accumulated", "1"));
      Page<BankAccount> again = page(Map.of("xid", "1-0", "accumulated", "2"));
      BankAccounts pages =
          new Pages() {
            @Override
            public Page<BankAccount> list(BankAccountQuery query) {
              return query.page() == 1 ? first : again;
            }
          };
      assertThat(pages.all(QUERY).limit(9)).containsExactlyElementsOf(first.items());
    }

    private static Page<BankAccount> page(Map<String, Object> account) {
      Map<String, Object> response =
          Map.of("data", List.of(account), "meta", Map.of("has_more", true));
      return QUERY.readPage(response, ZoneOffset.UTC);
    }

    @Test
    void BA_08_throws_a_failure_where_it_happens() {
      Pages pages = new Pages(2, -1);
      Iterator<BankAccount> all = pages.all(QUERY).iterator();
      all.next();
      all.next();
      assertThatIllegalStateException().isThrownBy(all::hasNext);
    }

    @Test
    void BA_08_the_iterator_throws_after_the_last_account() {
      Iterator<BankAccount> all = new Pages(0).all(QUERY).iterator();
      assertThatThrownBy(all::next).isInstanceOf(NoSuchElementException.class);
    }
  }

  @Test
  void BA_11_a_field_of_the_details_has_priority_over_that_of_the_event() {
    StubHub hub =
        new StubHub(Map.of("xid", ACCOUNT.value(), "brand_name", "ACB", "account_type", ""));
    WebhookEvent event =
        WebhookEvent.of(
            Map.of(
                "xid",
                "e-1",
                "event",
                "BANK_ACCOUNT_LINKED",
                "timestamp",
                1768312100,
                "metadata",
                Map.of(
                    "bank_account_xid", ACCOUNT.value(),
                    "brand_name", "MBBank",
                    "account_type", "personal")));
    BankAccountDetails account = hub.bankAccounts().complete((BankAccountEvent.Linked) event);
    assertThat(account.brandName()).contains(new BrandName("ACB"));
    assertThat(account.accountType()).contains(AccountType.PERSONAL);
    assertThat(account.accountNumber()).isEmpty();
  }

  @Test
  void BA_12_an_account_without_a_company_is_a_malformed_response() {
    StubHub hub = new StubHub(Map.of("xid", ACCOUNT.value()));
    assertRejected("company_xid", () -> hub.bankAccounts().companyOf(ACCOUNT));
  }

  @Test
  void BA_12_the_company_is_that_of_the_details() {
    StubHub hub = new StubHub(Map.of("xid", ACCOUNT.value(), "company_xid", COMPANY.value()));
    assertThat(hub.bankAccounts().companyOf(ACCOUNT)).isEqualTo(COMPANY);
  }

  /** Pages of the given sizes, each but the last with a next page; a negative size is a failure. */
  private static class Pages implements BankAccounts {

    private final int[] sizes;
    private final List<Integer> asked = new ArrayList<>();
    private @Nullable Page<BankAccount> always;

    private Pages(int... sizes) {
      this.sizes = sizes;
    }

    @Override
    public Page<BankAccount> list(BankAccountQuery query) {
      asked.add(query.page());
      if (always != null) {
        return always;
      }
      int size = sizes[query.page() - 1];
      if (size < 0) {
        throw new IllegalStateException("no page");
      }
      List<Object> data = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        data.add(Map.of("xid", query.page() + "-" + i));
      }
      Map<String, Object> meta = Map.of("has_more", query.page() < sizes.length);
      return query.readPage(Map.of("data", data, "meta", meta), ZoneOffset.UTC);
    }

    @Override
    public BankHub hub() {
      throw new UnsupportedOperationException("the pages are known");
    }
  }
}
