import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Holds what is shipped against the advisories that are known: {@code java src/build/Advisories.java
 * target/quarkus-run-cyclonedx.json src/build/advisories.txt}. Prints what each one means for this
 * build, and ends with 1 if a library is shipped that is older than the fix of something that it is
 * exposed to.
 */
final class Advisories {

  private static final Pattern PURL = Pattern.compile("\"pkg:maven/([^/\"]+)/([^@\"]+)@([^?\"]+)");
  private static final String RUNTIME = "\"quarkus:component:scope\",\\s*\"value\"\\s*:\\s*\"runtime\"";

  private Advisories() {}

  /** A library that is shipped. */
  record Library(String group, String name, String version) {

    boolean matches(String artifact) {
      return artifact.equals(group + ":" + name);
    }
  }

  /** One line of the list. */
  record Advisory(String id, String artifact, String fixedIn, boolean exposes, String why) {

    static Advisory of(String line) {
      String[] parts = line.split("\\|", -1);
      if (parts.length != 5 || !List.of("yes", "no").contains(parts[3].strip())) {
        throw new IllegalArgumentException("not an advisory: " + line);
      }
      boolean exposes = parts[3].strip().equals("yes");
      if (!exposes && parts[4].isBlank()) {
        throw new IllegalArgumentException("does not say why: " + line);
      }
      return new Advisory(
          parts[0].strip(), parts[1].strip(), parts[2].strip(), exposes, parts[4].strip());
    }

    boolean touches(Library library) {
      return library.matches(artifact) && compare(library.version, fixedIn) < 0;
    }
  }

  public static void main(String[] arguments) throws IOException {
    List<Library> shipped = shipped(Files.readString(Path.of(arguments[0])));
    if (shipped.isEmpty()) {
      throw new IllegalArgumentException("no library in " + arguments[0]);
    }
    boolean isExposed = false;
    for (String line : Files.readAllLines(Path.of(arguments[1]))) {
      if (!line.isBlank() && !line.startsWith("#")) {
        isExposed |= tell(Advisory.of(line), shipped);
      }
    }
    System.exit(isExposed ? 1 : 0);
  }

  /** Whether something is exposed. */
  private static boolean tell(Advisory advisory, List<Library> shipped) {
    List<Library> touched = shipped.stream().filter(advisory::touches).toList();
    if (touched.isEmpty()) {
      System.out.printf("%s: cured, nothing older than %s%n", advisory.id, advisory.fixedIn);
      return false;
    }
    System.out.printf(
        "%s: %s, %s%n",
        advisory.id, advisory.exposes ? "EXPOSED" : "not exposed, " + advisory.why, touched);
    return advisory.exposes;
  }

  /** The libraries of the application itself; the list has those of the build, too. */
  private static List<Library> shipped(String billOfMaterials) {
    List<Library> shipped = new ArrayList<>();
    Pattern runtime = Pattern.compile(RUNTIME);
    for (String component : billOfMaterials.split("\"bom-ref\"")) {
      Matcher purl = PURL.matcher(component);
      if (purl.find() && runtime.matcher(component).find()) {
        shipped.add(new Library(purl.group(1), purl.group(2), purl.group(3)));
      }
    }
    return shipped;
  }

  /** By the numbers; what follows them, such as Final, counts for nothing. */
  private static int compare(String one, String other) {
    int[] left = numbers(one);
    int[] right = numbers(other);
    for (int i = 0; i < Math.max(left.length, right.length); i++) {
      int difference = (i < left.length ? left[i] : 0) - (i < right.length ? right[i] : 0);
      if (difference != 0) {
        return difference;
      }
    }
    return 0;
  }

  private static int[] numbers(String version) {
    return Arrays.stream(version.split("[^0-9]+"))
        .filter(part -> !part.isEmpty())
        .mapToInt(Integer::parseInt)
        .toArray();
  }
}
