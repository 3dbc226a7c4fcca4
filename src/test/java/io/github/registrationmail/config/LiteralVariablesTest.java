package io.github.registrationmail.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.config.common.MapBackedConfigSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands in a variable arrives as it is, by way of the keys that refer to it. */
class LiteralVariablesTest {

  private static final String KEY = "registration.operator.password";

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Pa$$w0rd",
        "a${b}c",
        "my$$pass",
        "$",
        "$$$",
        "${",
        "back\\$slash\\",
        "${OTHER:default}",
        "#{x}",
        " a b ",
        "密码$"
      })
  void takesAValueAsItIs(String secret) throws Exception {
    assertEquals(secret, value(Map.of("OPERATOR_PASSWORD", secret)));
    Path file = Files.writeString(directory.resolve("secret"), secret);
    assertEquals(secret, value(Map.of("OPERATOR_PASSWORD_FILE", file.toString())));
  }

  @ParameterizedTest
  @ValueSource(strings = {"secret\n", "secret\r\n"})
  void leavesOutTheEndOfTheLastLine(String content) throws Exception {
    Path file = Files.writeString(directory.resolve("secret"), content);
    assertEquals("secret", value(Map.of("OPERATOR_PASSWORD_FILE", file.toString())));
  }

  @Test
  void prefersTheFileToAnEmptyVariable() throws Exception {
    Path file = Files.writeString(directory.resolve("secret"), "secret");
    Map<String, String> both =
        Map.of("OPERATOR_PASSWORD", "", "OPERATOR_PASSWORD_FILE", file.toString());
    assertEquals("secret", value(both));
  }

  @Test
  void refusesTwoAnswers() {
    assertRefused(
        Map.of("OPERATOR_PASSWORD", "one", "OPERATOR_PASSWORD_FILE", "/two"),
        "OPERATOR_PASSWORD and OPERATOR_PASSWORD_FILE are both set: leave one of them out.");
  }

  @Test
  void namesAFileThatCannotBeRead() {
    assertRefused(
        Map.of("OPERATOR_PASSWORD_FILE", "/no/such/file"),
        "OPERATOR_PASSWORD_FILE must be a file that can be read, not \"/no/such/file\".");
  }

  @Test
  void leavesOtherKeysTheirExpressions() {
    Map<String, String> values = new HashMap<>(Map.of("other", "${OPERATOR_PASSWORD}-${b:c}"));
    values.put("OPERATOR_PASSWORD", "a$$b");
    assertEquals("a$$b-c", config(values).getValue("other", String.class));
  }

  private static void assertRefused(Map<String, String> variables, String sentence) {
    var refused = assertThrows(ConfigurationException.class, () -> value(variables));
    assertEquals(sentence, refused.getMessage());
  }

  private static String value(Map<String, String> variables) {
    Map<String, String> values = new HashMap<>(variables);
    values.put(KEY, "${OPERATOR_PASSWORD:}");
    return config(values).getValue(KEY, String.class);
  }

  private static SmallRyeConfig config(Map<String, String> values) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withInterceptorFactories(new LiteralVariables(), new LiteralDollars())
        .withSources(new Fixed(values))
        .build();
  }

  private static final class Fixed extends MapBackedConfigSource {
    private static final long serialVersionUID = 1L;

    Fixed(Map<String, String> values) {
      super("fixed", values, 100);
    }
  }
}
