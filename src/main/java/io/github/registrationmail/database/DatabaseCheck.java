package io.github.registrationmail.database;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Readiness: MySQL would take a registration within the time limit, on a connection of the pool
 * that registrations use, and did take the last one. The checks that come with the clients have no
 * limit, do not ask whether MySQL can be written to, and ask on the connection of the migration
 * too, which hangs when the network is lost.
 */
@Readiness
@ApplicationScoped
class DatabaseCheck implements AsyncHealthCheck {

  /** Inserts nothing, and is refused like a registration: read-only, no privilege, no table. */
  static final String PROBE =
      """
      insert into registration(email, email_key, name, locale, registered_at, mail_state, due_at)
      select '', '', '', '', utc_timestamp(3), 'PENDING', utc_timestamp(3) from dual where 1 = 0
      """;

  private final Database database;
  private final DatabaseStart start;

  DatabaseCheck(Database database, DatabaseStart start) {
    this.database = database;
    this.start = start;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return start.isDone() ? probe() : Uni.createFrom().item(down("not connected yet"));
  }

  private Uni<HealthCheckResponse> probe() {
    return database
        .execute(PROBE)
        .map(answer -> database.lastRefusal().map(DatabaseCheck::down).orElseGet(DatabaseCheck::up))
        .onFailure(DatabaseUnavailable.class)
        .recoverWithItem(away -> down(String.valueOf(away.getMessage())));
  }

  private static HealthCheckResponse up() {
    return HealthCheckResponse.up("MySQL");
  }

  private static HealthCheckResponse down(String reason) {
    return HealthCheckResponse.named("MySQL").down().withData("reason", reason).build();
  }
}
