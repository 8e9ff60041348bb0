import io.github.bankhub.domain.auth.ClientCredentials;
import io.github.bankhub.domain.company.CompanyXid;
import io.github.bankhub.domain.environment.BankHubEnvironment;
import io.github.bankhub.domain.link.LinkTokenRequest;
import io.github.bankhub.feign.FeignBankHub;
import io.github.bankhub.feign.settings.BankHubSettings;
import java.net.URI;

/** Gets an access token, creates two link tokens, and says so. */
public final class BankHubStart {

  private BankHubStart() {}

  public static void main(String[] args) {
    BankHubEnvironment environment = BankHubEnvironment.custom(URI.create(args[0]));
    BankHubSettings settings =
        BankHubSettings.of(environment, ClientCredentials.of("BH-SB-1", "client-secret"));
    LinkTokenRequest request = LinkTokenRequest.link(new CompanyXid("c-1"));
    try (FeignBankHub hub = FeignBankHub.connect(settings)) {
      hub.linkTokens().create(request);
      hub.linkTokens().create(request);
      System.out.println("done");
    }
  }
}
