package io.github.registrationmail.bench;

import io.github.registrationmail.support.ServiceProcess;
import java.net.URI;
import java.util.Optional;

/**
 * A service that takes the POST: ours, or one that it is compared with.
 *
 * @param keyed whether each POST has an Idempotency-Key
 * @param meanwhile what happens besides while it is measured
 */
record Contender(Watched process, URI registrations, boolean keyed, Meanwhile meanwhile) {

  Contender(Watched process, URI registrations) {
    this(process, registrations, false, Meanwhile.NOTHING);
  }

  static Contender ours(ServiceProcess service) {
    return of("this service", service);
  }

  /** This service under another name. */
  static Contender of(String name, ServiceProcess service) {
    return new Contender(new Watched(name, service.pid()), service.uri("/registrations"));
  }

  /** The one in {@code bench.peer.url} and {@code bench.peer.pid}; it sends to our mail server. */
  static Optional<Contender> peer() {
    return Optional.ofNullable(System.getProperty("bench.peer.url"))
        .map(
            url ->
                new Contender(
                    new Watched("peer", Long.getLong("bench.peer.pid", 0)), URI.create(url)));
  }

  /** The same under this condition. */
  Contender under(String condition) {
    return new Contender(
        new Watched(name() + ", " + condition, process.pid()), registrations, keyed, meanwhile);
  }

  /** The same, asked with a key for each registration. */
  Contender withKeys() {
    return new Contender(under("with keys").process, registrations, true, meanwhile);
  }

  /** The same while this happens. */
  Contender under(String condition, Meanwhile happens) {
    return new Contender(under(condition).process, registrations, keyed, happens);
  }

  String name() {
    return process.name();
  }
}
