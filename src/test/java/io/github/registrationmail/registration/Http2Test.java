package io.github.registrationmail.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** The same over HTTP/2, which many clients ask for by themselves. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class Http2Test {

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

  @TestHTTPResource("/registrations")
  URI registrations;

  @Test
  void registers() throws Exception {
    HttpResponse<String> upgraded = post(body(Api.address("ok"), "Ada"));
    assertEquals(201, upgraded.statusCode(), upgraded.body());
    HttpResponse<String> http2 = post(body(Api.address("ok"), "Ada"));
    assertEquals(HttpClient.Version.HTTP_2, http2.version());
    assertEquals(201, http2.statusCode(), http2.body());
  }

  @Test
  void refusesWhatIsNotValidAndWhatIsTooLarge() throws Exception {
    assertEquals(400, post(body("nobody", "Ada")).statusCode());
    HttpResponse<String> refused = post(body(Api.address("ok"), "a".repeat(20_000)));
    assertEquals(413, refused.statusCode());
    assertTrue(refused.body().contains("must not be larger than 16 KiB"), refused.body());
  }

  private static String body(String email, String name) {
    return "{\"email\":\"%s\",\"name\":\"%s\"}".formatted(email, name);
  }

  private HttpResponse<String> post(String body) throws Exception {
    return http.send(
        HttpRequest.newBuilder(registrations)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
