package io.github.bankhub.testkit.sample;

import io.github.bankhub.domain.account.BankAccountXid;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.event.WebhookSecret;
import io.github.bankhub.domain.link.LinkTokenSecret;
import io.github.bankhub.domain.link.LinkTokenXid;
import io.github.bankhub.domain.merchant.Logo;
import io.github.bankhub.domain.transaction.TransactionId;
import java.net.URI;
import java.util.Base64;

/**
 * The values of the samples on SePay's page "Create Link Token API", and ids of a link token and a
 * transaction beside them. The examples of the API description have the same ids.
 */
public final class Samples {

  /** The company of the usage samples. */
  public static final CompanyXid COMPANY = new CompanyXid("d3dafd01-e06b-11f0-b29e-52c7e9b4f41b");

  /** The bank account that the usage sample unlinks from {@link #COMPANY}. */
  public static final BankAccountXid BANK_ACCOUNT =
      new BankAccountXid("f414b73c-eebe-11f0-b16e-52c7e9b4f41b");

  /** The company of the curl sample. */
  public static final CompanyXid CURL_COMPANY =
      new CompanyXid("d0424f2d-8a2c-4d55-aeed-a5ad9955f6a2");

  /** The bank account that the curl sample sends, although it links and needs none. */
  public static final BankAccountXid CURL_BANK_ACCOUNT =
      new BankAccountXid("52930e2b-c38b-4cd1-b2a2-9ddcdc603104");

  /** A link token of {@link #COMPANY}. SePay's pages show no id, so this one is made up. */
  public static final LinkTokenXid LINK_TOKEN =
      new LinkTokenXid("5f1b3c0a-7d2e-4b7c-9a44-0c6f2f6f5d11");

  /** The secret of {@link #LINK_TOKEN}, made up. */
  public static final LinkTokenSecret LINK_TOKEN_SECRET =
      new LinkTokenSecret("0e9d8c7b-6a5f-4e3d-8c2b-1a0f9e8d7c6b");

  /** A transaction of {@link #BANK_ACCOUNT}, made up. */
  public static final TransactionId TRANSACTION =
      new TransactionId("7c1d3a52-0f6b-4c1e-8a55-2b9e6f0d4a17");

  /** The redirect of the usage sample for linking. */
  public static final String LINKED_REDIRECT = "https://yourapp.com/success";

  /** The redirect of the usage sample for unlinking. */
  public static final String UNLINKED_REDIRECT = "https://yourapp.com/unlinked";

  /** The redirect of the curl sample: HTTP, which only the sandbox accepts. */
  public static final String CURL_REDIRECT = "http://example.com";

  /** The address of a webhook, made up. No server can have it. */
  public static final URI WEBHOOK_URL = URI.create("https://yourapp.example/webhooks/bank-hub");

  /** The secret of a webhook, made up. */
  public static final WebhookSecret WEBHOOK_SECRET = new WebhookSecret("sample-secret-5678");

  /** A logo, made up: a PNG of one pixel. */
  public static final Logo LOGO =
      Logo.of(
          Base64.getDecoder()
              .decode(
                  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR42mNgSNsMAAGDARp4cdv2AAAAAElF"
                      + "TkSuQmCC"));

  private Samples() {}
}
