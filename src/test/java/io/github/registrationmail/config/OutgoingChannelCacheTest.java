package io.github.registrationmail.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.common.MapBackedConfigSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutgoingChannelCacheTest {

  private static final String ATTEMPTS =
      "mp.messaging.outgoing.registrations.retry-on-fail-attempts";
  private static final String ABSENT = "mp.messaging.outgoing.registrations.default-ttl";
  private static final String OTHER = "registration.retry.max-failures";

  private final List<String> lookedUp = new ArrayList<>();
  private final SmallRyeConfig config =
      new SmallRyeConfigBuilder()
          .addDefaultInterceptors()
          .withInterceptorFactories(new OutgoingChannelCache())
          .withSources(new Recorded(Map.of(ATTEMPTS, "${" + OTHER + "}", OTHER, "5")))
          .build();

  @Test
  void areLookedUpOnce() {
    assertEquals(Optional.of(5), config.getOptionalValue(ATTEMPTS, Integer.class));
    assertEquals(Optional.empty(), config.getOptionalValue(ABSENT, Integer.class));
    lookedUp.clear();
    assertEquals(Optional.of(5), config.getOptionalValue(ATTEMPTS, Integer.class));
    assertEquals(Optional.empty(), config.getOptionalValue(ABSENT, Integer.class));
    assertEquals(List.of(), lookedUp);
  }

  @Test
  void areAllThatIsRemembered() {
    config.getOptionalValue(OTHER, Integer.class);
    lookedUp.clear();
    assertEquals(Optional.of(5), config.getOptionalValue(OTHER, Integer.class));
    assertEquals(List.of(OTHER), lookedUp);
  }

  private final class Recorded extends MapBackedConfigSource {
    private static final long serialVersionUID = 1L;

    Recorded(Map<String, String> values) {
      super("recorded", values, 100);
    }

    @Override
    public String getValue(String key) {
      lookedUp.add(key);
      return super.getValue(key);
    }
  }
}
