package io.github.registrationmail.attack;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.attack.UnendingMailServer.Manner;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A mail server that never comes to an end. */
@ExtendWith(Attacked.class)
class UnendingReplyIT {

  /** Bytes; the service keeps 64 KiB, the rest is in the network on both sides. */
  private static final long MOST = 32 * 1024 * 1024;

  @ParameterizedTest
  @EnumSource(names = {"BANNER", "LINE", "REPLY"})
  void isHungUpOn(Manner manner, Victim victim) throws IOException {
    UnendingMailServer server = victim.mailServer();
    server.be(manner);
    try {
      victim.assertUnharmed();
      await().atMost(Duration.ofSeconds(60)).until(() -> server.cutOff() > 0);
      assertTrue(server.longest() < MOST, server.longest() + " bytes were taken");
    } finally {
      server.be(Manner.HONEST);
    }
  }
}
