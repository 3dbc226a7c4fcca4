package io.github.registrationmail.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code /deployments} has in the image. The jars are those of {@code target/quarkus-app}, but
 * the JVM's own class loader loads them: what Quarkus' loads, a cache has no more than parsed. The
 * runtime is made of the JDK that this runs on, because a JVM refuses the cache of another build.
 */
record AotFolder(Path path) {

  private static final String JAR = "registration-mail.jar";
  private static final String CACHE = "registration-mail.aot";
  private static final String IN_IMAGE = "/deployments/";
  private static final String CACHE_OPTION = "-XX:AOTCache=";

  /** What is changed while the service is built goes before what it is made of. */
  private static final List<String> JARS =
      List.of(
          "quarkus/transformed-bytecode.jar",
          "quarkus/generated-bytecode.jar",
          "app",
          "lib/boot",
          "lib/main");

  /** The class that Quarkus generates, and its own starter would load. */
  private static final String MAIN = "io.quarkus.runner.GeneratedMain";

  private static final String MODULES =
      "java.se,jdk.charsets,jdk.crypto.cryptoki,jdk.jcmd,jdk.jfr,jdk.localedata,jdk.management,"
          + "jdk.management.agent,jdk.naming.dns,jdk.net,jdk.security.auth,jdk.unsupported,jdk.zipfs";

  /**
   * Of every file, because a JVM may compare those of the jars with the time of training: Docker
   * takes a layer of an earlier build, with the times of then, when only these differ.
   */
  private static final FileTime TIME = FileTime.from(Instant.ofEpochSecond(1));

  static AotFolder make(Path quarkusApp, Path path) throws IOException {
    if (!Files.exists(quarkusApp.resolve("quarkus-run.jar"))) {
      throw new IllegalStateException("there is no " + quarkusApp.resolve("quarkus-run.jar"));
    }
    delete(path);
    Files.createDirectories(path);
    var folder = new AotFolder(path);
    List<String> jars = folder.copyJars(quarkusApp);
    folder.writeJar(quarkusApp.resolve("quarkus-run.jar"), jars);
    folder.linkRuntime();
    folder.setTimes();
    return folder;
  }

  /** In the order in which classes are looked for. */
  private List<String> copyJars(Path quarkusApp) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String place : JARS) {
      try (Stream<Path> files = Files.walk(quarkusApp.resolve(place))) {
        for (Path jar : files.filter(file -> file.toString().endsWith(".jar")).sorted().toList()) {
          Path name = quarkusApp.relativize(jar);
          Files.createDirectories(path.resolve(name).getParent());
          Files.copy(jar, path.resolve(name));
          jars.add(name.toString());
        }
      }
    }
    return jars;
  }

  /** Quarkus' own jar with another main class and all jars. */
  private void writeJar(Path quarkusRun, List<String> jars) throws IOException {
    try (JarFile run = new JarFile(quarkusRun.toFile())) {
      Manifest manifest = run.getManifest();
      Attributes attributes = manifest.getMainAttributes();
      attributes.put(Attributes.Name.MAIN_CLASS, MAIN);
      attributes.put(Attributes.Name.CLASS_PATH, String.join(" ", jars));
      attributes.putValue("Enable-Native-Access", "ALL-UNNAMED");
      new JarOutputStream(Files.newOutputStream(path.resolve(JAR)), manifest).close();
    }
  }

  private void linkRuntime() {
    ToolProvider jlink = ToolProvider.findFirst("jlink").orElseThrow();
    int result =
        jlink.run(
            System.out,
            System.err,
            "--add-modules=" + MODULES,
            "--no-header-files",
            "--no-man-pages",
            "--output=" + path.resolve("jre"));
    if (result != 0) {
      throw new IllegalStateException("jlink ended with " + result);
    }
  }

  private void setTimes() throws IOException {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.setLastModifiedTime(file, TIME);
      }
    }
  }

  /**
   * As the image starts the service, in this folder, with these in the place of its option for the
   * cache; to what ends with {@code =} the cache's name is added.
   */
  List<String> command(String... cacheOptions) {
    String options =
        Stream.of(cacheOptions)
            .map(option -> option.endsWith("=") ? option + CACHE : option)
            .collect(Collectors.joining("\n"));
    try {
      return DeploymentFilesTest.entrypoint("jvm-aot").stream()
          .filter(argument -> !argument.startsWith("-Dquarkus.http.host="))
          .map(argument -> argument.replace(IN_IMAGE, path + "/"))
          .map(argument -> argument.equals(CACHE_OPTION + CACHE) ? options : argument)
          .flatMap(String::lines)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path cache() {
    return path.resolve(CACHE);
  }

  AotFolder moveTo(Path other) throws IOException {
    return new AotFolder(Files.move(path, other));
  }

  static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
