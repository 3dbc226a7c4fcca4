package io.github.registrationmail.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TracesHeardTest {

  private static final String ENDPOINT = "quarkus.otel.exporter.otlp.traces.endpoint";
  private static final String DISABLED = "quarkus.otel.sdk.disabled";

  /** The endpoint as application.properties makes it: a blank where the variable has nothing. */
  @ParameterizedTest
  @CsvSource({
    "'',        '',    true,  false",
    "'',        false, false, true",
    "'',        true,  true,  false",
    "http://c,  '',    false, true",
    "http://c,  true,  true,  false",
  })
  void areMadeAndCarriedWhereSomebodyListensOrAsWanted(
      String endpoint, String wanted, boolean disabled, boolean carried) {
    Map<String, String> values = new HashMap<>();
    values.put(ENDPOINT, "${LISTENER:}\u0020");
    values.put(DISABLED, "${WANTED:${" + TracesHeard.UNHEARD + "}}");
    values.put("connector.tracing", "${" + TracesHeard.CARRIED + "}");
    put(values, "LISTENER", endpoint);
    put(values, "WANTED", wanted);
    SmallRyeConfig config =
        new SmallRyeConfigBuilder()
            .addDefaultInterceptors()
            .withInterceptorFactories(new TracesHeard())
            .withSources(new PropertiesConfigSource(values, "test", 100))
            .build();
    assertEquals(disabled, config.getValue(DISABLED, Boolean.class));
    assertEquals(carried, config.getValue("connector.tracing", Boolean.class));
  }

  private static void put(Map<String, String> values, String key, String value) {
    if (!value.isEmpty()) {
      values.put(key, value);
    }
  }
}
