package io.github.bankhub.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DemoTest {

  @Test
  void shows_both_purposes_and_two_rejections_and_no_secret() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Demo.run(Map.of(), new PrintStream(bytes, true, UTF_8));

    List<String> lines = bytes.toString(UTF_8).lines().toList();
    assertThat(lines).hasSize(7);
    assertThat(lines.get(1)).startsWith("Access token: AccessToken[***");
    assertThat(lines.subList(2, 5))
        .allSatisfy(line -> assertThat(line).contains("LinkToken[xid=", "secret=***", "/***"));
    assertThat(lines.get(5)).contains("InvalidFieldException", "bank_account_xid");
    assertThat(lines.get(6)).contains("NotFoundException", "company_xid");
  }

  @Test
  void names_all_the_variables_that_are_missing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Demo.run(Map.of("BANKHUB_CLIENT_ID", "BH-SB-1"), System.out))
        .withMessage("not set: BANKHUB_CLIENT_SECRET, BANKHUB_COMPANY_XID");
  }
}
