package io.github.registrationmail.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** With the settings that the README names, operators sign in with an OpenID provider instead. */
@QuarkusTest
@QuarkusTestResource(EmbeddedStackResource.class)
@TestProfile(OpenIdConnectTest.Profile.class)
class OpenIdConnectTest {

  /** The provider, which says itself where it is. */
  public static final class Profile implements QuarkusTestProfile {
    @Override
    public List<TestResourceEntry> testResources() {
      return List.of(new TestResourceEntry(OpenIdProvider.class));
    }

    /** Those of {@link TokenAndLimitTest}. */
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "REGISTRATION_TOKENS", TokenAndLimitTest.OLD + ", " + TokenAndLimitTest.NEW,
          "registration.rate-limit.per-minute", "4",
          "quarkus.http.proxy.proxy-address-forwarding", "true",
          "quarkus.http.proxy.allow-x-forwarded", "true");
    }
  }

  @TestHTTPResource("/")
  URI base;

  @Test
  void takesTheTokenOfAnOperator() {
    given()
        .auth()
        .oauth2(OpenIdProvider.token("operator"))
        .get("/registrations/summary")
        .then()
        .statusCode(200);
    given()
        .auth()
        .oauth2(OpenIdProvider.token("somebody"))
        .get("/registrations/summary")
        .then()
        .statusCode(403);
  }

  @Test
  void refusesATokenThatIsNone() {
    given()
        .auth()
        .oauth2("none")
        .get("/registrations/summary")
        .then()
        .statusCode(401)
        .header("WWW-Authenticate", startsWith("Bearer"));
  }

  @Test
  void sendsABrowserToTheProviderAndBackToThePage() throws Exception {
    OpenIdProvider.nextIs("operator");
    HttpResponse<String> page = visit("?state=FAILED");

    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("id=\"overview\""));
    assertTrue(page.uri().toString().contains("state=FAILED"), page.uri().toString());
  }

  @Test
  void keepsOutWhoIsSignedInButNoOperator() throws Exception {
    OpenIdProvider.nextIs("somebody");

    assertEquals(403, visit("").statusCode());
  }

  @Test
  void tellsAScriptThatTheSessionHasEnded() {
    given()
        .redirects()
        .follow(false)
        .header("X-Requested-With", "JavaScript")
        .get("/page/list")
        .then()
        .statusCode(499);
  }

  private HttpResponse<String> visit(String query) throws Exception {
    HttpClient browser =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .cookieHandler(new CookieManager())
            .followRedirects(HttpClient.Redirect.ALWAYS)
            .build();
    return browser.send(
        HttpRequest.newBuilder(base.resolve("/" + query)).build(), BodyHandlers.ofString());
  }
}
