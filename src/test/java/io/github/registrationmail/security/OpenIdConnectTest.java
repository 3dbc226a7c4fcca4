package io.github.registrationmail.security;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.registrationmail.stack.EmbeddedStackResource;
import io.github.registrationmail.support.Api;
import io.github.registrationmail.support.SampleRows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
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
          "registration.viewers.mask-addresses", "false",
          "quarkus.http.proxy.proxy-address-forwarding", "true",
          "quarkus.http.proxy.allow-x-forwarded", "true");
    }
  }

  @Inject SampleRows rows;

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

  /** By setting they see addresses here. */
  @Test
  void takesTheTokenOfAViewer() {
    String email = Api.address("seen");
    long id = rows.registration(email, "FAILED");
    viewer()
        .get("/registrations/" + id)
        .then()
        .statusCode(200)
        .body("email", is(email))
        .body("name", is("Ada"));
    viewer().queryParam("email", email).get("/registrations").then().statusCode(200);
    viewer().get("/registrations/" + id + "/mail").then().statusCode(200);
    viewer().get("/mails/" + id + "/page").then().statusCode(200);
    viewer()
        .get("/mails/" + id)
        .then()
        .statusCode(200)
        .body(allOf(containsString(email), not(containsString("id=\"retry-"))));
    viewer()
        .post("/registrations/" + id + "/mail/retry")
        .then()
        .statusCode(403)
        .body("detail", is("Only an operator may do this."));
  }

  private static RequestSpecification viewer() {
    return given().auth().oauth2(OpenIdProvider.token("viewer"));
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
