package io.github.registrationmail.retry;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;

/** The same on a broker without the plugin. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@TestProfile(PostponedOnTtlQueuesTest.Profile.class)
class PostponedOnTtlQueuesTest extends PostponedTest {

  public static final class Profile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("registration.delay.strategy", "ttl-queues");
    }
  }
}
