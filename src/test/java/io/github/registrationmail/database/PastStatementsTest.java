package io.github.registrationmail.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.PreparedStatement;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * While an upgrade rolls out, and after it was taken back, an earlier version works on the schema
 * of this one: it must take each of its statements, and ask for nothing that they do not say. With
 * {@code -Dstatements=<name>} this version writes down its own.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class PastStatementsTest {

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Path CLASSES = Path.of("target", "classes");
  private static final Path FOLDER = Path.of("src", "test", "resources", "statements");
  private static final Pattern STATEMENT =
      Pattern.compile("(?is)\\s*(select|insert|update|delete|with)\\s.*");

  private static final String COLUMNS =
      """
      select table_name as t, column_name as c,
        is_nullable = 'YES' or column_default is not null or extra <> '' as needs_none
      from information_schema.columns
      where table_schema = database() and table_name <> 'flyway_schema_history'
      order by table_name, column_name
      """;

  @Inject Pool pool;

  @ParameterizedTest
  @ValueSource(strings = "schema-9")
  void areTakenByTheSchemaOfThisVersion(String name) throws IOException {
    List<String> refused = new ArrayList<>();
    Past past = Past.read(name);
    assertTrue(past.statements.size() > 50, past.statements.size() + " statements");
    for (String statement : past.statements) {
      refusal(statement).ifPresent(why -> refused.add(why + ": " + statement));
    }
    assertEquals(List.of(), refused);
  }

  /** Why the server does not take it, if it does not. */
  private Optional<String> refusal(String statement) {
    try {
      pool.withConnection(to -> to.prepare(statement).chain(PreparedStatement::close))
          .await()
          .atMost(LIMIT);
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "schema-9")
  void sayAllThatTheirRowsMustHave(String name) throws IOException {
    Past past = Past.read(name);
    List<String> missing = new ArrayList<>();
    for (Row row : pool.query(COLUMNS).execute().await().atMost(LIMIT)) {
      List<String> known = past.columns.get(row.getString("t"));
      if (known != null
          && !known.contains(row.getString("c"))
          && row.getInteger("needs_none") == 0) {
        missing.add(row.getString("t") + "." + row.getString("c"));
      }
    }
    assertEquals(List.of(), missing, "columns that are new and have no default");
  }

  @Test
  @EnabledIfSystemProperty(named = "statements", matches = ".+")
  void writesDownThoseOfThisVersion() throws IOException {
    Past now = new Past();
    for (Row row : pool.query(COLUMNS).execute().await().atMost(LIMIT)) {
      now.columns
          .computeIfAbsent(row.getString("t"), table -> new ArrayList<>())
          .add(row.getString("c"));
    }
    // what is taken by no server is a part of one
    statements().stream()
        .filter(statement -> refusal(statement).isEmpty())
        .forEach(now.statements::add);
    Files.createDirectories(FOLDER);
    new ObjectMapper()
        .enable(SerializationFeature.INDENT_OUTPUT)
        .writeValue(FOLDER.resolve(System.getProperty("statements") + ".json").toFile(), now);
  }

  /** All that are constants of a class; those that are put together as they are needed are not. */
  private static TreeSet<String> statements() throws IOException {
    TreeSet<String> statements = new TreeSet<>();
    List<Path> classes;
    try (Stream<Path> files = Files.walk(CLASSES)) {
      classes = files.filter(file -> file.toString().endsWith(".class")).toList();
    }
    for (Path file : classes) {
      String path = CLASSES.relativize(file).toString();
      String name = path.substring(0, path.length() - ".class".length()).replace('/', '.');
      for (Field field : type(name).getDeclaredFields()) {
        if (isConstantText(field) && isStatement(text(field))) {
          statements.add(text(field));
        }
      }
    }
    return statements;
  }

  private static boolean isConstantText(Field field) {
    return Modifier.isStatic(field.getModifiers()) && field.getType() == String.class;
  }

  /** And not the beginning of one, or one with a gap. */
  private static boolean isStatement(String text) {
    return STATEMENT.matcher(text).matches() && !text.contains("%s");
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName(name, true, Thread.currentThread().getContextClassLoader());
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(Field field) {
    try {
      field.setAccessible(true);
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a version had: its tables with their columns, and its statements. */
  static final class Past {
    public Map<String, List<String>> columns = new TreeMap<>();
    public List<String> statements = new ArrayList<>();

    static Past read(String name) throws IOException {
      try (InputStream json =
          PastStatementsTest.class.getResourceAsStream("/statements/" + name + ".json")) {
        return new ObjectMapper().readValue(json, Past.class);
      }
    }
  }
}
