package io.github.registrationmail.support;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The SQL statements of the service, which are constants: by package, class and constant. */
public final class Statements {

  private static final String ROOT = "io.github.registrationmail";
  private static final Pattern STATEMENT =
      Pattern.compile("(select|insert|update|delete)\\s(?s:.*)");

  private static final Pattern CHANGE =
      Pattern.compile("update\\s(?s:.*)registration|delete (from )?registration\\b");

  private Statements() {}

  /** Read once: it takes seconds. */
  public static Map<String, String> all() {
    return All.STATEMENTS;
  }

  private static final class All {
    static final Map<String, String> STATEMENTS = read();
  }

  private static Map<String, String> read() {
    Map<String, String> statements = new TreeMap<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT)) {
      for (Field field : type.reflect().getDeclaredFields()) {
        String text = text(field);
        if (STATEMENT.matcher(text).matches()) {
          statements.put(type.getName().substring(ROOT.length() + 1) + "." + field.getName(), text);
        }
      }
    }
    return statements;
  }

  /** Those that update or delete a registration. */
  public static Map<String, String> changes() {
    return all().entrySet().stream()
        .filter(statement -> CHANGE.matcher(statement.getValue()).lookingAt())
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static String text(Field field) {
    if (!Modifier.isStatic(field.getModifiers()) || field.getType() != String.class) {
      return "";
    }
    try {
      field.setAccessible(true);
      return String.valueOf(field.get(null)).strip();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
