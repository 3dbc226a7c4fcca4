package io.github.registrationmail.chaos;

import io.github.registrationmail.stack.ServerClock;
import io.github.registrationmail.support.Pause;
import io.github.registrationmail.support.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * The clock of the database, which is set while the run lasts, and that of the service, which is
 * not. Both are read where summer time ends meanwhile, so that an hour of the day comes twice.
 */
final class OddClocks {

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Instant SUMMER_TIME_ENDS = Instant.parse("2026-10-25T01:00:00Z");

  /** Within which a clock that was set is read by its server. */
  private static final int READ_MILLIS = 3_000;

  private final ServerClock database;
  private final ServerClock service;
  private Duration difference = Duration.ZERO;

  private OddClocks(ServerClock database, ServerClock service) {
    this.database = database.in(ZONE);
    this.service = service.in(ZONE);
  }

  /** Empty if there is no libfaketime. */
  static Optional<OddClocks> ofMachine() {
    return ServerClock.ofMachine()
        .flatMap(
            database -> ServerClock.ofMachine().map(service -> new OddClocks(database, service)));
  }

  ServerClock database() {
    return database;
  }

  ServerClock service() {
    return service;
  }

  /** Sets both so that summer time ends so long from now. */
  void begin(Duration time) {
    Duration before = Duration.between(Instant.now(), SUMMER_TIME_ENDS.minus(time));
    service.set(before);
    set(before);
  }

  /** Sets that of the database. */
  void step(Duration by) {
    Progress.say("the database's clock is set by %s", by);
    set(difference.plus(by));
  }

  private void set(Duration next) {
    difference = next;
    database.set(next);
    Pause.millis(READ_MILLIS);
  }
}
