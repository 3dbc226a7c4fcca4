package io.github.registrationmail.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.OperatorHeader;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Headers;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every answer tells a browser, and whatever is in between. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
class BrowserHeadersTest {

  private static final String NO_FRAME = "frame-ancestors 'none'";

  @TestHTTPResource("/page/events")
  URI events;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/nothing",
        "/registrations",
        "/registrations/0",
        "/assets/page.css",
        "/q/swagger-ui/",
        "/q/openapi",
        "/q/metrics",
        "/q/health"
      })
  void isNeitherFramedNorGuessed(String path) {
    Api.operator()
        .get(path)
        .then()
        .header("Content-Security-Policy", containsString(NO_FRAME))
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer");
  }

  /** A browser obeys all that there are. */
  @Test
  void isFramedByOurPageOnlyIfItIsTheHtmlOfAMail() {
    long id = Api.register(Api.address("ok"));
    for (String path : List.of("/previews/welcome/en/page", "/mails/" + id + "/page")) {
      Headers headers = Api.operator().get(path).then().statusCode(200).extract().headers();
      List<String> policies = headers.getValues("Content-Security-Policy");
      assertEquals(1, policies.size(), policies.toString());
      assertTrue(policies.get(0).contains("frame-ancestors 'self'"), policies.toString());
      assertTrue(policies.get(0).contains("; sandbox;"), policies.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/registrations", "/registrations/summary", "/registrations/0", "/page/activity"})
  void isKeptByNobodyWhenItIsPersonal(String path) {
    Api.operator().get(path).then().header("Cache-Control", containsString("no-store"));
    given().get(path).then().header("Cache-Control", containsString("no-store"));
  }

  @Test
  void isKeptByNobodyWhenItIsARegistration() {
    Api.register(Map.of("email", Api.address("ok"), "name", "Ada"))
        .statusCode(201)
        .header("Cache-Control", equalTo("no-store"));
  }

  @Test
  void isKeptByNobodyWhenItIsAStreamOfEvents() throws Exception {
    HttpURLConnection stream = (HttpURLConnection) events.toURL().openConnection();
    stream.setRequestProperty("Authorization", OperatorHeader.of("operator"));
    stream.setRequestProperty("Accept", "text/event-stream");
    try {
      assertEquals(200, stream.getResponseCode());
      assertEquals("no-store", stream.getHeaderField("Cache-Control"));
      assertEquals("nosniff", stream.getHeaderField("X-Content-Type-Options"));
    } finally {
      stream.disconnect();
    }
  }
}
