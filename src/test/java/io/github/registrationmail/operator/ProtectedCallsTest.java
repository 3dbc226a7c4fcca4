package io.github.registrationmail.operator;

import static io.github.registrationmail.support.Api.address;
import static io.github.registrationmail.support.Api.find;
import static io.github.registrationmail.support.Api.operator;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.SampleRows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nobody but operators and viewers gets in, however a path is written; viewers do not act, and no
 * other site's page does.
 */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class ProtectedCallsTest {

  private static final String EMAIL = "very-secret";

  @Inject SampleRows rows;

  @TestHTTPResource("/")
  URI base;

  static List<String> calls() {
    return List.of(
        "GET /registrations",
        "GET /registrations?state=FAILED",
        "GET /registrations/summary",
        "GET /registrations/reasons",
        "PUT /registrations/reasons/note",
        "GET /registrations/{id}",
        "GET /registrations/{id}/failures",
        "GET /registrations/{id}/export",
        "GET /registrations/export?state=FAILED",
        "GET /registrations/{id}/mail",
        "POST /registrations/{id}/mail/retry",
        "POST /registrations/{id}/mail/resend",
        "POST /registrations/mail/retry?state=FAILED",
        "POST /registrations/mail/cancel?state=FAILED",
        "POST /registrations/mail/resend?state=FAILED",
        "POST /registrations/erase?state=FAILED",
        "GET /operations",
        "GET /operations/{id}",
        "POST /operations/{id}/pause",
        "POST /operations/{id}/resume",
        "POST /operations/{id}/stop",
        "DELETE /registrations/{id}/mail",
        "DELETE /registrations/{id}",
        "GET /actions",
        "GET /sending",
        "PUT /sending/pause",
        "DELETE /sending/pause",
        "GET /templates",
        "GET /templates/welcome/en",
        "POST /templates/welcome/en/test",
        "GET /",
        "GET /mails/{id}",
        "GET /mails/{id}/failures",
        "GET /mails/{id}/page",
        "GET /history",
        "GET /page/overview",
        "GET /page/list",
        "GET /page/reasons",
        "GET /page/operations",
        "GET /page/mails/{id}",
        "GET /page/activity",
        "GET /page/events",
        "GET /previews",
        "GET /previews/welcome/en",
        "GET /previews/welcome/en/page",
        "POST /previews/welcome/en/test");
  }

  /** And whoever adds one adds it to the list. */
  @Test
  void areAllCallsButTheOneThatIsForAnybody() {
    Set<String> listed = new TreeSet<>();
    for (String call : calls()) {
      listed.add(call.replaceAll("\\?.*", "").replace("welcome/en", "{template}/{language}"));
    }
    listed.add("POST /registrations");
    Set<String> written = new TreeSet<>();
    new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.github.registrationmail")
            .stream()
            .filter(type -> type.isAnnotatedWith(Path.class))
            .flatMap(type -> type.getMethods().stream())
            .filter(method -> method.isMetaAnnotatedWith(HttpMethod.class))
            .forEach(method -> written.add(written(method)));
    assertEquals(written, listed);
  }

  private static String written(JavaMethod method) {
    String verb =
        Stream.of(GET.class, POST.class, PUT.class, DELETE.class)
            .filter(method::isAnnotatedWith)
            .map(Class::getSimpleName)
            .findFirst()
            .orElseThrow();
    String path = method.getOwner().getAnnotationOfType(Path.class).value();
    if (method.isAnnotatedWith(Path.class)) {
      path += "/" + method.getAnnotationOfType(Path.class).value();
    }
    return verb + " " + path.replaceAll("\\{(\\w+):[^/]*}", "{$1}").replaceAll("//+", "/");
  }

  /** Of a person they see the first letters, and so no mail. */
  @ParameterizedTest
  @MethodSource("calls")
  void letsAViewerLookAndNotAct(String call) throws IOException {
    long id = rows.registration(address(EMAIL), "FAILED");
    String[] parts = call.replace("{id}", "" + id).split(" ");
    boolean isHidden =
        call.endsWith("{id}/mail") || call.endsWith("{id}/page") || call.contains("/export");

    // viewer:viewer
    String viewer = "Authorization: Basic dmlld2VyOnZpZXdlcg==\r\n";
    String answer = send(parts[0], parts[1], viewer, parts[1].equals("/page/events"));

    if (!parts[0].equals("GET")) {
      assertTrue(answer.startsWith("HTTP/1.1 403"), answer);
      assertTrue(answer.contains("application/problem+json"), answer);
      assertTrue(answer.contains("Only an operator may do this."), answer);
    } else {
      String seen = parts[1].startsWith("/operations/") ? "HTTP/1.1 404" : "HTTP/1.1 200";
      assertTrue(answer.startsWith(isHidden ? "HTTP/1.1 403" : seen), answer);
    }
    assertFalse(answer.contains(EMAIL), answer);
    find(id).body("mail.state", is("FAILED"));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void asksWhoItIs(String call) throws IOException {
    long id = rows.registration(address(EMAIL), "FAILED");
    String[] parts = call.replace("{id}", "" + id).split(" ");

    String answer = send(parts[0], parts[1], "");

    assertTrue(answer.startsWith("HTTP/1.1 401"), answer);
    assertTrue(answer.contains("Basic realm="), answer);
    assertTrue(answer.contains("application/problem+json"), answer);
    find(id).body("mail.state", is("FAILED"));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void refusesAWrongPassword(String call) throws IOException {
    long id = rows.registration(address(EMAIL), "FAILED");
    String[] parts = call.replace("{id}", "" + id).split(" ");

    // operator:wrong
    String answer = send(parts[0], parts[1], "Authorization: Basic b3BlcmF0b3I6d3Jvbmc=\r\n");

    assertTrue(answer.startsWith("HTTP/1.1 401"), answer);
    find(id).body("mail.state", is("FAILED"));
  }

  @ParameterizedTest
  @MethodSource("calls")
  void letsNobodyInByAnOddPath(String call) throws IOException {
    long id = rows.registration(address(EMAIL), "FAILED");
    String[] parts = call.replace("{id}", "" + id).split(" ");

    for (String odd : odd(parts[1])) {
      String answer = send(parts[0], odd, "");
      assertTrue(answer.startsWith("HTTP/1.1 4"), parts[0] + " " + odd + ": " + answer);
      assertFalse(answer.contains(EMAIL), odd);
    }
    find(id).body("mail.state", is("FAILED"));
  }

  /** Ways to write a path that filters by path have been fooled with. */
  private static List<String> odd(String call) {
    String path = call.replaceAll("\\?.*", "");
    String query = call.substring(path.length());
    List<String> odd = new ArrayList<>();
    for (String end :
        new String[] {
          ";x", ";x=1", "%3B", "%3Bx", "%2F", "/", "//", "/.", "%00", "%20", "?", "%3F"
        }) {
      odd.add(path + end + query);
    }
    odd.add("/" + path + query);
    odd.add("/." + path + query);
    odd.add("/x/.." + path + query);
    odd.add("/%2e" + path + query);
    odd.add("/;x" + path + query);
    odd.add(path.toUpperCase(Locale.ROOT) + (path.equals("/") ? "%2F" : "") + query);
    if (path.length() > 1) {
      odd.add("/" + path.substring(1).replace("/", "%2F") + query);
      odd.add("/" + path.substring(1).replace("/", "//") + query);
      odd.add("/" + path.substring(1).replace("/", ";x/") + query);
      odd.add("/%" + Integer.toHexString(path.charAt(1)) + path.substring(2) + query);
    }
    return odd;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/page.css",
        "/assets/page.js",
        "/assets/icon.svg",
        "/webjars/htmx.org/dist/htmx.min.js",
        "/webjars/chart.js/dist/chart.umd.min.js"
      })
  void servesFilesWithoutDataToAnyone(String path) {
    given().get(path).then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Origin, https://evil.example",
    "Origin, http://localhost:1",
    "Origin, null",
    "Origin, //"
  })
  void refusesWhatThePageOfAnotherSiteWants(String header, String value) {
    long id = rows.registration(address("csrf"), "FAILED");
    for (String call :
        List.of(
            "/registrations/" + id + "/mail/retry",
            "/registrations/" + id + "/mail/resend",
            "/registrations/mail/retry?state=FAILED",
            "/registrations/mail/cancel?state=FAILED",
            "/registrations/mail/resend?state=FAILED",
            "/registrations/erase?state=FAILED",
            "/operations/" + id + "/stop")) {
      operator()
          .contentType("application/json")
          .header(header, value)
          .post(call)
          .then()
          .statusCode(403)
          .contentType("application/problem+json")
          .body("detail", containsString("another site"));
    }
    operator()
        .header(header, value)
        .delete("/registrations/" + id + "/mail")
        .then()
        .statusCode(403);
    operator().header(header, value).delete("/registrations/" + id).then().statusCode(403);
    operator()
        .contentType("application/json")
        .header(header, value)
        .body("{\"reason\": \"of another site\", \"note\": \"not written\"}")
        .put("/registrations/reasons/note")
        .then()
        .statusCode(403);
    find(id).body("mail.state", is("FAILED"));
  }

  @Test
  void doesWhatThePageOfItsOwnSiteWants() {
    for (String origin : List.of("same-origin", "none", "", "none of these")) {
      long id = rows.registration(address("csrf"), "FAILED");
      RequestSpecification request = operator();
      if (origin.startsWith("none of")) {
        request.header("Origin", base.getScheme() + "://" + base.getAuthority());
      } else if (!origin.isEmpty()) {
        request.header("Sec-Fetch-Site", origin).header("Origin", "https://behind.a.proxy.example");
      }
      assertEquals(204, request.delete("/registrations/" + id + "/mail").statusCode(), origin);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/registrations/{id}/mail/retry",
        "/registrations/{id}/mail/resend",
        "/registrations/mail/retry?state=FAILED",
        "/registrations/mail/cancel?state=FAILED",
        "/registrations/mail/resend?state=FAILED"
      })
  void changesNothingByGet(String path) {
    long id = rows.registration(address("get"), "FAILED");
    operator().get(path.replace("{id}", "" + id)).then().statusCode(405);
    find(id).body("mail.state", is("FAILED"));
  }

  /** Exactly these bytes: clients like to put odd paths right. */
  private String send(String method, String path, String headers) throws IOException {
    return send(method, path, headers, false);
  }

  private String send(String method, String path, String headers, boolean isEndless)
      throws IOException {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      socket.setSoTimeout(5_000);
      String request =
          "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Length: 0\r\n%s\r\n"
              .formatted(method, path, base.getAuthority(), headers);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      byte[] answer = isEndless ? in.readNBytes(12) : in.readAllBytes();
      return new String(answer, StandardCharsets.UTF_8);
    }
  }
}
