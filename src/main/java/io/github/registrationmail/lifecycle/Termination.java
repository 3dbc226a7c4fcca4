package io.github.registrationmail.lifecycle;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import sun.misc.Signal;

/**
 * Makes SIGTERM an ordinary end with exit code 0, instead of the JVM's 143, so that whoever stops
 * the service can tell an orderly end from a crash.
 */
@Singleton
final class Termination {

  void install(@Observes StartupEvent event) {
    if (LaunchMode.current() == LaunchMode.NORMAL) {
      var unused = Signal.handle(new Signal("TERM"), signal -> Quarkus.asyncExit(0));
    }
  }
}
