package io.github.registrationmail.bench;

import io.github.registrationmail.support.ServiceProcess;
import java.net.URI;
import java.util.Optional;

/**
 * A service that takes the POST: ours, or one that it is compared with.
 *
 * @param keyed whether each POST has an Idempotency-Key
 * @param operators who look at it meanwhile, if anybody does
 */
record Contender(Watched process, URI registrations, boolean keyed, Optional<Operators> operators) {

  Contender(Watched process, URI registrations) {
    this(process, registrations, false, Optional.empty());
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
        new Watched(name() + ", " + condition, process.pid()), registrations, keyed, operators);
  }

  /** The same, asked with a key for each registration. */
  Contender withKeys() {
    return new Contender(under("with keys").process, registrations, true, operators);
  }

  /** The same while these people look at it. */
  Contender lookedAtBy(Operators people, int count) {
    return new Contender(
        under(count + " operators").process, registrations, keyed, Optional.of(people));
  }

  String name() {
    return process.name();
  }
}
