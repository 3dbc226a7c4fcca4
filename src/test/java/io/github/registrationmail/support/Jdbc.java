package io.github.registrationmail.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/** Connections past the service to the database that its environment names. */
public final class Jdbc {

  private final String url;
  private final String user;
  private final String password;

  public Jdbc(Map<String, String> environment) {
    this.url =
        "jdbc:mysql://%s:%s/%s?connectTimeout=2000&socketTimeout=30000"
            .formatted(
                environment.get("MYSQL_HOST"),
                environment.getOrDefault("MYSQL_PORT", "3306"),
                environment.getOrDefault("MYSQL_DATABASE", ""));
    this.user = environment.getOrDefault("MYSQL_USERNAME", "registration_mail");
    this.password = environment.getOrDefault("MYSQL_PASSWORD", "");
  }

  public Connection connect() throws SQLException {
    return DriverManager.getConnection(url, user, password);
  }
}
