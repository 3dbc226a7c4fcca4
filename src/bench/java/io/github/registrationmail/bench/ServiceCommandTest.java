package io.github.registrationmail.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceCommandTest {

  @Test
  void startsTheServiceWithTheOptionsOfTheImage() {
    assertEquals(
        List.of(
            "-XX:MaxRAMPercentage=50",
            "-XX:+UseSerialGC",
            "-XX:NewSize=64m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"),
        ServiceCommand.inImage("Dockerfile.jvm"));
  }

  @Test
  void startsTheExecutableWithThoseOfItsImage() {
    assertEquals(
        List.of(
            "-XX:MaximumHeapSizePercent=50", "-XX:MaxNewSize=32m", "-XX:+ExitOnOutOfMemoryError"),
        ServiceCommand.inImage("Dockerfile.native"));
  }
}
