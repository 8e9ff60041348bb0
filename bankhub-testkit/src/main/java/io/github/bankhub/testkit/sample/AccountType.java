package io.github.bankhub.testkit.sample;

/** Whose bank account it is. */
public enum AccountType {
  /** A person's. */
  PERSONAL,
  /** A business's. */
  BUSINESS
}
