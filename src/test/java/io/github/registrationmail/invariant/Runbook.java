package io.github.registrationmail.invariant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What docs/operations.md says of each invariant: the SQL under its heading. */
final class Runbook {

  private static final Pattern PART = Pattern.compile("(?ms)^#### ([a-z_]+)$(.*?)(?=^###)");
  private static final Pattern SQL = Pattern.compile("(?ms)^```sql$(.*?);\\s*^```$");

  private final Map<String, List<String>> statements = new TreeMap<>();

  Runbook() throws IOException {
    PART.matcher(Files.readString(Path.of("docs/operations.md")))
        .results()
        .forEach(part -> statements.put(part.group(1), sql(part.group(2))));
  }

  private static List<String> sql(String text) {
    return new ArrayList<>(
        SQL.matcher(text).results().map((MatchResult block) -> block.group(1).strip()).toList());
  }

  List<String> headings() {
    return List.copyOf(statements.keySet());
  }

  /** Shows the rows, their ids in the first column. */
  String shows(Invariant invariant) {
    return statements.getOrDefault(invariant.label(), List.of()).get(0);
  }

  /** Mends the row with this id. */
  String mends(Invariant invariant, long id) {
    return statements
        .getOrDefault(invariant.label(), List.of())
        .get(1)
        .replace("<id>", Long.toString(id));
  }
}
