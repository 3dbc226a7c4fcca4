package io.github.registrationmail.database;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Readiness: MySQL answers within the time limit, on a connection of the pool that registrations
 * use. The checks that come with the clients have no limit, and ask on the connection of the
 * migration too, which hangs when the network is lost.
 */
@Readiness
@ApplicationScoped
class DatabaseCheck implements AsyncHealthCheck {

  private final Database database;

  DatabaseCheck(Database database) {
    this.database = database;
  }

  @Override
  public Uni<HealthCheckResponse> call() {
    return database
        .execute("select 1")
        .map(answer -> HealthCheckResponse.up("MySQL"))
        .onFailure(DatabaseUnavailable.class)
        .recoverWithItem(
            away ->
                HealthCheckResponse.named("MySQL")
                    .down()
                    .withData("reason", String.valueOf(away.getMessage()))
                    .build());
  }
}
