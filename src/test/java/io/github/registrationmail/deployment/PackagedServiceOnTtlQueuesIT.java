package io.github.registrationmail.deployment;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;

/** The same on a broker without the delayed message plugin. */
@QuarkusIntegrationTest
@QuarkusTestResource(value = EmbeddedStackResource.class, restrictToAnnotatedClass = true)
@TestProfile(PackagedServiceOnTtlQueuesIT.Profile.class)
class PackagedServiceOnTtlQueuesIT extends PackagedServiceIT {

  /** The other delay strategy. */
  public static final class Profile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("registration.delay.strategy", "ttl-queues");
    }
  }
}
