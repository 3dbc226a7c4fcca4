package io.github.registrationmail.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A native executable reads and writes as JSON only what is registered for reflection. */
class ReflectionTest {

  private static final String OURS = "io.github.registrationmail";

  @Test
  void isRegisteredForEveryRecordOfTheApi() {
    Set<JavaClass> records = new TreeSet<>((a, b) -> a.getName().compareTo(b.getName()));
    new ClassFileImporter()
        .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages(OURS).stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
            .flatMap(ReflectionTest::signature)
            .forEach(type -> collect(type, records));
    assertFalse(records.isEmpty());
    assertEquals(
        Set.of(), Set.copyOf(records.stream().filter(type -> !isRegistered(type)).toList()));
  }

  private static Stream<JavaType> signature(JavaMethod method) {
    return Stream.concat(method.getParameterTypes().stream(), Stream.of(method.getReturnType()));
  }

  private static void collect(JavaType type, Set<JavaClass> records) {
    for (JavaClass involved : type.getAllInvolvedRawTypes()) {
      if (involved.getPackageName().startsWith(OURS)
          && involved.isRecord()
          && records.add(involved)) {
        involved.getFields().forEach(field -> collect(field.getType(), records));
      }
    }
  }

  /** Registering a type registers the types declared in it. */
  private static boolean isRegistered(JavaClass type) {
    return type.isAnnotatedWith(RegisterForReflection.class)
        || type.getEnclosingClass().map(ReflectionTest::isRegistered).orElse(false);
  }
}
