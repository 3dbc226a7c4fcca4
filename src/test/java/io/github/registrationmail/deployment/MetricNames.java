package io.github.registrationmail.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The metrics that dashboard, alerts and scaling ask for. */
public final class MetricNames {

  private static final Pattern NAME = Pattern.compile("\\b(registration|jvm|http_server)_[a-z_]+");

  private MetricNames() {}

  /** Those of them that a scrape does not have; a native executable has no metrics of a JVM. */
  public static Set<String> missing(String scrape, boolean isNative) throws IOException {
    Set<String> missing = new TreeSet<>();
    for (String file : List.of("dashboard.json", "monitoring.yml", "keda.yml")) {
      NAME.matcher(Files.readString(Path.of("src/main/kubernetes", file)))
          .results()
          .map(MatchResult::group)
          .filter(name -> !name.equals("registration_mail"))
          .filter(name -> !isNative || !name.startsWith("jvm_"))
          .filter(name -> !scrape.contains("\n" + name))
          .forEach(missing::add);
    }
    return missing;
  }
}
