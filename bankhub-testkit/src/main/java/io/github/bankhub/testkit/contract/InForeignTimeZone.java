package io.github.bankhub.testkit.contract;

import io.github.bankhub.domain.json.ApiObject;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.TimeZone;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/**
 * Runs a test about times in another time zone than Vietnam's. With Vietnam's, a client that reads
 * times in the zone of the machine would pass by accident. Tests that lock {@link
 * Resources#TIME_ZONE} do not run at the same time.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ResourceLock(Resources.TIME_ZONE)
@ExtendWith(InForeignTimeZone.Switch.class)
@interface InForeignTimeZone {

  /** Replaces the default time zone of the JVM during a test, if it has the time of Vietnam. */
  final class Switch implements BeforeEachCallback, AfterEachCallback {

    private static final TimeZone FOREIGN = TimeZone.getTimeZone("Pacific/Chatham");
    private static final Namespace NAMESPACE = Namespace.create(InForeignTimeZone.class);

    @Override
    public void beforeEach(ExtensionContext context) {
      TimeZone own = TimeZone.getDefault();
      if (hasTimeOfVietnam(own)) {
        context.getStore(NAMESPACE).put(FOREIGN, own);
        TimeZone.setDefault(FOREIGN);
      }
    }

    @Override
    public void afterEach(ExtensionContext context) {
      TimeZone own = context.getStore(NAMESPACE).remove(FOREIGN, TimeZone.class);
      if (own != null) {
        TimeZone.setDefault(own);
      }
    }

    static boolean hasTimeOfVietnam(TimeZone zone) {
      return zone.getRawOffset() == TimeZone.getTimeZone(ApiObject.VIETNAM).getRawOffset();
    }
  }
}
