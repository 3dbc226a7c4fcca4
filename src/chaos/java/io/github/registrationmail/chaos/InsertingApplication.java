package io.github.registrationmail.chaos;

import io.github.registrationmail.support.Jdbc;
import io.github.registrationmail.support.RunDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** An application that inserts a registration each second, past the service. */
final class InsertingApplication implements AutoCloseable {

  private static final String INSERT = "insert into registration(email, name) values (?, 'Ada')";

  private final Jdbc database;
  private final Set<String> inserted = new HashSet<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> inserting;

  InsertingApplication(RunDatabase database) {
    this.database = new Jdbc(database.environment());
    this.inserting = clock.scheduleAtFixedRate(this::insert, 0, 1, TimeUnit.SECONDS);
  }

  private void insert() {
    String email = "applicant%05d@example.org".formatted(inserted.size());
    try (Connection connection = database.connect();
        PreparedStatement insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, email);
      var unused = insert.executeUpdate();
      inserted.add(email);
    } catch (SQLException e) {
      throw new CompletionException(email, e);
    }
  }

  /** Addresses that it has inserted; it inserts no more. */
  Set<String> inserted() {
    inserting.cancel(false);
    close();
    try {
      if (!clock.awaitTermination(1, TimeUnit.MINUTES) || !inserting.isCancelled()) {
        var unused = inserting.get();
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return Set.copyOf(inserted);
  }

  @Override
  public void close() {
    clock.shutdown();
  }
}
