package io.github.bankhub.feign.internal;

/** The logger of the adapter. */
public final class Logging {

  /** The one name under which the adapter logs. */
  public static final System.Logger LOG = System.getLogger("io.github.bankhub.feign.FeignBankHub");

  private Logging() {}
}
