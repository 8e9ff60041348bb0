package io.github.bankhub.testkit.contract;

import io.github.bankhub.testkit.GeneratedBlock;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The table of docs/contract-tests.md; it has a row for each {@link MerchantRule}. */
class MerchantRulesPageTest {

  private static final String HEAD = "| rule | what SePay promises, and what to do |\n|---|---|\n";

  @Test
  void the_table_shows_every_rule() {
    GeneratedBlock.assertUpToDate(
        "contract-tests.md",
        "endpoint-rules",
        Arrays.stream(MerchantRule.values())
            .map(rule -> "| %s | %s |\n".formatted(rule, rule.promise()))
            .collect(Collectors.joining("", HEAD, "")));
  }
}
