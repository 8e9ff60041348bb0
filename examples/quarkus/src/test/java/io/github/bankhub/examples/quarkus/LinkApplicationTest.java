package io.github.bankhub.examples.quarkus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.github.bankhub.domain.failure.UnavailableException;
import io.github.bankhub.examples.links.LinksContract;
import io.github.bankhub.feign.FeignBankHub;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(OfflineBankHub.class)
class LinkApplicationTest extends LinksContract {

  @TestHTTPResource("/")
  URI application;

  @Inject BeanManager beans;

  @Override
  protected URI application() {
    return application;
  }

  @Override
  protected String healthPath() {
    return "/q/health";
  }

  @Override
  protected String metersPath() {
    return "/q/metrics";
  }

  @Override
  protected String callsMeter() {
    return "bankhub_calls";
  }

  /** Quarkus destroys its beans in this way when the application stops. */
  @Test
  @SuppressWarnings("unchecked")
  void the_hub_is_closed_with_its_bean() {
    Bean<FeignBankHub> bean =
        (Bean<FeignBankHub>) beans.resolve(beans.getBeans(FeignBankHub.class));
    CreationalContext<FeignBankHub> context = beans.createCreationalContext(bean);
    FeignBankHub hub = bean.create(context);
    bean.destroy(hub, context);

    UnavailableException failure = assertThrows(UnavailableException.class, hub::accessToken);
    assertEquals(UnavailableException.Reason.CLOSED, failure.reason());
  }
}
