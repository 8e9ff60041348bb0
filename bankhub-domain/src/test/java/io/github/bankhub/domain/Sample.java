package io.github.bankhub.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.failure.InvalidFieldException;
import io.github.bankhub.domain.json.ApiObject;
import io.github.bankhub.domain.link.HostedLink;
import io.github.bankhub.domain.link.LinkToken;
import io.github.bankhub.domain.link.LinkTokenExpiry;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import java.time.Instant;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Sample values of these tests, and the assertion for a rejected field. */
public final class Sample {

  public static final CompanyXid COMPANY = new CompanyXid("4fe7e18c-ac5a-11f0-9ff6-52c7e9b4f41b");
  public static final BankAccountXid ACCOUNT =
      new BankAccountXid("b5cb9c1c-b1fc-11f0-9ff6-52c7e9b4f41b");
  public static final LinkTokenXid TOKEN_XID =
      new LinkTokenXid("9f3d3c52-b1a7-11f0-9ff6-52c7e9b4f41b");

  /** A secret that must not appear in a printed value. */
  public static final String SECRET_TEXT = "Hush-7PqZ";

  public static final HostedLink HOSTED_LINK =
      HostedLink.of("https://bankhub.sepay.vn/link/" + SECRET_TEXT + "?token=" + SECRET_TEXT);

  public static final String EXPIRY_TEXT = "2025-10-25 15:04:05";

  /** {@link #EXPIRY_TEXT} read in Vietnam, which is seven hours ahead of UTC. */
  public static final Instant EXPIRY = Instant.parse("2025-10-25T08:04:05Z");

  public static final LinkToken LINK_TOKEN =
      new LinkToken(
          TOKEN_XID,
          new LinkTokenSecret(SECRET_TEXT),
          HOSTED_LINK,
          LinkTokenExpiry.read(EXPIRY_TEXT, ApiObject.VIETNAM));

  private Sample() {}

  /** Asserts that a call is rejected because of one field, which the message names first. */
  public static AbstractThrowableAssert<?, ?> assertRejected(String field, ThrowingCallable call) {
    InvalidFieldException rejection = catchThrowableOfType(InvalidFieldException.class, call);
    assertThat(rejection.field()).isEqualTo(field);
    return assertThat(rejection)
        .hasMessageStartingWith(field + " ")
        .hasMessageContaining("expected");
  }
}
